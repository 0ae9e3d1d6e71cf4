package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.types.DateTimeText;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TimespanText;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of {@code dynamic(...)} and gives it as compact JSON text.
 *
 * <p>Besides JSON it takes strings in either quotes, verbatim strings, and typed literals, which
 * become text as Kusto prints it. Source: Kusto documentation, "The dynamic data type".
 */
final class DynamicLiteral {
  /** What is wrong, and where. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    final transient Span span;

    Malformed(int at, String message) {
      super(message, null, false, false);
      this.span = new Span(at, at + 1);
    }
  }

  private static final int DEEPEST = 64;
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,400}(\\.\\d{0,400})?([eE][+-]?\\d{1,4})?");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^(-?)0+(?=\\d)");
  private static final Pattern BARE_POINT = Pattern.compile("\\.(?=$|[eE])");

  private final String text;
  private final int end;
  private final StringBuilder json = new StringBuilder();
  private int at;

  private DynamicLiteral(String text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /**
   * The JSON of the content between two offsets of the text, or null for {@code dynamic(null)}.
   *
   * @throws Malformed when it is no JSON value
   */
  static @Nullable String read(String text, int start, int end) throws Malformed {
    DynamicLiteral reader = new DynamicLiteral(text, start, end);
    reader.value(0);
    reader.blanks();
    if (reader.at < end) {
      throw reader.malformed("more follows after the value");
    }
    String json = reader.json.toString();
    return json.equals("null") ? null : json;
  }

  private void value(int depth) throws Malformed {
    if (depth > DEEPEST) {
      throw malformed("arrays and bags are nested deeper than " + DEEPEST);
    }
    blanks();
    char c = peek();
    if (c == '{') {
      bag(depth);
    } else if (c == '[') {
      array(depth);
    } else if (at < end && StringLiterals.startsAt(text, at)) {
      string();
    } else if (c == '-' || c == '+' || (c >= '0' && c <= '9')) {
      number();
    } else if (Character.isLetter(c)) {
      word();
    } else {
      throw malformed("a value of JSON is missing");
    }
  }

  private void bag(int depth) throws Malformed {
    at++;
    json.append('{');
    boolean first = true;
    while (true) {
      blanks();
      if (peek() == '}') {
        at++;
        json.append('}');
        return;
      }
      if (!first) {
        json.append(',');
      }
      first = false;
      if (at >= end || !StringLiterals.startsAt(text, at)) {
        throw malformed("the key of a bag must be a string");
      }
      string();
      blanks();
      if (peek() != ':') {
        throw malformed("a ':' must follow the key of a bag");
      }
      at++;
      json.append(':');
      value(depth + 1);
      separator('}');
    }
  }

  private void array(int depth) throws Malformed {
    at++;
    json.append('[');
    boolean first = true;
    while (true) {
      blanks();
      if (peek() == ']') {
        at++;
        json.append(']');
        return;
      }
      if (!first) {
        json.append(',');
      }
      first = false;
      value(depth + 1);
      separator(']');
    }
  }

  private void separator(char close) throws Malformed {
    blanks();
    if (peek() == ',') {
      at++;
    } else if (peek() != close) {
      throw malformed("a ',' or '" + close + "' is missing");
    }
  }

  /** One string literal, or several that stand side by side and are joined. */
  private void string() throws Malformed {
    StringBuilder value = new StringBuilder();
    do {
      int start = at;
      int close = StringLiterals.endOf(text, at);
      if (close < 0 || close > end) {
        throw malformed("a string is opened and never closed");
      }
      at = close;
      value.append(StringLiterals.valueOf(text.substring(start, close), ignored -> {}));
      blanks();
    } while (at < end && StringLiterals.startsAt(text, at));
    quote(value.toString());
  }

