package io.vedette.kql.functions;

import io.vedette.kql.Span;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import java.util.List;

/**
 * A call whose arguments fit a signature, on its way to SQL.
 *
 * @param arguments what was given, converted; absent optional ones are missing at the end
 * @param result the type that the signature's result rule gave
 * @param span the call's place in the query
 * @param surroundings what the call can ask of the query it stands in
 */
public record Invocation(
    List<Argument> arguments, ScalarType result, Span span, Surroundings surroundings) {

  /** What surrounds a call. */
  public interface Surroundings {
    /** The instant of the query, in ticks since 1970. */
    long now();

    /** The order of the rows; empty when they have none. Window functions always have one. */
    List<SortKey> order();

    /**
     * Has the expression computed one step earlier, for window functions over the result of others.
     * Only aggregates and window functions may ask this.
     */
    SqlExpr computeBefore(String name, SqlExpr expression);

    /** All columns of the rows that the call sees, in order and with their names. */
    List<Argument> columns();

    /** Refuses the query. */
    void refuse(String code, Span span, String message, String hint);
  }

  public Invocation {
    arguments = List.copyOf(arguments);
  }

  /** How many arguments were given. */
  public int count() {
    return arguments.size();
  }

  /** Whether the argument at this position was given. */
  public boolean has(int index) {
    return index < arguments.size();
  }

  public Argument argument(int index) {
    return arguments.get(index);
  }

  /** The SQL of the argument at this position. */
  public SqlExpr sql(int index) {
    return arguments.get(index).sql();
  }

  /** The SQL of the argument, or the default when it was not given. */
  public SqlExpr sql(int index, SqlExpr absent) {
    return has(index) ? sql(index) : absent;
  }

  public ScalarType type(int index) {
    return arguments.get(index).type();
  }

  /** The SQL of all arguments. */
  public List<SqlExpr> allSql() {
    return arguments.stream().map(Argument::sql).toList();
  }

  /** Refuses the query because of one argument, and gives a null to go on with. */
  public SqlExpr refuse(int index, String message, String hint) {
    String sentence = message.endsWith(".") ? message : message + ".";
    surroundings.refuse("KS116", argument(index).span(), sentence, hint);
    return Sql.nullOf(result.expressionType());
  }
}
