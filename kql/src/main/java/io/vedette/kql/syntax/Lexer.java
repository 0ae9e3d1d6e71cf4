package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into pieces, once from left to right.
 *
 * <p>Source: Kusto documentation, "Scalar data types", "Entity names", and the published token
 * grammar of KQL.
 */
final class Lexer {
  /** Types whose literals take raw text up to the closing parenthesis. */
  private static final Set<String> RAW_TYPES =
      Set.of(
          "bool",
          "boolean",
          "date",
          "datetime",
          "decimal",
          "double",
          "guid",
          "int",
          "int32",
          "int64",
          "long",
          "real",
          "time",
          "timespan",
          "uniqueid",
          "uuid");

  private static final Set<String> TIMESPAN_UNITS =
      Set.of(
          "d",
          "day",
          "days",
          "h",
          "hour",
          "hours",
          "hr",
          "hrs",
          "m",
          "min",
          "minute",
          "minutes",
          "s",
          "sec",
          "second",
          "seconds",
          "ms",
          "milli",
          "millis",
          "millisec",
          "millisecond",
          "milliseconds",
          "micro",
          "micros",
          "microsec",
          "microsecond",
          "microseconds",
          "nano",
          "nanos",
          "nanosec",
          "nanosecond",
          "nanoseconds",
          "tick",
          "ticks");

  /** How often an unclosed literal may make the lexer look ahead: keeps its time linear. */
  private static final int MOST_UNCLOSED = 8;

  private static final String[] DOUBLE_MARKS = {
    "==", "=~", "=>", "!=", "!~", "<=", ">=", "<>", ".."
  };

  private static final String SINGLE_MARKS = "()[]{}|,;:.=<>+-*/%@?!~$";

  private final String text;
  private final Problems problems;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int unclosedLiterals;

