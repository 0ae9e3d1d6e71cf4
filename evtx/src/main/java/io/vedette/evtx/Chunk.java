package io.vedette.evtx;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Up to 64 KiB of the file, with the names and templates that its records share. Every access is
 * checked against the bytes that are there.
 *
 * <p>Layout: signature, first and last record number (8, 16) and identifier (24, 32), header size
 * (40), offset of the last record (44) and of free space (48), checksum of the records (52), flags
 * (120), checksum of the header (124), string table (128), template table (384), records (512). The
 * two tables are only indexes of what the records hold and are not used.
 */
final class Chunk {
  static final int SIZE = 65_536;
  static final int RECORDS = 512;
  static final byte[] MAGIC = "ElfChnk\0".getBytes(StandardCharsets.US_ASCII);

  private static final int FLAG_NO_CHECKSUM = 4;
  private static final int MAX_NAME = 4_096;
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long fileOffset;
  private final byte[] bytes;
  private final int length;
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Integer, Xml.Element> templates = new HashMap<>();

  /**
   * @param fileOffset where in the file the bytes are from
   * @param bytes the chunk, at least {@code length} bytes
   */
  Chunk(long fileOffset, byte[] bytes, int length) {
    this.fileOffset = fileOffset;
    this.bytes = bytes;
    this.length = length;
  }

  long fileOffset() {
    return fileOffset;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  boolean hasHeader() {
    return length >= RECORDS && startsWith(bytes, 0, length, MAGIC);
  }

  /** Whether the header's checksum holds, or the chunk is marked as having none. */
  boolean headerChecksumHolds() {
    return unchecked() || headerChecksumHolds(bytes, 0);
  }

  static boolean headerChecksumHolds(byte[] bytes, int start) {
    CRC32 crc = new CRC32();
    crc.update(bytes, start, 120);
    crc.update(bytes, start + 128, 384);
    return (int) crc.getValue() == (int) INTS.get(bytes, start + 124);
  }

  boolean dataChecksumHolds() {
    if (unchecked()) {
      return true;
    }
    int end = freeSpace();
    if (end < RECORDS || end > length) {
      return false;
    }
    CRC32 crc = new CRC32();
    crc.update(bytes, RECORDS, end - RECORDS);
    return (int) crc.getValue() == (int) INTS.get(bytes, 52);
  }

  private boolean unchecked() {
    return ((int) INTS.get(bytes, 120) & FLAG_NO_CHECKSUM) != 0;
  }

  /** Where the header says that records end; any number if the header is damaged. */
  int freeSpace() {
    return (int) INTS.get(bytes, 48);
  }

  /** How many records the header announces; any number if it is damaged. */
  long announcedRecords() {
    return (long) LONGS.get(bytes, 32) - (long) LONGS.get(bytes, 24) + 1;
  }

  int u8(int offset) throws DamagedException {
    check(offset, 1);
    return bytes[offset] & 0xFF;
  }

  int u16(int offset) throws DamagedException {
    check(offset, 2);
    return (short) SHORTS.get(bytes, offset) & 0xFFFF;
  }

  int i32(int offset) throws DamagedException {
    check(offset, 4);
    return (int) INTS.get(bytes, offset);
  }

  long i64(int offset) throws DamagedException {
    check(offset, 8);
    return (long) LONGS.get(bytes, offset);
  }

  /** A number of 1, 2, 4 or 8 bytes, with sign. */
  long integer(int offset, int size) throws DamagedException {
    check(offset, size);
    return switch (size) {
      case 1 -> bytes[offset];
      case 2 -> (short) SHORTS.get(bytes, offset);
      case 4 -> (int) INTS.get(bytes, offset);
      case 8 -> (long) LONGS.get(bytes, offset);
      default -> throw new DamagedException("a number of " + size + " bytes");
    };
  }

  void check(int offset, int size) throws DamagedException {
    if (offset < 0 || size < 0 || offset > length - size) {
      throw new DamagedException(
          "%d bytes at offset %d of the chunk are not there".formatted(size, offset));
    }
  }

  /** UTF-16 text. Most of it is Latin-1, which is copied without a decoder. */
  String utf16(int offset, int characters) throws DamagedException {
    if (characters > length) {
      throw new DamagedException("a text of " + characters + " characters");
    }
    check(offset, characters * 2);
    byte[] latin = new byte[characters];
    for (int i = 0, p = offset; i < characters; i++, p += 2) {
      if (bytes[p + 1] != 0) {
        return new String(bytes, offset, characters * 2, StandardCharsets.UTF_16LE);
      }
      latin[i] = bytes[p];
    }
    return new String(latin, StandardCharsets.ISO_8859_1);
  }

  /** The name of an element or attribute: next (4), hash (2), characters (2), text, zero (2). */
  String name(int offset) throws DamagedException {
    String known = names.get(offset);
    if (known != null) {
      return known;
    }
    int characters = u16(offset + 6);
    if (characters == 0 || characters > MAX_NAME) {
      throw new DamagedException("a name of " + characters + " characters");
    }
    String name = utf16(offset + 8, characters).intern();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || "<>&\"'=/".indexOf(c) >= 0 || Character.isSurrogate(c)) {
        throw new DamagedException("a name with the character U+%04X".formatted((int) c));
      }
    }
    if (hash(name) != u16(offset + 4)) {
      throw new DamagedException("a name was overwritten");
    }
    names.put(offset, name);
    return name;
  }

  private static int hash(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = hash * 65_599 + name.charAt(i);
    }
    return hash & 0xFFFF;
  }

  /** Bytes that the name at this offset takes. */
  int nameSize(int offset) throws DamagedException {
    return 10 + 2 * u16(offset + 6);
  }

  /** Whether a name could be here. */
  boolean nameAt(int offset) {
    if (offset < 0 || offset > length - 10) {
      return false;
    }
    int characters = (short) SHORTS.get(bytes, offset + 6) & 0xFFFF;
    int end = offset + 8 + 2 * characters;
    return characters > 0
        && characters <= MAX_NAME
        && end <= length - 2
        && (short) SHORTS.get(bytes, end) == 0;
  }

  Xml.@Nullable Element template(int offset) {
    return templates.get(offset);
  }

  void template(int offset, Xml.Element root) {
    templates.put(offset, root);
  }

  static boolean startsWith(byte[] bytes, int start, int end, byte[] magic) {
    if (start > end - magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (bytes[start + i] != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
