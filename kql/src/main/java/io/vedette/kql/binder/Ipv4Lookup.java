package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Literal;
import java.util.ArrayList;
import java.util.List;

/**
 * The plugin {@code ipv4_lookup}: joins addresses with the networks they are in. Source: Kusto
 * documentation, "ipv4_lookup plugin".
 */
final class Ipv4Lookup {
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

  Ipv4Lookup(TableBinder tables, Scope scope, BoundTable table) {
    this.tables = tables;
    this.scope = scope;
    this.table = table;
  }

  BoundTable bind(Expr.Call call) {
    boolean keepUnmatched = false;
    List<Expr> arguments = new ArrayList<>();
    for (io.vedette.kql.syntax.Argument a : call.arguments()) {
      boolean flag =
          a.name() != null
              ? a.name().text().equals("return_unmatched")
              : a.value() instanceof Literal.BoolValue;
      if (flag) {
        keepUnmatched = Boolean.TRUE.equals(tables.constants(scope).bind(a.value()).literal());
      } else {
        arguments.add(a.value());
      }
    }
    if (arguments.size() < 3) {
      tables.session.diagnostics.error(
          "KS119",
          call.function().span(),
          "The function 'ipv4_lookup' expects at least 3 arguments.",
          null);
      return BoundTable.failed();
    }
    BoundTable networks = tables.bind(arguments.getFirst(), scope);
    TableColumn address = Plugins.column(tables, table, arguments.get(1));
    TableColumn network = Plugins.column(tables, networks, arguments.get(2));
    if (address == null || network == null) {
      return BoundTable.failed();
    }
    SqlColumn number = new SqlColumn("address");
    SqlColumn low = new SqlColumn("low");
    SqlColumn bits = new SqlColumn("bits");
    Plan left =
        new Plan.Compute(
            table.plan(), List.of(new Computed(number, Sql.template(NUMBER, text(address)))));
    Plan right =
        new Plan.Compute(
            networks.plan(),
            List.of(
                new Computed(low, Sql.template(NUMBER, text(network))),
                new Computed(bits, Sql.template(HOST_BITS, text(network)))));
    SqlExpr condition =
        Sql.template(
            "{0} BETWEEN ({1} >> {2}) << {2} AND (({1} >> {2}) << {2}) + (1::BIGINT << {2}) - 1",
            Sql.column(number), Sql.column(low), Sql.column(bits));
    List<String> hidden = new ArrayList<>();
    for (Expr key : arguments.subList(3, arguments.size())) {
      TableColumn a = Plugins.column(tables, table, key);
      TableColumn b = Plugins.column(tables, networks, key);
      if (a != null && b != null) {
        condition = Sql.and(condition, Sql.equal(a.value(), b.value()));
        hidden.add(b.name());
      }
    }
    Plan.Join.Kind kind = keepUnmatched ? Plan.Join.Kind.LEFT : Plan.Join.Kind.INNER;
    Names names = new Names();
    List<TableColumn> shown = new ArrayList<>(table.columns());
    table.columns().forEach(c -> names.take(c.name()));
    for (TableColumn column : networks.columns()) {
      if (!hidden.contains(column.name())) {
        TableColumn named = column.named(names.fresh(column.name()));
        boolean raw = column.type() == STRING && column.value() instanceof SqlExpr.ColumnRef;
        shown.add(keepUnmatched && raw ? named.valued(new SqlExpr.Text(column.value())) : named);
      }
    }
    return table.over(new Plan.Join(kind, left, right, condition)).showing(shown);
  }

  private static SqlExpr text(TableColumn column) {
    return ExpressionBinder.text(
        new Argument(column.type(), column.value(), column.name(), new Span(0, 0)));
  }
}
