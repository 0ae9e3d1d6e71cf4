package io.vedette.evtx;

/** What can be wrong with an event log file. */
public enum FaultKind {
  /** The file does not begin with an event log header. */
  NOT_AN_EVENT_LOG(true),
  /** The checksum of the file header is wrong. */
  FILE_HEADER_CHECKSUM(false),
  /** The file ends inside its header or inside a chunk. */
  TRUNCATED(true),
  /** A stretch of the file holds data but no chunk begins there. */
  CHUNK_MAGIC(true),
  /** The checksum of a chunk header is wrong. */
  CHUNK_HEADER_CHECKSUM(false),
  /** The checksum of a chunk's records is wrong; usual in files of a running system. */
  CHUNK_DATA_CHECKSUM(false),
  /** Bytes that should be a record are not; reading went on at the next record. */
  RECORD_HEADER(true),
  /** A record whose content cannot be read; it was skipped. */
  RECORD_CONTENT(true),
  /** A chunk holds fewer records than its header says. */
  RECORDS_MISSING(true);

  private final boolean loses;

  FaultKind(boolean loses) {
    this.loses = loses;
  }

  /** Whether events may be lost by it; the others are warnings. */
  public boolean loses() {
    return loses;
  }
}
