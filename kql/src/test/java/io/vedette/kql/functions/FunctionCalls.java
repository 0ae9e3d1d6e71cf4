package io.vedette.kql.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.DuckDb;
import io.vedette.kql.Span;
import io.vedette.kql.sql.DuckDbDialect;
import io.vedette.kql.sql.ExpressionWriter;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls single functions over DuckDB, without parser and binder. */
final class FunctionCalls {
  private static final Span NOWHERE = new Span(0, 0);

  private FunctionCalls() {}

  /**
   * The value of a call. Boolean, Integer, Long, Double and String arguments become literals of
   * Kusto's type; {@link Argument}s go in as they are.
   */
  static @Nullable Object call(DuckDb duckDb, String function, Object... arguments)
      throws SQLException {
    return duckDb.rows("SELECT " + sql(function, arguments)).getFirst().getFirst();
  }

  /** The SQL of a call. */
  static String sql(String function, Object... arguments) {
    ScalarFunction f = Objects.requireNonNull(FunctionLibrary.scalar(function), function);
    List<Argument> given = Arrays.stream(arguments).map(FunctionCalls::argument).toList();
    Overload<Signature> overload = Overload.ofSignatures(f.signatures(), given);
    assertThat(overload).as(function).isInstanceOf(Overload.Fit.class);
    Overload.Fit<Signature> fit = (Overload.Fit<Signature>) overload;
    ScalarType type = fit.signature().result().of(fit.arguments());
    SqlExpr sql =
        fit.signature()
            .lowering()
            .lower(new Invocation(fit.arguments(), type, NOWHERE, new Alone()));
    return ExpressionWriter.write(
        sql,
        new DuckDbDialect(),
        column -> {
          throw new IllegalArgumentException("no columns here");
        },
        (relation, column) -> {
          throw new IllegalArgumentException("no relations here");
        });
  }

  static Argument dynamic(String json) {
    return new Argument(ScalarType.DYNAMIC, Sql.text(json), null, NOWHERE);
  }

  static Argument datetime(long ticks) {
    return new Argument(ScalarType.DATETIME, Sql.number(ticks), null, NOWHERE);
  }

  static Argument timespan(long ticks) {
    return new Argument(ScalarType.TIMESPAN, Sql.number(ticks), null, NOWHERE);
  }

  private static Argument argument(Object value) {
    return switch (value) {
      case Argument a -> a;
      case Boolean b -> new Argument(ScalarType.BOOL, Sql.bool(b), null, NOWHERE);
      case Integer i -> new Argument(ScalarType.INT, Sql.number(i.intValue()), null, NOWHERE);
      case Long l -> new Argument(ScalarType.LONG, Sql.number(l.longValue()), null, NOWHERE);
      case Double d -> new Argument(ScalarType.REAL, Sql.number(d.doubleValue()), null, NOWHERE);
      case String s -> new Argument(ScalarType.STRING, Sql.text(s), null, NOWHERE);
      default -> throw new IllegalArgumentException("argument of " + value.getClass());
    };
  }

  private static final class Alone implements Invocation.Surroundings {
    @Override
    public long now() {
      return 0;
    }

    @Override
    public List<SortKey> order() {
      return List.of();
    }

    @Override
    public SqlExpr computeBefore(String name, SqlExpr expression) {
      throw new IllegalStateException("only window functions compute before");
    }

    @Override
    public List<Argument> columns() {
      return List.of();
    }

    @Override
    public void refuse(String code, Span span, String message, String hint) {
      throw new IllegalArgumentException(code + " " + message);
    }
  }
}
