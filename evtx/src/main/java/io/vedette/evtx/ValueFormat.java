package io.vedette.evtx;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes values as Windows does in an event's XML. Source of the types: [MS-EVEN6] 2.2.15
 * ("BinXmlTypes").
 */
final class ValueFormat {
  static final int NULL = 0x00;
  static final int STRING = 0x01;
  static final int BINARY_XML = 0x21;
  static final int ARRAY = 0x80;

  private static final int ANSI = 0x02;
  private static final int INT8 = 0x03;
  private static final int UINT8 = 0x04;
  private static final int INT16 = 0x05;
  private static final int UINT16 = 0x06;
  private static final int INT32 = 0x07;
  private static final int UINT32 = 0x08;
  private static final int INT64 = 0x09;
  private static final int UINT64 = 0x0A;
  private static final int REAL32 = 0x0B;
  private static final int REAL64 = 0x0C;
  private static final int BOOL = 0x0D;
  private static final int GUID = 0x0F;
  private static final int SIZE = 0x10;
  private static final int FILETIME = 0x11;
  private static final int SYSTEMTIME = 0x12;
  private static final int SID = 0x13;
  private static final int HEX32 = 0x14;
  private static final int HEX64 = 0x15;

  private static final Charset ANSI_CHARSET = Charset.forName("windows-1252");
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  private ValueFormat() {}

  /** One value as text; an array is joined with commas. */
  static String format(Chunk chunk, int type, int offset, int size) throws DamagedException {
    chunk.check(offset, size);
    if ((type & ARRAY) != 0) {
      return String.join(",", items(chunk, type, offset, size));
    }
    if (size == 0) {
      return "";
    }
    return switch (type) {
      case NULL -> "";
      case STRING -> utf16(chunk, offset, size / 2);
      case ANSI -> ansi(chunk, offset, size);
      case INT8, INT16, INT32, INT64 -> Long.toString(chunk.integer(offset, size));
      case UINT8, UINT16, UINT32, UINT64 -> unsigned(chunk.integer(offset, size), size);
      case REAL32, REAL64 ->
          size == 4
              ? Float.toString(Float.intBitsToFloat(chunk.i32(offset)))
              : Double.toString(Double.longBitsToDouble(chunk.i64(offset)));
      case BOOL -> chunk.integer(offset, size) == 0 ? "false" : "true";
      case GUID -> guid(chunk, offset);
      case SIZE, HEX32, HEX64 -> hex(chunk.integer(offset, size), size);
      case FILETIME -> Times.fileTime(chunk.i64(offset));
      case SYSTEMTIME -> systemTime(chunk, offset);
      case SID -> sid(chunk, offset, size);
      default -> binary(chunk, offset, size);
    };
  }

  /** The items of an array value. */
  static List<String> items(Chunk chunk, int type, int offset, int size) throws DamagedException {
    chunk.check(offset, size);
    int itemType = type & ~ARRAY;
    List<String> items = new ArrayList<>();
    int end = offset + size;
    int itemSize =
        switch (itemType) {
          case INT8, UINT8 -> 1;
          case INT16, UINT16 -> 2;
          case INT32, UINT32, REAL32, BOOL, HEX32 -> 4;
          case INT64, UINT64, REAL64, FILETIME, HEX64, SIZE -> 8;
          case GUID, SYSTEMTIME -> 16;
          default -> 0;
        };
    if (itemSize > 0) {
      for (int at = offset; at <= end - itemSize; at += itemSize) {
        items.add(format(chunk, itemType, at, itemSize));
      }
    } else if (itemType == STRING || itemType == ANSI) {
      int width = itemType == STRING ? 2 : 1;
      int start = offset;
      for (int at = offset; at <= end - width; at += width) {
        if ((width == 2 ? chunk.u16(at) : chunk.u8(at)) == 0) {
          items.add(format(chunk, itemType, start, at - start));
          start = at + width;
        }
      }
      if (start < end) {
        items.add(format(chunk, itemType, start, end - start));
      }
    } else if (itemType == SID) {
      for (int at = offset; at <= end - 8; ) {
        int sidSize = 8 + 4 * chunk.u8(at + 1);
        if (sidSize > end - at) {
          throw new DamagedException("a security identifier beyond its array");
        }
        items.add(sid(chunk, at, sidSize));
        at += sidSize;
      }
    } else {
      items.add(binary(chunk, offset, size));
    }
    return items;
  }

  private static String utf16(Chunk chunk, int offset, int characters) throws DamagedException {
    int count = characters;
    while (count > 0 && chunk.u16(offset + 2 * (count - 1)) == 0) {
      count--;
    }
    return chunk.utf16(offset, count);
  }

  private static String ansi(Chunk chunk, int offset, int size) throws DamagedException {
    int count = size;
    while (count > 0 && chunk.u8(offset + count - 1) == 0) {
      count--;
    }
    return new String(chunk.bytes(), offset, count, ANSI_CHARSET);
  }

  private static String unsigned(long value, int size) {
    return size == 8 ? Long.toUnsignedString(value) : Long.toString(mask(value, size));
  }

  private static String hex(long value, int size) {
    return "0x" + Long.toHexString(size == 8 ? value : mask(value, size));
  }

  private static long mask(long value, int size) {
    return value & ((1L << (8 * size)) - 1);
  }

  private static String guid(Chunk chunk, int offset) throws DamagedException {
    chunk.check(offset, 16);
    HexFormat hex = HexFormat.of();
    StringBuilder text = new StringBuilder(38).append('{');
    text.append(hex.toHexDigits(chunk.i32(offset))).append('-');
    text.append(hex.toHexDigits((short) chunk.u16(offset + 4))).append('-');
    text.append(hex.toHexDigits((short) chunk.u16(offset + 6))).append('-');
    hex.formatHex(text, chunk.bytes(), offset + 8, offset + 10).append('-');
    return hex.formatHex(text, chunk.bytes(), offset + 10, offset + 16).append('}').toString();
  }

  private static String systemTime(Chunk chunk, int offset) throws DamagedException {
    chunk.check(offset, 16);
    return Times.systemTime(
        chunk.u16(offset),
        chunk.u16(offset + 2),
        chunk.u16(offset + 6),
        chunk.u16(offset + 8),
        chunk.u16(offset + 10),
        chunk.u16(offset + 12),
        chunk.u16(offset + 14));
  }

  /** Revision (1), count (1), authority (6, big-endian), sub-authorities (4 each). */
  private static String sid(Chunk chunk, int offset, int size) throws DamagedException {
    int count = size < 8 ? 0 : chunk.u8(offset + 1);
    if (size < 8 + 4 * count) {
      return binary(chunk, offset, size);
    }
    long authority = 0;
    for (int i = 2; i < 8; i++) {
      authority = authority << 8 | chunk.u8(offset + i);
    }
    StringBuilder text = new StringBuilder("S-").append(chunk.u8(offset)).append('-');
    if (authority >> 32 == 0) {
      text.append(authority);
    } else {
      text.append("0x").append(HexFormat.of().toHexDigits(authority, 12));
    }
    for (int i = 0; i < count; i++) {
      text.append('-').append(Integer.toUnsignedLong(chunk.i32(offset + 8 + 4 * i)));
    }
    return text.toString();
  }

  private static String binary(Chunk chunk, int offset, int size) {
    return UPPER.formatHex(chunk.bytes(), offset, offset + size);
  }
}
