package io.vedette.analytics.explain;

import io.vedette.analytics.ResultRows;
import io.vedette.kql.Compilation;
import io.vedette.kql.CompiledQuery;
import io.vedette.kql.Diagnostic;
import io.vedette.kql.QueryOutline;
import io.vedette.kql.RowScope;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryLimits;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks about the rows between the clauses of a query, as one run of its rule sees them. */
final class ClauseQueries {
  private static final QueryLimits LIMITS =
      QueryLimits.DEFAULT.within(Duration.ofMinutes(5)).upTo(1000, 8L << 20);

  private static final int MOST_VALUES = 12;

  private final QueryEngine engine;
  private final QueryOutline outline;
  private final Instant now;
  private final RowScope scope;

  ClauseQueries(QueryEngine engine, QueryOutline outline, Instant now, RowScope scope) {
    this.engine = engine;
    this.outline = outline;
    this.now = now;
    this.scope = scope;
  }

  /** A query took too much or was ended; the message is for people. */
  static final class StoppedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final String why;

    StoppedException(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  /** Why a pipe cannot be compiled, or null. */
  @Nullable String problem(String pipe) {
    return switch (engine.compile(outline.query(pipe), now)) {
      case CompiledQuery _ -> null;
      case Compilation.Rejected rejected ->
          rejected.diagnostics().stream()
              .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
              .map(d -> d.hint() == null ? d.message() : d.message() + " (" + d.hint() + ")")
              .collect(Collectors.joining("; "));
    };
  }

  /** How many rows a pipe gives, or null when they cannot be counted, as after {@code render}. */
  @Nullable Long count(String pipe) {
    ResultSet result = run(pipe + "\n| count");
    return result == null
            || result.rows().isEmpty()
            || !(result.rows().getFirst()[0] instanceof Long count)
        ? null
        : count;
  }

  /** When the last row of a pipe was stored, or null when that is not known. */
  @Nullable Instant arrival(String pipe) {
    ResultRows rows = first(pipe + "\n| summarize Arrived = max(ingestion_time())");
    return rows == null ? null : rows.instant(rows.rows().getFirst(), "Arrived");
  }

  /** The first row of a pipe, or null when there is none or it cannot be run. */
  @Nullable ResultRows first(String pipe) {
    ResultSet result = run(pipe + "\n| take 1");
    return result == null || result.rows().isEmpty()
        ? null
        : new ResultRows(result.columns(), result.rows());
  }

  /**
   * The columns that a clause names, with their values in the first row of a pipe; what the pipe
   * does not give is left out.
   */
  Map<String, String> values(String pipe, String clause) {
    Map<String, String> values = new LinkedHashMap<>();
    ResultRows rows = first(pipe);
    if (rows == null) {
      return values;
    }
    for (Column column : rows.columns()) {
      if (values.size() < MOST_VALUES && names(clause, column.name())) {
        values.put(column.name(), rows.text(rows.rows().getFirst(), column.name()));
      }
    }
    return values;
  }

  private static boolean names(String clause, String column) {
    return Pattern.compile("(?<![\\w.])" + Pattern.quote(column) + "(?!\\w)")
        .matcher(clause)
        .find();
  }

  private @Nullable ResultSet run(String pipe) {
    QueryRequest request =
        new QueryRequest(
            outline.query(pipe), now, null, scope, LIMITS, "explain-" + UUID.randomUUID());
    return switch (engine.run(request)) {
      case QueryOutcome.Completed completed -> completed.primary();
      case QueryOutcome.Failed _ -> null;
      case QueryOutcome.Stopped stopped -> throw new StoppedException(stopped.message());
    };
  }

  /**
   * A condition that holds for rows with the same value of a column as a row.
   *
   * @param row of a result with that column
   */
  static String equality(ResultRows rows, @Nullable Object[] row, int position) {
    Column column = rows.columns().get(position);
    String name = "[" + quoted(column.name()) + "]";
    String text = rows.text(row, column.name());
    if (row[position] == null) {
      return (column.type() == ScalarType.STRING ? "isempty(" : "isnull(") + name + ")";
    }
    return switch (column.type()) {
      case STRING -> name + " == " + quoted(text);
      case BOOL, INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN, GUID ->
          "%s == %s(%s)".formatted(name, column.type().kustoName(), text);
      case DYNAMIC -> "tostring(%s) == tostring(dynamic(%s))".formatted(name, row[position]);
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
