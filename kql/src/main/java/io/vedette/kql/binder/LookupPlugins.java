package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.functions.NetworkBounds;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Literal;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The plugins {@code ipv4_lookup}, {@code ipv6_lookup}, {@code geo_polygon_lookup} and {@code
 * geo_line_lookup}: join rows with those of another table by more than equality. Source: Kusto
 * documentation, the plugins' pages.
 */
final class LookupPlugins {
  private static final String NUMBER =
      "(TRY_CAST(split_part(split_part({0}, '/', 1), '.', 1) AS UTINYINT) * 16777216::BIGINT"
          + " + TRY_CAST(split_part({0}, '.', 2) AS UTINYINT) * 65536::BIGINT"
          + " + TRY_CAST(split_part({0}, '.', 3) AS UTINYINT) * 256::BIGINT"
          + " + TRY_CAST(split_part(split_part({0}, '/', 1), '.', 4) AS UTINYINT))";

  private static final String HOST_BITS =
      "(32 - greatest(0, least(32, coalesce(TRY_CAST(nullif(split_part({0}, '/', 2), '') AS INTEGER),"
          + " 32))))";

  private final TableBinder tables;
  private final Scope scope;
  private final BoundTable table;
  private final Expr.Call call;
  private final List<Expr> positional = new ArrayList<>();
  private final Map<String, Expr> named = new HashMap<>();

  LookupPlugins(TableBinder tables, Scope scope, BoundTable table, Expr.Call call) {
    this.tables = tables;
    this.scope = scope;
    this.table = table;
    this.call = call;
    for (io.vedette.kql.syntax.Argument a : call.arguments()) {
      if (a.name() != null) {
        named.put(a.name().text(), a.value());
      } else if (a.value() instanceof Literal.BoolValue) {
        named.putIfAbsent("return_unmatched", a.value());
      } else {
        positional.add(a.value());
      }
    }
  }

  private boolean flag(String name) {
    Expr value = named.get(name);
    return value != null && Boolean.TRUE.equals(tables.constants(scope).bind(value).literal());
  }

  private boolean hasFewer(int least) {
    if (positional.size() >= least) {
      return false;
    }
    Plugins.tooFew(tables, call, least);
    return true;
  }

  BoundTable ipv4() {
    return networks(true);
  }

  BoundTable ipv6() {
    return networks(false);
  }

  /**
   * A join by ranges, which the engine sorts for; with an equality beside it, it would compare all
   * pairs that have equal keys. So keys become a part of what is compared.
   */
  private BoundTable networks(boolean v4) {
    if (hasFewer(3)) {
      return BoundTable.failed();
    }
    BoundTable networks = tables.bind(positional.getFirst(), scope);
    TableColumn address = Plugins.column(tables, table, positional.get(1));
    TableColumn network = Plugins.column(tables, networks, positional.get(2));
    if (address == null || network == null) {
      return BoundTable.failed();
    }
    List<TableColumn> leftKeys = new ArrayList<>();
    List<TableColumn> rightKeys = new ArrayList<>();
    for (Expr key : positional.subList(3, positional.size())) {
      TableColumn a = Plugins.column(tables, table, key);
      TableColumn b = Plugins.column(tables, networks, key);
      if (a != null && b != null) {
        leftKeys.add(a);
        rightKeys.add(b);
      }
    }
    Range range =
        v4 && leftKeys.isEmpty()
            ? numbers(text(address), text(network))
            : new Range(
                keyed(leftKeys, NetworkBounds.address(text(address), v4)),
                keyed(rightKeys, NetworkBounds.first(text(network), v4)),
                keyed(rightKeys, NetworkBounds.last(text(network), v4)));
    SqlColumn value = new SqlColumn("address");
    SqlColumn first = new SqlColumn("first");
    SqlColumn last = new SqlColumn("last");
    return joined(
        new Plan.Compute(table.plan(), List.of(new Computed(value, range.value()))),
        networks.over(
            new Plan.Compute(
                networks.plan(),
                List.of(new Computed(first, range.first()), new Computed(last, range.last())))),
        Sql.template(
            "{0} BETWEEN {1} AND {2}", Sql.column(value), Sql.column(first), Sql.column(last)),
        rightKeys.stream().map(TableColumn::name).toList());
  }

  /** What is compared: a value on the left, the ends of a range on the right. */
  private record Range(SqlExpr value, SqlExpr first, SqlExpr last) {}