  private void quote(String value) {
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        default -> {
          if (c < ' ') {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }

  private void number() throws Malformed {
    int start = at;
    while (at < end && isNumberPart(text.charAt(at))) {
      at++;
    }
    String written = text.substring(start, at);
    if (!written.isEmpty() && Character.isLetter(written.charAt(written.length() - 1))) {
      OptionalLong span = TimespanText.ticks(written);
      if (span.isPresent()) {
        quote(TimespanText.text(span.getAsLong()));
        return;
      }
    }
    String number = written.startsWith("+") ? written.substring(1) : written;
    if (!NUMBER.matcher(number).matches()) {
      at = start;
      throw malformed("'" + written + "' is no number");
    }
    String plain = LEADING_ZEROS.matcher(number).replaceFirst("$1");
    json.append(BARE_POINT.matcher(plain).replaceFirst(".0"));
  }

  private static boolean isNumberPart(char c) {
    return c == '+' || c == '-' || c == '.' || Character.isLetterOrDigit(c);
  }

  private void word() throws Malformed {
    int start = at;
    while (at < end && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    String word = text.substring(start, at);
    blanks();
    if (peek() == '(') {
      typed(start, word);
      return;
    }
    switch (word) {
      case "true", "True", "TRUE" -> json.append("true");
      case "false", "False", "FALSE" -> json.append("false");
      case "null" -> json.append("null");
      default -> {
        at = start;
        throw malformed("'" + word + "' is no value of JSON; strings need quotes");
      }
    }
  }

  private void typed(int start, String word) throws Malformed {
    ScalarType type = TypeNames.find(word);
    int close = type == ScalarType.DYNAMIC ? matching(at) : text.indexOf(')', at);
    if (type == null || close < 0 || close >= end) {
      at = start;
      throw malformed("'" + word + "(' starts no literal");
    }
    if (type == ScalarType.DYNAMIC) {
      String inner = read(text, at + 1, close);
      json.append(inner == null ? "null" : inner);
      at = close + 1;
      return;
    }
    Literal literal =
        TypedLiterals.read(type, text.substring(at + 1, close), new Span(start, close + 1));
    if (literal == null) {
      at = start;
      throw malformed("this is no literal of type " + type.kustoName());
    }
    at = close + 1;
    write(literal);
  }

  private int matching(int open) {
    int depth = 0;
    for (int i = open; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        i = StringLiterals.endOf(text, i) - 1;
        if (i < 0) {
          return -1;
        }
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private void write(Literal literal) {
    switch (literal) {
      case Literal.BoolValue bool -> json.append(bool.value());
      case Literal.IntValue number -> json.append(number.value());
      case Literal.LongValue number -> json.append(number.value());
      case Literal.RealValue number -> {
        Double value = number.value();
        if (value != null && (value.isNaN() || value.isInfinite())) {
          quote(value.toString());
        } else {
          json.append(value);
        }
      }
      case Literal.DecimalValue number -> quoteOrNull(number.value());
      case Literal.StringValue string -> quote(string.value());
      case Literal.DateTimeValue time -> {
        Long ticks = time.ticks();
        quoteOrNull(ticks == null ? null : DateTimeText.text(ticks));
      }
      case Literal.TimespanValue span -> {
        Long ticks = span.ticks();
        quoteOrNull(ticks == null ? null : TimespanText.text(ticks));
      }
      case Literal.GuidValue guid -> quoteOrNull(guid.value());
      case Literal.DynamicValue dynamic -> json.append(dynamic.json());
    }
  }

  private void quoteOrNull(@Nullable Object value) {
    if (value == null) {
      json.append("null");
    } else {
      quote(value.toString());
    }
  }

  private void blanks() {
    while (at < end) {
      if (Lexer.isBlank(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        while (at < end && !Lexer.isLineEnd(text.charAt(at))) {
          at++;
        }
      } else {
        return;
      }
    }
  }

  private char peek() {
    return at < end ? text.charAt(at) : '\0';
  }

  private Malformed malformed(String message) {
    return new Malformed(Math.min(at, end - 1), message);
  }
}
