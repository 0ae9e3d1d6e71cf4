package io.vedette.evtx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The file header: signature, first and last chunk (8, 16), next record (24), header size (32),
 * version (36), size of the header block (40), number of chunks (42), flags (120), checksum (124).
 * The counts are those of the last proper close and are not used.
 */
final class FileHeader {
  private static final byte[] MAGIC = "ElfFile\0".getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE = 128;
  private static final int FLAG_DIRTY = 1;
  private static final int FLAG_NO_CHECKSUM = 4;

  private FileHeader() {}

  static boolean isOne(byte[] block) {
    return Chunk.startsWith(block, 0, block.length, MAGIC);
  }

  /** Notes what is wrong with a header; returns whether it is marked as not closed properly. */
  static boolean check(byte[] block, FaultLog faults) {
    if (block.length < SIZE) {
      faults.add(FaultKind.TRUNCATED, 0, "the file ends in its header");
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    int flags = header.getInt(120);
    CRC32 crc = new CRC32();
    crc.update(block, 0, 120);
    if ((flags & FLAG_NO_CHECKSUM) == 0 && (int) crc.getValue() != header.getInt(124)) {
      faults.add(FaultKind.FILE_HEADER_CHECKSUM, 0, "the checksum of the file header is wrong");
    }
    return (flags & FLAG_DIRTY) != 0;
  }
}
