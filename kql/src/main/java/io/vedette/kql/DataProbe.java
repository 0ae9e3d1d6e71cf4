package io.vedette.kql;

import java.util.List;

/** Runs a small query while compiling, where the result's columns depend on the data. */
@FunctionalInterface
public interface DataProbe {
  /** Sees no data. */
  DataProbe NONE = sql -> List.of();

  /** The first column of the result, as text, nulls left out. */
  List<String> firstColumn(String sql);
}
