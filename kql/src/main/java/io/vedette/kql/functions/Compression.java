package io.vedette.kql.functions;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Compressed bytes of bounded size: gzip (RFC 1952) and zlib (RFC 1950). */
final class Compression {
  private Compression() {}

  private static final int LARGEST = 16 << 20;
  private static final byte[] GZIP_HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};
  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  static byte[] deflate(byte[] bytes) {
    return deflate(bytes, false);
  }

  private static byte[] deflate(byte[] bytes, boolean bare) {
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare)) {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(GZIP_HEADER);
    out.writeBytes(deflate(bytes, true));
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    writeInt(checksum.getValue(), out);
    writeInt(bytes.length, out);
    return out.toByteArray();
  }

  private static void writeInt(long value, ByteArrayOutputStream out) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write((int) (value >> shift));
    }
  }

  /** The bytes that zlib compressed; null when malformed or too large. */
  static byte @Nullable [] inflate(byte @Nullable [] bytes) {
    return bytes == null ? null : inflate(bytes, 0, false);
  }

  private static byte @Nullable [] inflate(byte[] bytes, int from, boolean bare) {
    try (Inflater inflater = new Inflater(bare)) {
      inflater.setInput(bytes, from, bytes.length - from);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 || out.size() > LARGEST) {
          return inflater.finished() ? out.toByteArray() : null;
        }
        out.write(buffer, 0, count);
      }
      return out.toByteArray();
    } catch (DataFormatException malformed) {
      return null;
    }
  }

  /** The bytes that gzip compressed; null when malformed or too large. */
  static byte @Nullable [] gunzip(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length < 18 || bytes[0] != 0x1F || bytes[1] != (byte) 0x8B) {
      return null;
    }
    int flags = bytes[3];
    int at = GZIP_HEADER.length;
    if ((flags & HAS_EXTRA) != 0) {
      at += 2 + (bytes[at] & 0xFF) + ((bytes[at + 1] & 0xFF) << 8);
    }
    for (int flag : new int[] {HAS_NAME, HAS_COMMENT}) {
      if ((flags & flag) != 0) {
        while (at < bytes.length && bytes[at] != 0) {
          at++;
        }
        at++;
      }
    }
    if ((flags & HAS_CHECKSUM) != 0) {
      at += 2;
    }
    return at < bytes.length ? inflate(bytes, at, true) : null;
  }
}
