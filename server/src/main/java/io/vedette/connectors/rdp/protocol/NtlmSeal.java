package io.vedette.connectors.rdp.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Seals what one side sends after NTLM has agreed on a key. Source: MS-NLMP 3.4.3 to 3.4.5, with
 * extended session security and 128 bits.
 */
final class NtlmSeal {
  private static final int SIGNATURE = 16;
  private static final int CHECKSUM = 8;

  private final byte[] signingKey;
  private final byte[] sealingKey;
  private final boolean exchanged;
  private Cipher cipher;
  private int sequence;

  private NtlmSeal(byte[] sessionKey, String direction, boolean exchanged) {
    signingKey = key(sessionKey, direction, "signing");
    sealingKey = key(sessionKey, direction, "sealing");
    cipher = Ciphers.rc4(sealingKey);
    this.exchanged = exchanged;
  }

  /** What the client sends. */
  static NtlmSeal ofClient(byte[] sessionKey, int flags) {
    return new NtlmSeal(sessionKey, "client-to-server", isExchanged(flags));
  }

  /** What the server sends. */
  static NtlmSeal ofServer(byte[] sessionKey, int flags) {
    return new NtlmSeal(sessionKey, "server-to-client", isExchanged(flags));
  }

  private static boolean isExchanged(int flags) {
    return (flags & NtlmMessage.KEY_EXCHANGE) != 0;
  }

  private static byte[] key(byte[] sessionKey, String direction, String use) {
    String magic = "session key to " + direction + " " + use + " key magic constant\0";
    return Ciphers.digest("MD5", sessionKey, magic.getBytes(StandardCharsets.US_ASCII));
  }

  byte[] seal(byte[] plain) {
    // The cipher's stream runs over the text first, then over its checksum.
    byte[] encrypted = update(plain);
    return new WireWriter().bytes(signature(plain)).bytes(encrypted).toBytes();
  }

  byte[] unseal(byte[] sealed) throws ProtocolException {
    if (sealed.length < SIGNATURE) {
      throw new ProtocolException("a sealed message is shorter than its signature");
    }
    byte[] plain = update(Arrays.copyOfRange(sealed, SIGNATURE, sealed.length));
    byte[] expected = signature(plain);
    if (!MessageDigest.isEqual(expected, Arrays.copyOf(sealed, SIGNATURE))) {
      throw new ProtocolException("a sealed message does not fit its signature");
    }
    return plain;
  }

  /** A signature over a message that is not encrypted. */
  byte[] signature(byte[] plain) {
    byte[] number = new WireWriter().i32(sequence++).toBytes();
    byte[] checksum = Arrays.copyOf(Ciphers.hmacMd5(signingKey, number, plain), CHECKSUM);
    return new WireWriter()
        .i32(1)
        .bytes(exchanged ? update(checksum) : checksum)
        .bytes(number)
        .toBytes();
  }

  /** Begins the cipher's stream anew, as SPNEGO does after its own signature; the count goes on. */
  void restart() {
    cipher = Ciphers.rc4(sealingKey);
  }

  private byte[] update(byte[] bytes) {
    byte[] result = cipher.update(bytes);
    return result == null ? new byte[0] : result;
  }
}
