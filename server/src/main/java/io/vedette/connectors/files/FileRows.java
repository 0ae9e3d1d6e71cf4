package io.vedette.connectors.files;

import io.vedette.connectors.files.RowTarget.Part;
import io.vedette.connectors.files.RowTarget.Place;

/**
 * The rows of a file that is read on one thread; what is full is handed on, and the rest at last.
 */
final class FileRows implements AutoCloseable {
  private final RowTarget target;
  private final FileLog log;
  private final Place place;
  private Part part;

  /**
   * @param unit what the file's numbers count, such as line
   */
  FileRows(RowTarget target, FileLog log, String unit) {
    this.target = target;
    this.log = log;
    this.place = new Place(unit, 0);
    this.part = target.part();
  }

  /** The part to fill with the next row or refusal. */
  Part next() {
    if (part.isFull()) {
      part.handOn(log, place);
      part = target.part();
    }
    return part;
  }

  @Override
  public void close() {
    part.handOn(log, place);
  }
}
