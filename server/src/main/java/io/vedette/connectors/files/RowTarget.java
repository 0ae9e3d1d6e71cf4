package io.vedette.connectors.files;

import io.vedette.connectors.windows.TableRow;

/** Where the rows of files go, in parts. */
interface RowTarget {

  /** Begins a part; on any thread. */
  Part part();

  /** Stores what was handed on so far; afterwards the file's report is complete. */
  void flush();

  /** Rows of a file that follow each other, and what is no row. For one thread at a time. */
  interface Part {
    /**
     * Takes a row.
     *
     * @param number which of the file's lines, records or objects it is
     */
    void add(TableRow row, long number);

    /** Notes that something is no row, and why. */
    void refuse(long number, String reason);

    /** Whether it is time for the next part. */
    boolean isFull();

    /**
     * Hands the part on, which is not used afterwards: one part after the other in the order of the
     * file, on the target's own thread.
     */
    void handOn(FileLog log, Place place);
  }

  /**
   * How places in a file are told.
   *
   * @param unit such as line
   * @param before what to add to the numbers of a part
   */
  record Place(String unit, long before) {
    String of(long number) {
      return unit + ' ' + (before + number);
    }
  }
}
