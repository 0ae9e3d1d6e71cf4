package io.vedette.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id with the parameters of OWASP's Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane).
 * Few computations run at a time, so that a flood of attempts cannot take the memory.
 */
final class Passwords {
  static final int MINIMUM_LENGTH = 12;
  static final int MAXIMUM_LENGTH = 512;

  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int GENERATED_LENGTH = 20;
  private static final int AT_A_TIME = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final int SALT_LENGTH = 16;
  private static final int HASH_LENGTH = 32;
  private static final int LANES = 1;
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final String HASH_OF_NOBODY = hashOfNobody();

  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT_LENGTH, HASH_LENGTH, LANES, MEMORY_KIB, PASSES);
  private final Semaphore permits = new Semaphore(AT_A_TIME, true);

  /** A random password of 115 bits, without characters that look alike. */
  static String generate() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GENERATED_LENGTH; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** What is wrong with a password that somebody chose, if anything. */
  static Optional<String> objection(String password) {
    if (password.codePointCount(0, password.length()) < MINIMUM_LENGTH) {
      return Optional.of("A password has at least " + MINIMUM_LENGTH + " characters.");
    }
    if (password.length() > MAXIMUM_LENGTH) {
      return Optional.of("A password has at most " + MAXIMUM_LENGTH + " characters.");
    }
    if (password.codePoints().distinct().count() < 5) {
      return Optional.of("A password has at least five different characters.");
    }
    return Optional.empty();
  }

  String hash(String password) {
    String hash = encoder.encode(password);
    if (hash == null) {
      throw new IllegalStateException("No hash for a password");
    }
    return hash;
  }

  /**
   * Whether the password is that of the hash; with no hash (no such account) the same work is done
   * in vain. Empty when too many wait already.
   */
  Optional<Boolean> matches(String password, @Nullable String hash) throws InterruptedException {
    if (!permits.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    try {
      String stored = hash == null ? HASH_OF_NOBODY : hash;
      boolean same = password.length() <= MAXIMUM_LENGTH && encoder.matches(password, stored);
      return Optional.of(same && hash != null);
    } finally {
      permits.release();
    }
  }

  /** A hash with our parameters that no password has: its bytes are random, not computed. */
  private static String hashOfNobody() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(MEMORY_KIB, PASSES, LANES, randomBase64(SALT_LENGTH), randomBase64(HASH_LENGTH));
  }

  private static String randomBase64(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
