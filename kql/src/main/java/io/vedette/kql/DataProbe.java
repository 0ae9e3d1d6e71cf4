package io.vedette.kql;

import java.util.List;

/** What a query needs to know of data while it is compiled. */
@FunctionalInterface
public interface DataProbe {
  /** Sees no data. */
  DataProbe NONE = sql -> List.of();

  /**
   * The first column of a small query's result, as text, nulls left out; asked where the columns of
   * the result depend on the data.
   */
  List<String> firstColumn(String sql);

  /** Reads files outside the workspace. */
  default ExternalTable external(ExternalRequest request) {
    return new ExternalTable.Assumed();
  }
}
