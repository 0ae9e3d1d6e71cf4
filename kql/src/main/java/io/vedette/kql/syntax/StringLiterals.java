package io.vedette.kql.syntax;

import java.util.function.IntConsumer;

/**
 * Where string literals end, and what they mean.
 *
 * <p>Source: Kusto documentation, "The string data type".
 */
final class StringLiterals {
  private StringLiterals() {}

  /**
   * Whether a string literal starts here: a quote, or {@code @} and {@code h} in front of one.
   *
   * @param at offset of the first character
   */
  static boolean startsAt(String text, int at) {
    int quote = quoteAt(text, at);
    return quote >= 0;
  }

  /** The offset of the opening quote of the literal that starts here, or -1. */
  private static int quoteAt(String text, int at) {
    int i = at;
    if (charAt(text, i) == 'h' || charAt(text, i) == 'H') {
      i++;
    }
    if (charAt(text, i) == '@') {
      char quote = charAt(text, i + 1);
      return quote == '"' || quote == '\'' ? i + 1 : -1;
    }
    char quote = charAt(text, i);
    if (quote == '"' || quote == '\'') {
      return i;
    }
    return text.startsWith("```", i) || text.startsWith("~~~", i) ? i : -1;
  }

  /**
   * The end of the literal that starts here, or -1 when it is never closed. Quoted literals end on
   * their line, fenced ones may span lines.
   */
  static int endOf(String text, int at) {
    int quote = quoteAt(text, at);
    if (text.startsWith("```", quote) || text.startsWith("~~~", quote)) {
      int fence = text.indexOf(text.substring(quote, quote + 3), quote + 3);
      return fence < 0 ? -1 : fence + 3;
    }
    boolean verbatim = quote > at && text.charAt(quote - 1) == '@';
    char mark = text.charAt(quote);
    for (int i = quote + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == mark) {
        if (!verbatim || charAt(text, i + 1) != mark) {
          return i + 1;
        }
        i++;
      } else if (c == '\n' || c == '\r') {
        return -1;
      } else if (c == '\\' && !verbatim) {
        i++;
        if (charAt(text, i) == '\n' || charAt(text, i) == '\r') {
          return -1;
        }
      }
    }
    return -1;
  }

  /** Whether the literal is marked as not to be shown in logs. */
  static boolean obfuscated(String literal) {
    char first = literal.charAt(0);
    return first == 'h' || first == 'H';
  }

  /**
   * The value of a whole literal.
   *
   * @param badEscape told the offset within the literal of a backslash that starts no escape
   */
  static String valueOf(String literal, IntConsumer badEscape) {
    int quote = quoteAt(literal, 0);
    if (literal.startsWith("```", quote) || literal.startsWith("~~~", quote)) {
      return literal.substring(quote + 3, literal.length() - 3);
    }
    String inner = literal.substring(quote + 1, literal.length() - 1);
    if (quote > 0 && literal.charAt(quote - 1) == '@') {
      String mark = literal.substring(quote, quote + 1);
      return inner.replace(mark + mark, mark);
    }
    return inner.indexOf('\\') < 0 ? inner : unescaped(inner, quote + 1, badEscape);
  }

  private static String unescaped(String inner, int offset, IntConsumer badEscape) {
    StringBuilder value = new StringBuilder(inner.length());
    int i = 0;
    while (i < inner.length()) {
      char c = inner.charAt(i);
      if (c != '\\') {
        value.append(c);
        i++;
        continue;
      }
      int used = escape(inner, i + 1, value);
      if (used == 0) {
        badEscape.accept(offset + i);
        value.append(c);
      }
      i += 1 + used;
    }
    return value.toString();
  }

  /** Appends what the escape after a backslash means; gives how many characters it takes, or 0. */
  private static int escape(String inner, int at, StringBuilder value) {
    char c = charAt(inner, at);
    return switch (c) {
      case '\'', '"', '\\' -> put(value, c);
      case 'a' -> put(value, '\u0007');
      case 'b' -> put(value, '\b');
      case 'f' -> put(value, '\f');
      case 'n' -> put(value, '\n');
      case 'r' -> put(value, '\r');
      case 't' -> put(value, '\t');
      case 'v' -> put(value, '\u000B');
      case 'u' -> code(inner, at + 1, 4, value);
      case 'U' -> code(inner, at + 1, 8, value);
      case 'x' -> code(inner, at + 1, 2, value);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(inner, at, value);
      default -> 0;
    };
  }

  private static int put(StringBuilder value, char c) {
    value.append(c);
    return 1;
  }

  private static int code(String inner, int at, int digits, StringBuilder value) {
    if (at + digits > inner.length()) {
      return 0;
    }
    int code = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = Character.digit(inner.charAt(i), 16);
      if (digit < 0 || code > 0x10FFFF) {
        return 0;
      }
      code = code * 16 + digit;
    }
    if (!Character.isValidCodePoint(code)) {
      return 0;
    }
    value.appendCodePoint(code);
    return 1 + digits;
  }

  private static int octal(String inner, int at, StringBuilder value) {
    int most = inner.charAt(at) <= '3' ? 3 : 2;
    int code = 0;
    int used = 0;
    while (used < most && charAt(inner, at + used) >= '0' && charAt(inner, at + used) <= '7') {
      code = code * 8 + (inner.charAt(at + used) - '0');
      used++;
    }
    value.append((char) code);
    return used;
  }

  private static char charAt(String text, int at) {
    return at >= 0 && at < text.length() ? text.charAt(at) : '\0';
  }
}
