package io.vedette.connectors.files;

import io.vedette.connectors.windows.TableRow;

/** Where the rows of files go. */
interface RowTarget {

  /**
   * Takes a row.
   *
   * @param where its place in the file, for the report
   */
  void add(TableRow row, FileLog log, String where);

  /** Stores what was taken so far; afterwards the file's report is complete. */
  void flush();
}
