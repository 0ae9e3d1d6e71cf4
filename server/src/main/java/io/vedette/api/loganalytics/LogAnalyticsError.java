package io.vedette.api.loganalytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.kql.Diagnostic;
import io.vedette.query.QueryOutcome;
import io.vedette.query.TextPosition;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An error as Log Analytics answers with it: the inner errors get more exact inwards; the innermost
 * of a query's mistake has its place, both numbers from 1 and 0.
 *
 * <p>Source: Azure Monitor documentation, "Azure Monitor Log Analytics API errors".
 *
 * @param line of the mistake in the query, from 1
 * @param pos column of the mistake, from 0
 * @param token the words at the place
 * @param details more errors, of a query with several mistakes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LogAnalyticsError(
    String message,
    String code,
    @Nullable String correlationId,
    @Nullable Integer line,
    @Nullable Integer pos,
    @Nullable String token,
    @Nullable LogAnalyticsError innererror,
    @Nullable List<LogAnalyticsError> details) {
  private static final int LONGEST_TOKEN = 100;

  /** The body of an error answer. */
  record Body(LogAnalyticsError error) {}

  static LogAnalyticsError of(String code, String message) {
    return new LogAnalyticsError(message, code, id(), null, null, null, null, null);
  }

  /** An answer about a request that makes no sense. */
  static LogAnalyticsError badArgument(String innerCode, String innerMessage) {
    LogAnalyticsError inner =
        new LogAnalyticsError(innerMessage, innerCode, null, null, null, null, null, null);
    return outer("BadArgumentError", "The request had some invalid properties", inner, null);
  }

  /** An answer about a query with mistakes; the first is the inner error, all are details. */
  static LogAnalyticsError ofQuery(String kql, QueryOutcome.Failed failed) {
    List<LogAnalyticsError> mistakes =
        failed.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
            .map(diagnostic -> mistake(kql, diagnostic))
            .toList();
    return outer(
        "BadArgumentError",
        "The request had some invalid properties",
        mistakes.getFirst(),
        mistakes.size() > 1 ? mistakes : null);
  }

  /** What stands beside the rows of a result that was cut. */
  static LogAnalyticsError cut(String message) {
    LogAnalyticsError detail =
        new LogAnalyticsError(
            "Something went wrong processing your query on the server.",
            "EngineError",
            null,
            null,
            null,
            null,
            new LogAnalyticsError(message, "-2133196797", null, null, null, null, null, null),
            null);
    return new LogAnalyticsError(
        "There were some errors when processing your query.",
        "PartialError",
        id(),
        null,
        null,
        null,
        null,
        List.of(detail));
  }

  private static LogAnalyticsError mistake(String kql, Diagnostic diagnostic) {
    TextPosition at = TextPosition.of(kql, diagnostic.span().start());
    int end = Math.min(kql.length(), diagnostic.span().end());
    int start = Math.min(end, diagnostic.span().start());
    String token = kql.substring(start, Math.min(end, start + LONGEST_TOKEN));
    String message =
        diagnostic.hint() == null
            ? diagnostic.message()
            : diagnostic.message() + " " + diagnostic.hint();
    LogAnalyticsError place =
        new LogAnalyticsError(
            message, diagnostic.code(), null, at.line(), at.column() - 1, token, null, null);
    boolean syntax = diagnostic.isSyntax();
    return new LogAnalyticsError(
        syntax ? "A recognition error occurred in the query." : "A semantic error occurred.",
        syntax ? "SyntaxError" : "SemanticError",
        null,
        null,
        null,
        null,
        place,
        null);
  }

  private static LogAnalyticsError outer(
      String code,
      String message,
      LogAnalyticsError inner,
      @Nullable List<LogAnalyticsError> details) {
    return new LogAnalyticsError(message, code, id(), null, null, null, inner, details);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
