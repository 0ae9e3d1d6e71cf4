package io.vedette.connectors.rdp;

import io.vedette.platform.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the passwords that clients tell (AES-256-GCM), and hashes them (HMAC-SHA-256) so that
 * equal ones are known. Both keys lie in a file that only the server's user may read: whoever has a
 * copy of the events alone can neither read a password nor try one out.
 */
public final class PasswordVault {
  private static final String FILE = "passwords.key";
  private static final int KEY = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int HASH_SHOWN = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey cipherKey;
  private final SecretKey hashKey;

  private PasswordVault(byte[] keys) {
    cipherKey = new SecretKeySpec(keys, 0, KEY, "AES");
    hashKey = new SecretKeySpec(keys, KEY, KEY, "HmacSHA256");
  }

  /** That of a folder; makes its keys where there are none. Fails when they cannot be read. */
  static PasswordVault in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      byte[] keys = new byte[2 * KEY];
      RANDOM.nextBytes(keys);
      PrivateFiles.createDirectories(folder);
      PrivateFiles.write(file, Base64.getEncoder().encodeToString(keys) + "\n");
    }
    return read(file);
  }

  /** That of a folder, or empty where no sensor has ever kept a password. */
  public static Optional<PasswordVault> existing(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private static PasswordVault read(Path file) throws IOException {
    byte[] keys = new byte[0];
    try {
      keys = Base64.getDecoder().decode(Files.readString(file).strip());
    } catch (IllegalArgumentException e) {
      // Its length tells.
    }
    if (keys.length != 2 * KEY) {
      throw new IOException(
          file + " holds no keys; without it, new passwords can be kept, but none of before read");
    }
    return new PasswordVault(keys);
  }

  /** Encrypts a password; never twice the same. */
  String seal(String password) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new GCMParameterSpec(TAG_BITS, nonce));
      byte[] encrypted = cipher.doFinal(password.getBytes(StandardCharsets.UTF_8));
      byte[] sealed = Arrays.copyOf(nonce, NONCE + encrypted.length);
      System.arraycopy(encrypted, 0, sealed, NONCE, encrypted.length);
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot encrypt with AES", e);
    }
  }

  /** The password of a sealed one; empty when this vault has not sealed it. */
  public Optional<String> open(String sealed) {
    try {
      byte[] bytes = Base64.getDecoder().decode(sealed);
      if (bytes.length < NONCE) {
        return Optional.empty();
      }
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, cipherKey, new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE));
      byte[] password = cipher.doFinal(bytes, NONCE, bytes.length - NONCE);
      return Optional.of(new String(password, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** 32 hexadecimal digits, the same for the same password. */
  String hash(String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(hashKey);
      byte[] hash = mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_SHOWN);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }
}
