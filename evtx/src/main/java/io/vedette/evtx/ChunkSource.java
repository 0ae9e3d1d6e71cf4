package io.vedette.evtx;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into chunks. It trusts no count and no place: where a chunk should begin and does
 * not, it looks for the next signature, and a chunk that is cut short by another ends there. Holds
 * two chunks at most.
 */
final class ChunkSource {
  private static final int HEADER_BLOCK = 4_096;
  private static final int SECTOR = 512;

  private final InputStream in;
  private final FaultLog faults;
  private byte[] pending = {};
  private long offset;
  private boolean inGap;

  ChunkSource(InputStream in, FaultLog faults) {
    this.in = in;
    this.faults = faults;
  }

  /** Reads the file header. Returns whether the file is marked as not closed properly. */
  boolean readFileHeader() throws IOException {
    byte[] block = in.readNBytes(HEADER_BLOCK);
    if (!FileHeader.isOne(block)) {
      faults.add(
          FaultKind.NOT_AN_EVENT_LOG,
          0,
          block.length == 0
              ? "the file is empty"
              : "the file does not begin with ElfFile; looking for chunks in it");
      pending = block;
      inGap = true;
      return false;
    }
    offset = block.length;
    return FileHeader.check(block, faults);
  }

  /** The next stretch of the file that holds anything, or null at its end. */
  @Nullable Chunk next() throws IOException {
    while (true) {
      byte[] bytes = fill();
      if (bytes.length == 0) {
        return null;
      }
      if (Chunk.startsWith(bytes, 0, bytes.length, Chunk.MAGIC) && bytes.length >= Chunk.RECORDS) {
        inGap = false;
        return chunk(bytes);
      }
      int end = find(bytes, 1, 1);
      if (end < bytes.length) {
        pushBack(bytes, end);
      } else if (bytes.length == Chunk.SIZE) {
        end = bytes.length - signatureTail(bytes);
        pushBack(bytes, end);
      }
      long start = offset;
      offset += end;
      if (!isZero(bytes, end)) {
        if (bytes.length < Chunk.RECORDS && Chunk.startsWith(bytes, 0, bytes.length, Chunk.MAGIC)) {
          faults.add(FaultKind.TRUNCATED, start, "the file ends in the header of a chunk");
        } else if (!inGap) {
          faults.add(FaultKind.CHUNK_MAGIC, start, "no chunk begins here; looking for records");
        }
        inGap = true;
        return new Chunk(start, bytes, end);
      }
    }
  }

  private Chunk chunk(byte[] bytes) {
    Chunk chunk = new Chunk(offset, bytes, bytes.length);
    int length = bytes.length;
    // Sound records are taken as they are, whatever they hold; behind them may be another chunk.
    int free = chunk.freeSpace();
    boolean sound = free >= Chunk.RECORDS && free <= length && chunk.dataChecksumHolds();
    int next = sound ? (free + SECTOR - 1) / SECTOR * SECTOR : SECTOR;
    while ((next = find(bytes, next, SECTOR)) < length) {
      if (next <= length - Chunk.RECORDS && Chunk.headerChecksumHolds(bytes, next)) {
        if (!sound) {
          faults.add(
              FaultKind.TRUNCATED, offset, "the chunk ends after " + next + " bytes in another");
        }
        pushBack(bytes, next);
        offset += next;
        return new Chunk(chunk.fileOffset(), bytes, next);
      }
      next += SECTOR;
    }
    if (length < Chunk.SIZE && (free > length || free < Chunk.RECORDS)) {
      faults.add(FaultKind.TRUNCATED, offset, "the file ends " + length + " bytes into a chunk");
    }
    offset += length;
    return chunk;
  }

  private byte[] fill() throws IOException {
    byte[] bytes = Arrays.copyOf(pending, Chunk.SIZE);
    int length = pending.length;
    length += in.readNBytes(bytes, length, Chunk.SIZE - length);
    pending = new byte[0];
    return length == Chunk.SIZE ? bytes : Arrays.copyOf(bytes, length);
  }

  private void pushBack(byte[] bytes, int from) {
    pending = Arrays.copyOfRange(bytes, from, bytes.length);
  }

  /** Where the next signature is, or the length if there is none. */
  private static int find(byte[] bytes, int from, int step) {
    for (int i = from; i < bytes.length; i += step) {
      if (bytes[i] == 'E' && Chunk.startsWith(bytes, i, bytes.length, Chunk.MAGIC)) {
        return i;
      }
    }
    return bytes.length;
  }

  /** How many bytes at the end may be the beginning of a signature. */
  private static int signatureTail(byte[] bytes) {
    for (int size = Chunk.MAGIC.length - 1; size > 0; size--) {
      if (Arrays.equals(bytes, bytes.length - size, bytes.length, Chunk.MAGIC, 0, size)) {
        return size;
      }
    }
    return 0;
  }

  private static boolean isZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
