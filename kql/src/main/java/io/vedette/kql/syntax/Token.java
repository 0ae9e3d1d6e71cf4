package io.vedette.kql.syntax;

import io.vedette.kql.Span;

/**
 * A piece of the text.
 *
 * @param text as written; of {@link Kind#END} empty
 * @param start UTF-16 offset
 */
record Token(Kind kind, String text, int start, int end) {

  /** What a piece is. */
  enum Kind {
    /** A name or a keyword: which of them only its place tells. */
    WORD,
    /** {@code !has}, {@code in~}, {@code !in~} and their like. */
    WORD_OPERATOR,
    LONG,
    REAL,
    /** {@code 1d}, {@code 10ms}. */
    TIMESPAN,
    /** A string literal of any form, with its quotes. */
    STRING,
    /** A bare guid. */
    GUID,
    /**
     * {@code datetime(...)}, {@code dynamic(...)} and their like, with all up to the parenthesis.
     */
    TYPED,
    PUNCTUATION,
    /** Text that is no piece of KQL; reported already. */
    UNREADABLE,
    END
  }

  Span span() {
    return new Span(start, end);
  }

  boolean is(String punctuation) {
    return kind == Kind.PUNCTUATION && text.equals(punctuation);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  /** Whether nothing stands between this and the next. */
  boolean touches(Token next) {
    return end == next.start;
  }

  /** How messages name it. */
  String described() {
    return switch (kind) {
      case END -> "the end of the text";
      case STRING -> text.length() > 24 ? "a string" : "the string " + text;
      case TYPED -> "a literal";
      case WORD, WORD_OPERATOR, LONG, REAL, TIMESPAN, GUID, PUNCTUATION, UNREADABLE ->
          "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
    };
  }
}
