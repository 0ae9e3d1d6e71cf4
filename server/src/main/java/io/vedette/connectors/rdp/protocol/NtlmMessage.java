package io.vedette.connectors.rdp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What all messages of NTLM have in common. Source: MS-NLMP 2.2. */
final class NtlmMessage {
  static final int UNICODE = 1;
  static final int REQUEST_TARGET = 1 << 2;
  static final int SIGN = 1 << 4;
  static final int SEAL = 1 << 5;
  static final int NTLM = 1 << 9;
  static final int ALWAYS_SIGN = 1 << 15;
  static final int TARGET_IS_DOMAIN = 1 << 16;
  static final int TARGET_IS_SERVER = 1 << 17;
  static final int EXTENDED_SECURITY = 1 << 19;
  static final int TARGET_INFO = 1 << 23;
  static final int VERSION = 1 << 25;
  static final int KEYS_128 = 1 << 29;
  static final int KEY_EXCHANGE = 1 << 30;
  static final int KEYS_56 = 1 << 31;

  static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

  private NtlmMessage() {}

  static boolean isOne(byte[] token) {
    return token.length >= SIGNATURE.length
        && Arrays.equals(token, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  /** A reader behind the signature and the type, which must be the given one. */
  static WireReader open(byte[] message, int type) throws ProtocolException {
    WireReader in = new WireReader(message, "an NTLM message of type " + type);
    in.skip(SIGNATURE.length);
    int given = in.i32();
    if (given != type) {
      throw new ProtocolException("an NTLM message of type " + given + " instead of " + type);
    }
    return in;
  }

  /** The bytes that a length, a size and an offset in the message's head point to. */
  static byte[] field(WireReader in, byte[] message) throws ProtocolException {
    int length = in.u16();
    in.u16();
    int offset = in.i32();
    if (length == 0) {
      return new byte[0];
    }
    if (offset < 0 || offset > message.length - length) {
      throw new ProtocolException("a field of an NTLM message lies outside of it");
    }
    return Arrays.copyOfRange(message, offset, offset + length);
  }

  static String text(byte[] bytes, int flags) {
    return new String(
        bytes, (flags & UNICODE) != 0 ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
  }

  /** {@code major.minor.build}, or nothing. */
  static String version(WireReader in, int flags) throws ProtocolException {
    if ((flags & VERSION) == 0 || in.remaining() < 8) {
      return "";
    }
    String version = in.u8() + "." + in.u8() + "." + in.u16();
    in.skip(4);
    return version;
  }
}
