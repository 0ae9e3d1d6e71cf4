package io.vedette.api.kusto;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.kql.Diagnostic;
import io.vedette.query.QueryOutcome;
import io.vedette.query.TextPosition;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An error as Kusto's interface answers with it (the guidelines of "OneApi" errors).
 *
 * <p>Source: Kusto documentation, "Query/management HTTP response", errors.
 *
 * @param type the .NET class of the exception that Kusto's own client would throw
 * @param description the message for people
 * @param permanent whether the same request would fail again
 */
record KustoError(
    String code,
    String message,
    @JsonProperty("@type") String type,
    @JsonProperty("@message") String description,
    @JsonProperty("@context") Map<String, String> context,
    @JsonProperty("@permanent") boolean permanent) {

  /** The body of an error answer. */
  record Body(KustoError error) {}

  static KustoError badRequest(String description, KustoQuery query) {
    return new KustoError(
        "General_BadRequest",
        "Request is invalid and cannot be executed.",
        "Kusto.Data.Exceptions.KustoBadRequestException",
        description,
        context(query),
        true);
  }

  /** All mistakes of a query, each with its place. */
  static KustoError ofQuery(String kql, QueryOutcome.Failed failed, KustoQuery query) {
    List<Diagnostic> errors =
        failed.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
            .toList();
    boolean syntax = errors.stream().anyMatch(Diagnostic::isSyntax);
    String words =
        errors.stream().map(diagnostic -> words(kql, diagnostic)).collect(Collectors.joining("; "));
    return new KustoError(
        "General_BadRequest",
        "Request is invalid and cannot be executed.",
        syntax
            ? "Kusto.Data.Exceptions.SyntaxException"
            : "Kusto.Data.Exceptions.SemanticException",
        (syntax ? "Syntax error: " : "Semantic error: ") + words,
        context(query),
        true);
  }

  private static String words(String kql, Diagnostic diagnostic) {
    TextPosition at = TextPosition.of(kql, diagnostic.span().start());
    String hint = diagnostic.hint() == null ? "" : " " + diagnostic.hint();
    return "%s: %s%s [line:position=%d:%d]"
        .formatted(diagnostic.code(), diagnostic.message(), hint, at.line(), at.column());
  }

  static KustoError stopped(QueryOutcome.Stopped stopped, KustoQuery query) {
    String code =
        switch (stopped.reason()) {
          case TIME -> "Gateway timeout";
          case BUSY -> "TooManyRequests";
          case CANCELLED -> "QueryCancelled";
          case MEMORY, RESULT_ROWS, RESULT_BYTES -> "LimitsExceeded";
        };
    return new KustoError(
        code,
        "Query execution was stopped.",
        "Kusto.Data.Exceptions.KustoServicePartialQueryFailureException",
        stopped.message(),
        context(query),
        stopped.reason() != QueryOutcome.Reason.BUSY);
  }

  static int status(QueryOutcome.Reason reason) {
    return switch (reason) {
      case TIME -> 504;
      case BUSY -> 429;
      case CANCELLED, MEMORY, RESULT_ROWS, RESULT_BYTES -> 400;
    };
  }

  private static Map<String, String> context(KustoQuery query) {
    return Map.of(
        "timestamp", query.now().toString(),
        "serviceAlias", "VEDETTE",
        "clientRequestId", query.clientRequestId(),
        "activityId", query.activityId());
  }
}
