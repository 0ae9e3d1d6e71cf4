package io.vedette.connectors.rdp.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes numbers and bytes of one unit of the protocol, little-endian unless said. */
final class WireWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  WireWriter u8(int value) {
    out.write(value);
    return this;
  }

  WireWriter u16(int value) {
    return u8(value).u8(value >> 8);
  }

  WireWriter u16BigEndian(int value) {
    return u8(value >> 8).u8(value);
  }

  /**
   * A length in the packed encoding of T.124: one byte as long as it fits, as Windows writes it.
   */
  WireWriter perLength(int length) {
    return length < 0x80 ? u8(length) : u16BigEndian(length | 0x8000);
  }

  WireWriter i32(int value) {
    return u16(value).u16(value >> 16);
  }

  WireWriter i64(long value) {
    return i32((int) value).i32((int) (value >> 32));
  }

  WireWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Bytes written as hexadecimal digits; spaces between them mean nothing. */
  WireWriter hex(String digits) {
    return bytes(HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  WireWriter zeros(int count) {
    return bytes(new byte[count]);
  }

  WireWriter utf16(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_16LE));
  }

  /** UTF-16 text filled up with zeros, or cut, to that many bytes; at least one NUL ends it. */
  WireWriter utf16(String text, int size) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
    int kept = Math.min(bytes.length, size - 2);
    out.write(bytes, 0, kept);
    return zeros(size - kept);
  }

  int size() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
