package io.vedette.query;

import io.vedette.kql.ExternalRequest;
import io.vedette.kql.ExternalTable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where {@code externaldata} reads from. Safe on many threads. */
public interface ExternalSource {
  /** Why the files may not be read, or null when they may; connects to nothing. */
  ExternalTable.@Nullable Refused refusal(ExternalRequest request);

  /**
   * Reads all rows of the files.
   *
   * @throws IOException when a file cannot be read whole, or is larger than is allowed; the message
   *     names it
   * @throws InterruptedException when the query is told to stop
   */
  void read(ExternalRequest request, Rows rows) throws IOException, InterruptedException;

  /** Takes rows. */
  @FunctionalInterface
  interface Rows {
    /**
     * Takes a row.
     *
     * @param cells for each requested column the text of its value, as {@link ExternalTable.Stored}
     *     says
     */
    void add(List<@Nullable String> cells) throws IOException, InterruptedException;
  }
}
