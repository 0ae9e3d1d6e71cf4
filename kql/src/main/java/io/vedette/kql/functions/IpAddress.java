package io.vedette.kql.functions;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An IP address with the length of its prefix, as 128 bits; those of IPv4 are mapped ({@code
 * ::ffff:a.b.c.d}).
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 * @param prefix how many bits name the network, 128 when none were given
 */
record IpAddress(long high, long low, int prefix) {
  private static final long MAPPED = 0xFFFF_0000_0000L;

  /** An address of IPv4, perhaps with a prefix such as /24; null for anything else. */
  static @Nullable IpAddress v4(String text) {
    String address = text.strip();
    int prefix = 32;
    int slash = address.indexOf('/');
    if (slash >= 0) {
      prefix = number(address.substring(slash + 1), 32);
      address = address.substring(0, slash);
    }
    long bits = v4Bits(address);
    return bits < 0 || prefix < 0 ? null : ofV4(bits, prefix);
  }

  static IpAddress ofV4(long bits, int prefix) {
    return new IpAddress(0, MAPPED | bits, 96 + prefix);
  }

  /** An address of IPv6 or IPv4, perhaps with a prefix; null for anything else. */
  static @Nullable IpAddress v6(String text) {
    String address = text.strip();
    if (address.indexOf(':') < 0) {
      return v4(address);
    }
    int prefix = 128;
    int slash = address.indexOf('/');
    if (slash >= 0) {
      prefix = number(address.substring(slash + 1), 128);
      address = address.substring(0, slash);
    }
    int zone = address.indexOf('%');
    if (zone >= 0) {
      address = address.substring(0, zone);
    }
    long[] bits = v6Bits(address);
    return bits == null || prefix < 0 ? null : new IpAddress(bits[0], bits[1], prefix);
  }

  /** A whole number of at most three digits up to a greatest, or -1. */
  private static int number(String digits, int greatest) {
    if (digits.isEmpty() || digits.length() > 3) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value <= greatest ? value : -1;
  }

  /** The 32 bits of four numbers with dots, or -1. */
  static long v4Bits(String address) {
    long bits = 0;
    int from = 0;
    for (int i = 0; i < 4; i++) {
      int dot = i < 3 ? address.indexOf('.', from) : address.length();
      int octet = dot < 0 ? -1 : number(address.substring(from, dot), 255);
      if (octet < 0) {
        return -1;
      }
      bits = (bits << 8) | octet;
      from = dot + 1;
    }
    return bits;
  }

  private static long @Nullable [] v6Bits(String address) {
    int gap = address.indexOf("::");
    if (gap != address.lastIndexOf("::") || address.length() > 45) {
      return null;
    }
    int[] groups = new int[8];
    int head = groups(gap < 0 ? address : address.substring(0, gap), groups);
    if (head < 0) {
      return null;
    }
    if (gap >= 0) {
      int[] tail = new int[8];
      int count = groups(address.substring(gap + 2), tail);
      if (count < 0 || head + count > 7) {
        return null;
      }
      System.arraycopy(tail, 0, groups, 8 - count, count);
    } else if (head != 8) {
      return null;
    }
    long[] bits = new long[2];
    for (int i = 0; i < 8; i++) {
      bits[i / 4] = (bits[i / 4] << 16) | groups[i];
    }
    return bits;
  }

  /** Reads groups of hexadecimal digits, the last perhaps as IPv4; gives their number or -1. */
  private static int groups(String text, int[] groups) {
    if (text.isEmpty()) {
      return 0;
    }
    int count = 0;
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (i == parts.length - 1 && part.indexOf('.') >= 0) {
        long v4 = v4Bits(part);
        if (v4 < 0 || count > 6) {
          return -1;
        }
        groups[count++] = (int) (v4 >> 16);
        groups[count++] = (int) (v4 & 0xFFFF);
        continue;
      }
      if (part.isEmpty() || part.length() > 4 || count > 7) {
        return -1;
      }
      int value = 0;
      for (int k = 0; k < part.length(); k++) {
        int digit = Character.digit(part.charAt(k), 16);
        if (digit < 0) {
          return -1;
        }
        value = (value << 4) | digit;
      }
      groups[count++] = value;
    }
    return count;
  }

  /** The first address of the network that a prefix names. */
  IpAddress masked(int bits) {
    int length = Math.clamp(bits, 0, 128);
    long highMask = length >= 64 ? -1L : length == 0 ? 0 : -1L << (64 - length);
    long lowMask = length <= 64 ? 0 : length == 128 ? -1L : -1L << (128 - length);
    return new IpAddress(high & highMask, low & lowMask, length);
  }

  /** The last address of the network that the prefix names. */
  IpAddress last() {
    IpAddress mask = new IpAddress(-1L, -1L, 128).masked(prefix);
    return new IpAddress(high | ~mask.high, low | ~mask.low, prefix);
  }

  /** The order of the first bits of two addresses. */
  static int compare(IpAddress a, IpAddress b, int bits) {
    IpAddress x = a.masked(bits);
    IpAddress y = b.masked(bits);
    int order = Long.compareUnsigned(x.high, y.high);
    return order != 0 ? order : Long.compareUnsigned(x.low, y.low);
  }

  /** Whether the address lies in the network of another with its prefix. */
  boolean isIn(IpAddress range) {
    return compare(this, range, Math.min(prefix, range.prefix)) == 0;
  }

  boolean isV4() {
    return high == 0 && (low & ~0xFFFF_FFFFL) == MAPPED;
  }

  long v4Number() {
    return low & 0xFFFF_FFFFL;
  }

  String v4Text() {
    return v4Text(v4Number());
  }

  static String v4Text(long bits) {
    return ((bits >> 24) & 255)
        + "."
        + ((bits >> 16) & 255)
        + "."
        + ((bits >> 8) & 255)
        + "."
        + (bits & 255);
  }

  /** All eight groups of four hexadecimal digits. */
  String v6Text() {
    StringBuilder out = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      long half = i < 4 ? high : low;
      out.append(i == 0 ? "" : ":")
          .append(String.format(Locale.ROOT, "%04x", (half >>> (48 - i % 4 * 16)) & 0xFFFF));
    }
    return out.toString();
  }
}
