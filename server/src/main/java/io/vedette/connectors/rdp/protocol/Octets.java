package io.vedette.connectors.rdp.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes as a value: equal when they hold the same, and nobody changes them. */
final class Octets {
  private final byte[] bytes;

  /**
   * @param bytes handed over
   */
  Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** How many there are: what they hold may be secret. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