  private Lexer(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  /** All pieces; the last is {@link Kind#END}. */
  static List<Token> tokens(String text, Problems problems) {
    Lexer lexer = new Lexer(text, problems);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (true) {
      skipBlanks();
      if (at >= text.length()) {
        tokens.add(new Token(Kind.END, "", text.length(), text.length()));
        return;
      }
      next();
    }
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isBlank(c)) {
        at++;
      } else if (c == '/' && at + 1 < text.length() && text.charAt(at + 1) == '/') {
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
          at++;
        }
      } else {
        return;
      }
    }
  }

  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  static boolean isBlank(char c) {
    return c <= ' '
        ? c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u000B'
        : c >= '\u00a0'
            && (c == '\u00a0'
                || c == '\u180e'
                || c == '\u200b'
                || c == '\ufeff'
                || Character.isSpaceChar(c));
  }

  private void next() {
    int start = at;
    char c = text.charAt(at);
    if (StringLiterals.startsAt(text, at)) {
      string();
    } else if (isDigit(c)) {
      number();
    } else if (isWordStart(c)) {
      word();
    } else if (c == '!' && at + 1 < text.length() && isWordStart(text.charAt(at + 1))) {
      at = endOfWord(at + 1);
      if (at < text.length() && text.charAt(at) == '~' && at - start == 3) {
        at++;
      }
      add(Kind.WORD_OPERATOR, start);
    } else {
      mark(c);
    }
  }

  private void mark(char c) {
    int start = at;
    String two = at + 2 <= text.length() ? text.substring(at, at + 2) : "";
    for (String mark : DOUBLE_MARKS) {
      if (mark.equals(two)) {
        at += 2;
        tokens.add(new Token(Kind.PUNCTUATION, mark, start, at));
        return;
      }
    }
    if (SINGLE_MARKS.indexOf(c) >= 0) {
      at++;
      add(Kind.PUNCTUATION, start);
      return;
    }
    at += two.equals("&&") ? 2 : Character.charCount(text.codePointAt(at));
    problems.error(
        SyntaxCodes.UNEXPECTED_CHARACTER,
        new Span(start, at),
        "'%s' has no meaning here".formatted(text.substring(start, at)),
        hintFor(text.codePointAt(start)));
    add(Kind.UNREADABLE, start);
  }

  private static @Nullable String hintFor(int character) {
    return switch (character) {
      case '\u201c', '\u201d', '\u201e', '\u2018', '\u2019' ->
          "use the straight quotes \" or ' around strings";
      case '`' -> "use the straight quotes \" or ' around strings, [' '] around names";
      case '\u2013', '\u2014', '\u2212' -> "use the hyphen -";
      case '&' -> "use 'and'";
      case '#' -> "comments start with //";
      case '\\' -> "a backslash belongs into a string";
      default -> null;
    };
  }

  private void string() {
    int start = at;
    int end = StringLiterals.endOf(text, at);
    if (end >= 0) {
      at = end;
      add(Kind.STRING, start);
      return;
    }
    at = start;
    while (at < text.length() && !isLineEnd(text.charAt(at))) {
      at++;
    }
    problems.error(
        SyntaxCodes.OPEN_STRING,
        new Span(start, at),
        "a string is opened at %s and never closed".formatted(problems.place(start)),
        "close it on the same line, or use ``` for a string of several lines");
    add(Kind.UNREADABLE, start);
  }

  private void number() {
    int start = at;
    if (isGuid(at)) {
      at += 36;
      add(Kind.GUID, start);
      return;
    }
    if (text.charAt(at) == '0' && at + 1 < text.length() && (text.charAt(at + 1) | 0x20) == 'x') {
      int end = at + 2;
      while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
        end++;
      }
      if (end > at + 2 && (end == text.length() || !isWordPart(text.charAt(end)))) {
        at = end;
        add(Kind.LONG, start);
        return;
      }
    }
    int digits = endOfDigits(at);
    int end = digits;
    boolean real = false;
    if (end < text.length()
        && text.charAt(end) == '.'
        && !(end + 1 < text.length() && text.charAt(end + 1) == '.')) {
      real = true;
      end = endOfDigits(end + 1);
    }
    int exponent = endOfExponent(end);
    if (exponent > end) {
      at = exponent;
      add(Kind.REAL, start);
      return;
    }
    int letters = endOfWord(end);
    if (letters == end) {
      at = end;
      add(real ? Kind.REAL : Kind.LONG, start);
    } else if (TIMESPAN_UNITS.contains(text.substring(end, letters))) {
      at = letters;
      add(Kind.TIMESPAN, start);
    } else if (real) {
      at = end;
      add(Kind.REAL, start);
    } else {
      at = letters;
      add(Kind.WORD, start);
    }
  }

  private int endOfDigits(int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The end of an exponent that starts here and is not the start of a word, or {@code from}. */
  private int endOfExponent(int from) {
    if (from >= text.length() || (text.charAt(from) | 0x20) != 'e') {
      return from;
    }
    int digits = from + 1;
    if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
      digits++;
    }
    int end = endOfDigits(digits);
    return end > digits && (end == text.length() || !isWordPart(text.charAt(end))) ? end : from;
  }

  private void word() {
    int start = at;
    if (isGuid(at)) {
      at += 36;
      add(Kind.GUID, start);
      return;
    }
    at = endOfWord(at + 1);
    String word = text.substring(start, at);
    if (word.equals("in") && at < text.length() && text.charAt(at) == '~') {
      at++;
      add(Kind.WORD_OPERATOR, start);
      return;
    }
    if (!afterDot() && (RAW_TYPES.contains(word) || word.equals("dynamic"))) {
      int open = at;
      while (open < text.length() && isBlank(text.charAt(open))) {
        open++;
      }
      if (open < text.length() && text.charAt(open) == '(') {
        typed(start, open, word);
        return;
      }
    }
    tokens.add(new Token(Kind.WORD, word, start, at));
  }

  private boolean afterDot() {
    return !tokens.isEmpty() && tokens.getLast().is(".");
  }

  private void typed(int start, int open, String type) {
    int end = -1;
    if (unclosedLiterals < MOST_UNCLOSED) {
      end = endOfTyped(open, type.equals("dynamic"));
    }
    if (end < 0) {
      unclosedLiterals++;
      problems.error(
          SyntaxCodes.UNBALANCED,
          new Span(start, open + 1),
          "the brackets of '%s(' at %s are not closed rightly"
              .formatted(type, problems.place(start)),
          "close all brackets and strings in it");
      at = open + 1;
      add(Kind.UNREADABLE, start);
      return;
    }
    at = end;
    add(Kind.TYPED, start);
  }

  /** The end of a literal whose parenthesis opens here, or -1. */
  private int endOfTyped(int open, boolean dynamic) {
    int close = text.indexOf(')', open);
    int nested = text.indexOf('(', open + 1);
    return dynamic || close < 0 || (nested >= 0 && nested < close) ? endOfDynamic(open) : close + 1;
  }

  /** The end of the parenthesis that opens here, over nested brackets and strings; or -1. */
  private int endOfDynamic(int open) {
    int depth = 0;
    int i = open;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'' || (c == '@' && StringLiterals.startsAt(text, i))) {
        int end = StringLiterals.endOf(text, i);
        if (end < 0) {
          return -1;
        }
        i = end;
        continue;
      }
      if (c == '/' && text.startsWith("//", i)) {
        while (i < text.length() && !isLineEnd(text.charAt(i))) {
          i++;
        }
        continue;
      }
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
        if (depth == 0) {
          return c == ')' ? i + 1 : -1;
        }
      }
      i++;
    }
    return -1;
  }

  private void add(Kind kind, int start) {
    tokens.add(new Token(kind, text.substring(start, at), start, at));
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean isGuid(int from) {
    if (from + 36 > text.length() || text.charAt(from + 8) != '-') {
      return false;
    }
    String candidate = text.substring(from, from + 36).toLowerCase(Locale.ROOT);
    return TypedLiterals.isGuid(candidate)
        && (from + 36 == text.length() || !isWordPart(text.charAt(from + 36)));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '$'
        || (c > 127 && Character.isLetter(c));
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || isDigit(c)
        || (c > 127 && Character.isLetter(c));
  }
}