  private static Range numbers(SqlExpr address, SqlExpr network) {
    SqlExpr low = Sql.template(NUMBER, network);
    SqlExpr bits = Sql.template(HOST_BITS, network);
    return new Range(
        Sql.template(NUMBER, address),
        Sql.template("({0} >> {1}) << {1}", low, bits),
        Sql.template("(({0} >> {1}) << {1}) + (1::BIGINT << {1}) - 1", low, bits));
  }

  /** The text behind a text of fixed length for each key, so that only equal keys can match. */
  private static SqlExpr keyed(List<TableColumn> keys, SqlExpr text) {
    SqlExpr all = text;
    for (TableColumn key : keys.reversed()) {
      SqlExpr plain = key.type() == STRING ? text(key) : Sql.cast(key.value(), "VARCHAR");
      all = Sql.template("md5({0}) || {1}", plain, all);
    }
    return all;
  }

  /** Points with the polygons that they are in, or within a radius of. */
  BoundTable polygons() {
    return shapes("geo_point_in_polygon", "geo_distance_point_to_polygon");
  }

  /** Points with the lines that they are within a radius of. */
  BoundTable lines() {
    return shapes(null, "geo_distance_point_to_line");
  }

  private BoundTable shapes(@Nullable String contains, String distance) {
    if (hasFewer(contains == null && !named.containsKey("radius") ? 5 : 4)) {
      return BoundTable.failed();
    }
    BoundTable shapes = tables.bind(positional.getFirst(), scope);
    TableColumn key = Plugins.column(tables, shapes, positional.get(1));
    ExpressionBinder binder = tables.over(new Rows(table), scope);
    SqlExpr longitude = real(binder.bind(positional.get(2)));
    SqlExpr latitude = real(binder.bind(positional.get(3)));
    Expr radius = named.getOrDefault("radius", positional.size() > 4 ? positional.get(4) : null);
    if (key == null || longitude == null || latitude == null) {
      return BoundTable.failed();
    }
    SqlExpr condition;
    if (radius == null) {
      condition = java(Objects.requireNonNull(contains), longitude, latitude, key.value());
    } else {
      SqlExpr metres = real(tables.constants(scope).bind(radius));
      if (metres == null) {
        return BoundTable.failed();
      }
      condition =
          Sql.template(
              "{0} <= {1}",
              java(distance, longitude, latitude, key.value(), Sql.nullOf("BOOLEAN")), metres);
    }
    List<String> hidden = flag("return_lookup_key") ? List.of() : List.of(key.name());
    return joined(table.plan(), shapes, condition, hidden);
  }

  private @Nullable SqlExpr real(Argument value) {
    return switch (value.type()) {
      case INT, LONG, REAL, DECIMAL -> Sql.cast(value.sql(), ScalarType.REAL.expressionType());
      case DYNAMIC, STRING, BOOL, DATETIME, TIMESPAN, GUID -> {
        tables.session.diagnostics.error(
            "KS107", value.span(), "A value of type real expected.", null);
        yield null;
      }
    };
  }

  private static SqlExpr java(String function, SqlExpr... arguments) {
    return Sql.call(
        Objects.requireNonNull(FunctionLibrary.scalar(function)).java().getFirst().sqlName(),
        arguments);
  }

  private BoundTable joined(Plan left, BoundTable right, SqlExpr condition, List<String> hidden) {
    boolean keepUnmatched = flag("return_unmatched");
    Plan.Join.Kind kind = keepUnmatched ? Plan.Join.Kind.LEFT : Plan.Join.Kind.INNER;
    List<TableColumn> shown = new ArrayList<>(table.columns());
    List<TableColumn> added =
        right.columns().stream().filter(c -> !hidden.contains(c.name())).toList();
    for (TableColumn column : Names.after(table.columnNames(), added)) {
      boolean raw = column.type() == STRING && column.value() instanceof SqlExpr.ColumnRef;
      shown.add(keepUnmatched && raw ? column.valued(new SqlExpr.Text(column.value())) : column);
    }
    return table.over(new Plan.Join(kind, left, right.plan(), condition)).showing(shown);
  }

  private static SqlExpr text(TableColumn column) {
    return ExpressionBinder.text(
        new Argument(column.type(), column.value(), column.name(), new Span(0, 0)));
  }
}
