package io.vedette.evtx;

/**
 * Goes from record to record of a chunk. A record is: signature 2A 2A 00 00, size (4), identifier
 * (8), time written as FILETIME (8), binary XML, size again (4).
 *
 * <p>Behind the end that the header gives, a chunk of a busy log often holds records of earlier
 * times; they count only when they continue the identifiers, that is when the header is merely
 * behind. Where the header is damaged, all records up to the chunk's end count.
 */
final class RecordWalk {
  private static final int MAGIC = 0x2A2A;
  private static final int HEADER = 24;
  private static final int SMALLEST = 28;

  private final Chunk chunk;
  private final FaultLog faults;
  private final boolean trusted;
  private final int announcedEnd;
  private int position;
  private int size;
  private long lastId = -1;
  private long seen;

  RecordWalk(Chunk chunk, FaultLog faults) {
    this.chunk = chunk;
    this.faults = faults;
    boolean header = chunk.hasHeader();
    int end = header ? chunk.freeSpace() : 0;
    boolean plausible = end >= Chunk.RECORDS && end <= chunk.length();
    this.trusted = header && plausible && chunk.headerChecksumHolds();
    this.announcedEnd = plausible ? end : 0;
    this.position = header ? Chunk.RECORDS : 0;
  }

  /** Whether there is another record; if so it is the current one. */
  boolean advance() throws DamagedException {
    position += size;
    size = 0;
    boolean atEnd = announcedEnd > 0 && position == announcedEnd;
    if (atEnd || (trusted && position > announcedEnd)) {
      return recordAt(position) && lastId >= 0 && id() == lastId + 1 && take();
    }
    if (recordAt(position)) {
      return take();
    }
    int start = position;
    int limit = trusted ? announcedEnd : chunk.length();
    while (++position < limit) {
      if (chunk.bytes()[position] == 0x2A && recordAt(position)) {
        gap(start, position);
        return take();
      }
    }
    gap(start, limit);
    return false;
  }

  private void gap(int start, int end) {
    // Without a trusted header the rest of a chunk is free space: what lies there is no loss.
    boolean rest = end >= chunk.length() && !trusted;
    for (int i = start; i < end && !rest; i++) {
      if (chunk.bytes()[i] != 0) {
        faults.add(
            FaultKind.RECORD_HEADER,
            chunk.fileOffset() + start,
            "%d bytes are no record".formatted(end - start));
        return;
      }
    }
  }

  private boolean take() throws DamagedException {
    size = chunk.i32(position + 4);
    lastId = id();
    seen++;
    return true;
  }

  private boolean recordAt(int at) throws DamagedException {
    if (at > chunk.length() - SMALLEST || chunk.i32(at) != MAGIC) {
      return false;
    }
    int length = chunk.i32(at + 4);
    if (length < SMALLEST || length > chunk.length() - at) {
      return false;
    }
    int next = at + length;
    return chunk.i32(next - 4) == length
        || next == announcedEnd
        || (next <= chunk.length() - 4 && chunk.i32(next) == MAGIC);
  }

  /** Records found so far. */
  long seen() {
    return seen;
  }

  /** How many records the header announces, or 0 when it is not to be trusted. */
  long announced() {
    return trusted ? chunk.announcedRecords() : 0;
  }

  long id() throws DamagedException {
    return chunk.i64(position + 8);
  }

  /** When the current record was written, as FILETIME. */
  long written() throws DamagedException {
    return chunk.i64(position + 16);
  }

  /** Where the current record's binary XML begins in the chunk. */
  int contentStart() {
    return position + HEADER;
  }

  int contentEnd() {
    return position + size - 4;
  }

  long fileOffset() {
    return chunk.fileOffset() + position;
  }
}
