package io.vedette.kql.syntax;

import java.util.Set;

/**
 * The codes of syntax diagnostics. KS codes are Kusto's own, VK codes are ours.
 *
 * <p>Source of the KS codes: the diagnostics that Microsoft's Kusto language service gives.
 */
public final class SyntaxCodes {
  /** A character that KQL does not know. */
  static final String UNEXPECTED_CHARACTER = "KS002";

  /** A literal whose content is not of its type. */
  static final String MALFORMED_LITERAL = "KS004";

  /** A certain word or mark was expected. */
  static final String EXPECTED_TOKEN = "KS005";

  /** An expression was expected. */
  static final String EXPECTED_EXPRESSION = "KS006";

  /** The text is too long. */
  static final String TEXT_TOO_LONG = "VK001";

  /** Brackets, calls or chains are nested too deep. */
  static final String TOO_DEEP = "VK002";

  /** A management command stands where a query is taken. */
  static final String MANAGEMENT_COMMAND = "VK003";

  /** The text holds no query. */
  static final String NO_QUERY = "VK004";

  /** A string that is opened and never closed. */
  static final String OPEN_STRING = "VK005";

  /** A backslash in a string that starts no known escape. */
  static final String BAD_ESCAPE = "VK006";

  /** A bracket that is opened and never closed, or closed and never opened. */
  static final String UNBALANCED = "VK007";

  /** A word after the pipe that is no operator. */
  static final String UNKNOWN_OPERATOR = "KS176";

  /** A name of a type that is none. */
  static final String UNKNOWN_TYPE = "KS160";

  /** Something stands where the statement should have ended. */
  static final String UNEXPECTED_REST = "VK010";

  /** A part of an operator that must be given is missing or given twice. */
  static final String INCOMPLETE_OPERATOR = "VK011";

  /** Warning: a condition with a name, where a comparison was meant. */
  static final String NAMED_CONDITION = "VK012";

  private static final Set<String> ALL =
      Set.of(
          UNEXPECTED_CHARACTER,
          MALFORMED_LITERAL,
          EXPECTED_TOKEN,
          EXPECTED_EXPRESSION,
          TEXT_TOO_LONG,
          TOO_DEEP,
          MANAGEMENT_COMMAND,
          NO_QUERY,
          OPEN_STRING,
          BAD_ESCAPE,
          UNBALANCED,
          UNKNOWN_OPERATOR,
          UNKNOWN_TYPE,
          UNEXPECTED_REST,
          INCOMPLETE_OPERATOR,
          NAMED_CONDITION);

  private SyntaxCodes() {}

  /** Whether a code is of the text's form, not of what its names mean. */
  public static boolean isOne(String code) {
    return ALL.contains(code);
  }
}
