package io.vedette.kql;

import io.vedette.kql.types.TableSchema;

/** What becomes of an {@link ExternalRequest}. */
public sealed interface ExternalTable {
  /**
   * The files were read into a table that the engine sees.
   *
   * @param table has a column of text for each that was requested, in their order: the value as
   *     {@code tostring()} would write it, for dynamic columns as JSON; null where there is none
   */
  record Stored(TableSchema table) implements ExternalTable {}

  /** Files are not read here: the table is empty, with a warning. */
  record Assumed() implements ExternalTable {}

  /** The files may not or cannot be read. */
  record Refused(String message, String hint) implements ExternalTable {}
}
