package io.vedette.connectors.rdp.protocol;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads numbers and bytes of one unit of the protocol; to read past its end is the peer's fault.
 */
final class WireReader {
  private final byte[] bytes;
  private final String what;
  private int at;

  /**
   * @param what names the unit in errors
   */
  WireReader(byte[] bytes, String what) {
    this.bytes = bytes;
    this.what = what;
  }

  int position() {
    return at;
  }

  int remaining() {
    return bytes.length - at;
  }

  private int need(int count) throws ProtocolException {
    if (count < 0 || count > remaining()) {
      throw new ProtocolException(what + " ends too early, at its byte " + at);
    }
    int from = at;
    at += count;
    return from;
  }

  void skip(int count) throws ProtocolException {
    need(count);
  }

  int u8() throws ProtocolException {
    return bytes[need(1)] & 0xFF;
  }

  int u16() throws ProtocolException {
    int from = need(2);
    return (bytes[from] & 0xFF) | (bytes[from + 1] & 0xFF) << 8;
  }

  int u16BigEndian() throws ProtocolException {
    return Integer.reverseBytes(u16()) >>> 16;
  }

  int i32() throws ProtocolException {
    return u16() | u16() << 16;
  }

  byte[] bytes(int count) throws ProtocolException {
    int from = need(count);
    return Arrays.copyOfRange(bytes, from, from + count);
  }

  byte[] rest() throws ProtocolException {
    return bytes(remaining());
  }

  /** UTF-16 text of that many bytes, up to its first NUL. */
  String utf16(int count) throws ProtocolException {
    return text(count, StandardCharsets.UTF_16LE);
  }

  /** Text of that many bytes, up to its first NUL. */
  String text(int count, Charset charset) throws ProtocolException {
    String text = new String(bytes(count), charset);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** The length of an ASN.1 BER element, at most what is left. */
  int berLength() throws ProtocolException {
    int first = u8();
    if (first < 0x80) {
      return first;
    }
    int length =
        switch (first) {
          case 0x81 -> u8();
          case 0x82 -> u16BigEndian();
          default -> throw new ProtocolException(what + " gives a length in an unusual form");
        };
    if (length > remaining()) {
      throw new ProtocolException(what + " gives a length past its end");
    }
    return length;
  }

  /** A length in the packed encoding of T.125 and T.124: one byte, or two with the high bit set. */
  int perLength() throws ProtocolException {
    int first = u8();
    return first < 0x80 ? first : (first & 0x3F) << 8 | u8();
  }
}
