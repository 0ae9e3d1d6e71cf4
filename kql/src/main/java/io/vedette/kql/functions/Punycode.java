package io.vedette.kql.functions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Punycode (RFC 3492), without the prefix that domain names have. */
final class Punycode {
  private Punycode() {}

  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 128;
  private static final int LONGEST = 4096;

  static @Nullable String encode(String text) {
    int[] points = text.codePoints().toArray();
    if (points.length > LONGEST) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    for (int p : points) {
      if (p < INITIAL_N) {
        out.append((char) p);
      }
    }
    int basic = out.length();
    int handled = basic;
    if (basic > 0) {
      out.append('-');
    }
    int n = INITIAL_N;
    long delta = 0;
    int bias = INITIAL_BIAS;
    while (handled < points.length) {
      int next = Integer.MAX_VALUE;
      for (int p : points) {
        next = p >= n ? Math.min(next, p) : next;
      }
      delta += (long) (next - n) * (handled + 1);
      n = next;
      for (int p : points) {
        if (p < n) {
          delta++;
        } else if (p == n) {
          appendVariableLength(delta, bias, out);
          bias = adapt(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      n++;
    }
    return out.toString();
  }

  private static void appendVariableLength(long delta, int bias, StringBuilder out) {
    long q = delta;
    for (int k = BASE; ; k += BASE) {
      int t = threshold(k, bias);
      if (q < t) {
        out.append(digit((int) q));
        return;
      }
      out.append(digit((int) (t + (q - t) % (BASE - t))));
      q = (q - t) / (BASE - t);
    }
  }

  static @Nullable String decode(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    List<Integer> out = new ArrayList<>();
    int hyphen = text.lastIndexOf('-');
    for (int i = 0; i < hyphen; i++) {
      if (text.charAt(i) >= INITIAL_N) {
        return null;
      }
      out.add((int) text.charAt(i));
    }
    long n = INITIAL_N;
    long i = 0;
    int bias = INITIAL_BIAS;
    int at = hyphen < 0 ? 0 : hyphen + 1;
    while (at < text.length()) {
      long before = i;
      long weight = 1;
      for (int k = BASE; ; k += BASE) {
        int digit = at < text.length() ? value(text.charAt(at++)) : -1;
        if (digit < 0 || weight > Integer.MAX_VALUE) {
          return null;
        }
        i += digit * weight;
        int t = threshold(k, bias);
        if (digit < t) {
          break;
        }
        weight *= BASE - t;
      }
      bias = adapt(i - before, out.size() + 1, before == 0);
      n += i / (out.size() + 1);
      i %= out.size() + 1;
      if (n > Character.MAX_CODE_POINT) {
        return null;
      }
      out.add((int) i, (int) n);
      i++;
    }
    StringBuilder decoded = new StringBuilder();
    out.forEach(decoded::appendCodePoint);
    return decoded.toString();
  }

  private static int threshold(int k, int bias) {
    return Math.clamp(k - bias, T_MIN, T_MAX);
  }

  private static int adapt(long delta, int points, boolean first) {
    long d = first ? delta / DAMP : delta / 2;
    d += d / points;
    int k = 0;
    while (d > (BASE - T_MIN) * T_MAX / 2) {
      d /= BASE - T_MIN;
      k += BASE;
    }
    return (int) (k + (BASE - T_MIN + 1) * d / (d + SKEW));
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }

  private static int value(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0' + 26;
    }
    char lower = Character.toLowerCase(c);
    return lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
  }
}
