package io.vedette.connectors.rdp;

import java.util.Arrays;
import java.util.Random;

/** Damage to one unit of a conversation. */
final class Mutation {
  private static final int[] TELLING = {0, 1, 0x7F, 0x80, 0x81, 0x82, 0x84, 0xFF};

  private Mutation() {}

  /** The unit damaged in one to four places. */
  static byte[] of(byte[] unit, Random random) {
    byte[] bytes = unit.clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) TELLING[random.nextInt(TELLING.length)];
      case 2 -> {
        // Lengths and flags stand in the first bytes.
        int early = random.nextInt(Math.min(bytes.length, 32));
        bytes[early] = (byte) TELLING[random.nextInt(TELLING.length)];
      }
      case 3 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 4 -> {
        byte[] longer = new byte[bytes.length + 1 + random.nextInt(64)];
        int more = longer.length - bytes.length;
        random.nextBytes(longer);
        System.arraycopy(bytes, 0, longer, 0, at);
        System.arraycopy(bytes, at, longer, at + more, bytes.length - at);
        return longer;
      }
      default -> {
        for (int i = at; i < Math.min(bytes.length, at + 4); i++) {
          bytes[i] = (byte) TELLING[random.nextInt(TELLING.length)];
        }
      }
    }
    return bytes;
  }
}
