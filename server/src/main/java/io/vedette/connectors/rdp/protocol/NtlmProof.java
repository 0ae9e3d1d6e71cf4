package io.vedette.connectors.rdp.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.jspecify.annotations.Nullable;

/** Checks NTLMv2's proof of a password and makes the session's key. Source: MS-NLMP 3.3.2. */
final class NtlmProof {
  private NtlmProof() {}

  /** The key that both sides now have, or null when the password is another. */
  static byte @Nullable [] sessionKey(NtlmAuthenticate message, byte[] challenge, String password) {
    if (!message.isVersion2()) {
      return null;
    }
    byte[] response = message.ntResponse().bytes();
    byte[] key = key(message.user(), message.domain(), password);
    byte[] blob = Arrays.copyOfRange(response, NtlmAuthenticate.PROOF, response.length);
    byte[] proof = Ciphers.hmacMd5(key, challenge, blob);
    byte[] given = Arrays.copyOf(response, NtlmAuthenticate.PROOF);
    if (!MessageDigest.isEqual(proof, given)) {
      return null;
    }
    byte[] base = Ciphers.hmacMd5(key, proof);
    boolean exchanged =
        (message.flags() & NtlmMessage.KEY_EXCHANGE) != 0 && message.sessionKey().length() == 16;
    return exchanged ? Ciphers.rc4(base).update(message.sessionKey().bytes()) : base;
  }

  /** NTOWFv2: the user's name in capitals, the domain as it was sent. */
  static byte[] key(String user, String domain, String password) {
    byte[] identity = (user.toUpperCase(Locale.ROOT) + domain).getBytes(StandardCharsets.UTF_16LE);
    return Ciphers.hmacMd5(md4(password.getBytes(StandardCharsets.UTF_16LE)), identity);
  }

  private static byte[] md4(byte[] bytes) {
    MD4Digest digest = new MD4Digest();
    digest.update(bytes, 0, bytes.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return hash;
  }
}
