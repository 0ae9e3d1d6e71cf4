package io.vedette.query;

import io.vedette.kql.Diagnostic;
import io.vedette.kql.Span;
import io.vedette.kql.types.ScalarType;
import io.vedette.query.QueryOutcome.Failed;
import io.vedette.query.QueryOutcome.Reason;
import io.vedette.query.QueryOutcome.Stopped;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the engine says, in the words of Kusto (Kusto documentation, "Query limits"). */
final class EngineErrors {
  private static final String LIMITS_PAGE = "see https://aka.ms/kustoquerylimits";

  /** How the error of Kusto's {@code assert()} begins. */
  private static final String FAILED_ASSERT = "assert() has failed: ";

  /** What RE2 says of a pattern that the compiler could not judge (RE2, error codes). */
  private static final Pattern BAD_REGEX =
      Pattern.compile(
          "Invalid Input Error: (?:Pattern failed to parse, error: ')?"
              + "((?:missing|unexpected|trailing|no argument for|bad|invalid|pattern too large)"
              + " (?:\\]|\\)|\\\\|repetition|perl|UTF-8|named|group|escape|character|-).*)");

  /** What the engine says when it was interrupted. */
  private static final String INTERRUPT = "INTERRUPT";

  /** What it says of a Java function that saw that it was. */
  private static final String CANCELLATION = CancellationException.class.getName();

  private EngineErrors() {}

  static QueryOutcome outcome(SQLException error, String kql, QueryLimits limits) {
    String text = String.valueOf(error.getMessage());
    if (EventDatabase.lacksMemory(error)) {
      return new Stopped(Reason.MEMORY, message(Reason.MEMORY, limits));
    }
    if (EventDatabase.isFatal(error)) {
      return failed(
          "VK903",
          kql,
          "the event database is opened anew after an error of its engine; ask again: "
              + text.lines().findFirst().orElse(text));
    }
    if (text.contains(INTERRUPT) || text.contains(CANCELLATION)) {
      return new Stopped(Reason.CANCELLED, message(Reason.CANCELLED, limits));
    }
    int assertion = text.indexOf(FAILED_ASSERT);
    if (assertion >= 0) {
      return failed("VK902", kql, text.substring(assertion));
    }
    if (text.contains("Maximum tree depth")) {
      return failed(
          "VK011", kql, "The query has too many steps inside one another; split it in two.");
    }
    if (text.contains("Casting value") && text.contains(ScalarType.DECIMAL.expressionType())) {
      return failed(
          "VK904",
          kql,
          "A decimal has more than 21 digits before the point. The results of parse_version() are"
              + " such: compare them with each other only.");
    }
    Matcher regex = BAD_REGEX.matcher(text);
    if (regex.find()) {
      return failed("VK020", kql, "RE2 refuses the regular expression: " + regex.group(1));
    }
    return failed(
        "VK900", kql, "the query failed while it ran: " + text.lines().findFirst().orElse(text));
  }

  private static Failed failed(String code, String kql, String message) {
    return new Failed(
        List.of(
            new Diagnostic(
                code, Diagnostic.Severity.ERROR, new Span(0, kql.length()), message, null)));
  }

  static String message(Reason reason, QueryLimits limits) {
    return switch (reason) {
      case CANCELLED -> "Query was cancelled.";
      case BUSY ->
          "Query was throttled: too many queries are running (E_QUERY_THROTTLED). Try again later.";
      case TIME ->
          String.format(
              Locale.ROOT,
              "Query execution has exceeded the allowed limits (80DA0001): it ran longer than %d"
                  + " seconds (E_QUERY_TIMEOUT; %s)",
              limits.time().toSeconds(),
              LIMITS_PAGE);
      case MEMORY ->
          "Query execution lacks memory resources to complete (80DA0007): Partial query failure:"
              + " Low memory condition (E_LOW_MEMORY_CONDITION; "
              + LIMITS_PAGE
              + ")";
      case RESULT_ROWS ->
          String.format(
              Locale.ROOT,
              "Query result set has exceeded the internal record count limit %d"
                  + " (E_QUERY_RESULT_SET_TOO_LARGE; %s)",
              limits.rows(),
              LIMITS_PAGE);
      case RESULT_BYTES ->
          String.format(
              Locale.ROOT,
              "Query result set has exceeded the internal data size limit %d"
                  + " (E_QUERY_RESULT_SET_TOO_LARGE; %s)",
              limits.bytes(),
              LIMITS_PAGE);
    };
  }
}
