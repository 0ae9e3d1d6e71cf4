package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.bool;
import static io.vedette.kql.functions.Parameter.datetime;
import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.functions.Parameter.timespan;
import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DECIMAL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.TypeSets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sums, ranks and sessions that run along the rows and begin anew where a condition holds. Source:
 * Kusto documentation, "Window functions".
 */
final class RunningFunctions {
  private RunningFunctions() {}

  private static final String SO_FAR = "ROWS UNBOUNDED PRECEDING";

  private static final JavaFunction SESSION_START =
      JavaFunction.of(
          "kql_session_start",
          DATETIME,
          a -> sessionStart(JavaFunction.json(a[0]), JavaFunction.whole(a[1], 0)),
          DYNAMIC,
          TIMESPAN);

  static Stream<JavaFunction> javaFunctions() {
    return Stream.of(SESSION_START);
  }

  static List<WindowFunction> all() {
    Parameter term = Parameter.of("term", TypeSets.NOT_DYNAMIC);
    Parameter restart = bool("restart").orAbsent();
    return List.of(
        WindowFunction.of(
            "row_cumsum",
            "The sum of a column so far, begun anew where restart holds.",
            Signature.of(ResultType.sameAs(0), RunningFunctions::sum, number("term"), restart)),
        WindowFunction.of(
            "row_rank_dense",
            "How many different values of a sorted column came so far.",
            Signature.of(LONG, RunningFunctions::denseRank, term, restart)),
        WindowFunction.of(
            "row_rank",
            "How many different values of a sorted column came so far.",
            Signature.of(LONG, RunningFunctions::denseRank, term, restart)),
        WindowFunction.of(
            "row_rank_min",
            "The number of the first row that has the value of a sorted column.",
            Signature.of(LONG, RunningFunctions::leastRank, term, restart)),
        WindowFunction.of(
            "row_window_session",
            "The time at which the session began that the row belongs to.",
            Signature.of(
                DATETIME,
                RunningFunctions::session,
                datetime("expr"),
                timespan("maxDistanceFromFirst"),
                timespan("maxDistanceBetweenNeighbors"),
                restart)));
  }

  /** Numbers the stretches between rows for which the condition holds. */
  private static SqlExpr stretches(Invocation call, SqlExpr begins) {
    SqlExpr count =
        new SqlExpr.Window(
            Sql.template("count(*) FILTER (WHERE {0})", begins),
            List.of(),
            call.surroundings().order(),
            SO_FAR);
    return call.surroundings().computeBefore("stretch", count);
  }

  private static List<SqlExpr> partition(Invocation call, int restart) {
    return call.has(restart) ? List.of(stretches(call, call.sql(restart))) : List.of();
  }

  private static SqlExpr running(Invocation call, SqlExpr aggregate, List<SqlExpr> partition) {
    return new SqlExpr.Window(aggregate, partition, call.surroundings().order(), SO_FAR);
  }

  private static SqlExpr sum(Invocation call) {
    List<SqlExpr> partition = partition(call, 1);
    if (call.result() == DECIMAL) {
      SqlExpr value = Sql.template("coalesce({0}, 0)", call.sql(0));
      return Sums.decimal(value, part -> running(call, Sql.call("sum", part), partition));
    }
    SqlExpr sum = running(call, Sql.call("sum", call.sql(0)), partition);
    SqlExpr typed = call.result() == REAL ? sum : Sql.tryCast(sum, call.result().expressionType());
    return Sql.template("coalesce({0}, 0)", typed);
  }

  /** Whether the row's value differs from that of the row before. */
  private static SqlExpr changes(Invocation call) {
    SqlExpr before =
        new SqlExpr.Window(
            Sql.call("lag", call.sql(0)), List.of(), call.surroundings().order(), null);
    SqlExpr number =
        new SqlExpr.Window(Sql.call("row_number"), List.of(), call.surroundings().order(), null);
    SqlExpr changed =
        Sql.template("{0} IS DISTINCT FROM {1} OR {2} = 1", call.sql(0), before, number);
    SqlExpr flag = call.has(1) ? Sql.or(changed, Sql.coalesce(call.sql(1), Sql.FALSE)) : changed;
    return call.surroundings().computeBefore("changes", flag);
  }

  private static SqlExpr denseRank(Invocation call) {
    SqlExpr count = Sql.template("count(*) FILTER (WHERE {0})", changes(call));
    return running(call, count, partition(call, 1));
  }

  private static SqlExpr leastRank(Invocation call) {
    List<SqlExpr> partition = partition(call, 1);
    SqlExpr changes = changes(call);
    SqlExpr number =
        new SqlExpr.Window(Sql.call("row_number"), partition, call.surroundings().order(), null);
    SqlExpr first =
        call.surroundings().computeBefore("first", Sql.when(changes, number, Sql.nullOf("BIGINT")));
    return running(call, Sql.call("max", first), partition);
  }

  /** Rows too far from their neighbours begin sessions; between these the distance counts. */
  private static SqlExpr session(Invocation call) {
    SqlExpr before =
        new SqlExpr.Window(
            Sql.call("lag", call.sql(0)), List.of(), call.surroundings().order(), null);
    SqlExpr far =
        Sql.template("coalesce({0} - {1} > {2}, false)", call.sql(0), before, call.sql(2));
    SqlExpr begins = call.has(3) ? Sql.or(far, Sql.coalesce(call.sql(3), Sql.FALSE)) : far;
    SqlExpr stretch = stretches(call, call.surroundings().computeBefore("begins", begins));
    SqlExpr times = running(call, Sql.call("list", call.sql(0)), List.of(stretch));
    return Sql.call(SESSION_START.sqlName(), Conversions.listToDynamic(times), call.sql(1));
  }

  /** The start of the session of the last of the times. */
  private static @Nullable Long sessionStart(JsonValue times, long longest) {
    List<JsonValue> items = DynamicArrays.items(times);
    Long start = null;
    for (JsonValue item : items == null ? List.<JsonValue>of() : items) {
      if (item instanceof JsonValue.Numeral(String digits) && item.isWhole()) {
        long time = Long.parseLong(digits);
        if (start == null || time - start > longest) {
          start = time;
        }
      }
    }
    return start;
  }
}
