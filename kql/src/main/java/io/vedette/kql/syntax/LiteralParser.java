package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.syntax.Token.Kind;
import io.vedette.kql.types.DateTimeText;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TimespanText;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads literals. */
final class LiteralParser {
  private final Cursor cursor;

  LiteralParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** The literal that starts here, or null when none does. A sign is not part of it. */
  @Nullable Expr literalOrNull() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case LONG -> whole(cursor.take(), false);
      case REAL -> typed(cursor.take(), ScalarType.REAL, token.text(), token.span());
      case TIMESPAN -> timespan(cursor.take());
      case STRING -> string();
      case GUID -> new Literal.GuidValue(lower(cursor.take().text()), token.span());
      case TYPED -> typed(cursor.take());
      case WORD -> bool(token);
      case WORD_OPERATOR, PUNCTUATION, UNREADABLE, END -> null;
    };
  }

  /** The literal after a minus sign that was taken, with the sign in its value; null if none. */
  @Nullable Expr negativeOrNull(Token minus) {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case LONG -> whole(cursor.take(), true, minus.span().to(token.span()));
      case REAL ->
          typed(cursor.take(), ScalarType.REAL, "-" + token.text(), minus.span().to(token.span()));
      case TIMESPAN -> {
        Literal.TimespanValue value = timespan(cursor.take());
        Long ticks = value.ticks();
        yield new Literal.TimespanValue(
            ticks == null ? null : (Long) (-ticks), minus.span().to(token.span()));
      }
      case WORD, WORD_OPERATOR, STRING, GUID, TYPED, PUNCTUATION, UNREADABLE, END -> null;
    };
  }

  /** One or more string literals, joined. */
  Literal.StringValue string() {
    Token first = cursor.take();
    boolean obfuscated = StringLiterals.obfuscated(first.text());
    String value = cursor.string(first);
    if (cursor.peek().kind() != Kind.STRING) {
      return new Literal.StringValue(value, obfuscated, first.span());
    }
    StringBuilder joined = new StringBuilder(value);
    while (cursor.peek().kind() == Kind.STRING) {
      Token next = cursor.take();
      obfuscated |= StringLiterals.obfuscated(next.text());
      joined.append(cursor.string(next));
    }
    return new Literal.StringValue(joined.toString(), obfuscated, cursor.since(first));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private @Nullable Expr bool(Token token) {
    return switch (token.text()) {
      case "true", "True", "TRUE" -> new Literal.BoolValue(true, cursor.take().span());
      case "false", "False", "FALSE" -> new Literal.BoolValue(false, cursor.take().span());
      default -> null;
    };
  }

  private Literal whole(Token token, boolean negative) {
    return whole(token, negative, token.span());
  }

  private Literal whole(Token token, boolean negative, Span span) {
    String digits = token.text();
    Long value = TypedLiterals.whole(negative ? "-" + digits : digits);
    if (value == null && negative && digits.startsWith("0x")) {
      Long plain = TypedLiterals.whole(digits);
      value = plain == null ? null : (Long) (-plain);
    }
    if (value == null) {
      cursor
          .problems()
          .error(
              SyntaxCodes.MALFORMED_LITERAL,
              span,
              "'%s' does not fit into a long".formatted(token.described().replace("'", "")),
              "use real(...) or decimal(...)");
    }
    return new Literal.LongValue(value, span);
  }

  private Literal.TimespanValue timespan(Token token) {
    OptionalLong ticks = TimespanText.ticks(token.text());
    if (ticks.isEmpty()) {
      cursor
          .problems()
          .error(
              SyntaxCodes.MALFORMED_LITERAL,
              token.span(),
              "%s is beyond the range of a timespan".formatted(token.described()),
              null);
    }
    return new Literal.TimespanValue(
        ticks.isPresent() ? (Long) ticks.getAsLong() : null, token.span());
  }

  /**
   * The word that a literal begins with: any kind of blank may stand between it and its bracket.
   */
  private static String typeName(String literal) {
    int end = 0;
    while (Character.isLetterOrDigit(literal.charAt(end))) {
      end++;
    }
    return literal.substring(0, end);
  }

  private Expr typed(Token token) {
    int open = token.text().indexOf('(');
    String name = typeName(token.text());
    String content = token.text().substring(open + 1, token.text().length() - 1);
    ScalarType type = TypeNames.find(name);
    if (type == null) {
      throw new IllegalStateException(name);
    }
    if (type == ScalarType.DYNAMIC) {
      return dynamic(token, open);
    }
    if (type == ScalarType.DATETIME) {
      Expr relative = relativeToNow(content, token.span());
      if (relative != null) {
        return relative;
      }
    }
    return typed(token, type, content, token.span());
  }

  /** {@code datetime(now)}, and a time of today such as {@code datetime("8:00 AM")}; or null. */
  private static @Nullable Expr relativeToNow(String content, Span span) {
    Expr now = new Expr.Call(null, new Name("now", span), List.of(), span);
    if (content.strip().equals("now")) {
      return now;
    }
    OptionalLong timeOfDay = DateTimeText.timeOfDay(TypedLiterals.unquoted(content.strip()));
    if (timeOfDay.isEmpty()) {
      return null;
    }
    Expr today =
        new Expr.Call(
            null, new Name("startofday", span), List.of(new Argument(null, now, span)), span);
    return new Expr.Binary(
        today,
        BinaryOperator.ADD,
        new Literal.TimespanValue(timeOfDay.getAsLong(), span),
        span,
        span);
  }

  private Expr typed(Token token, ScalarType type, String content, Span span) {
    Literal literal = TypedLiterals.read(type, content, span);
    if (literal != null) {
      return literal;
    }
    cursor
        .problems()
        .error(
            SyntaxCodes.MALFORMED_LITERAL,
            token.span(),
            "'%s' is no literal of type %s".formatted(shortened(content), type.kustoName()),
            TypedLiterals.hint(type));
    return new Expr.Missing(span);
  }

  private Expr dynamic(Token token, int open) {
    try {
      String json = DynamicLiteral.read(cursor.text(), token.start() + open + 1, token.end() - 1);
      return new Literal.DynamicValue(json, token.span());
    } catch (DynamicLiteral.Malformed malformed) {
      cursor
          .problems()
          .error(
              SyntaxCodes.MALFORMED_LITERAL,
              malformed.span,
              "the content of dynamic(...) is no JSON: " + malformed.getMessage(),
              "use parse_json(...) or bag_pack(...) for values that are not constant");
      return new Expr.Missing(token.span());
    }
  }

  private static String shortened(String content) {
    String line = content.strip().replaceAll("\\s+", " ");
    return line.length() > 40 ? line.substring(0, 40) + "..." : line;
  }
}
