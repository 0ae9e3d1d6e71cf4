package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.GUID;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.json.JsonValue;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Name;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that look at the query around them: at columns, tables and the query's clock. */
final class ScopeFunctions {
  /** What Kusto gives for rows that are in no extent; no row here is in one. */
  private static final String NO_EXTENT = "00000000-0000-0000-0000-000000000000";

  private ScopeFunctions() {}

  /** The value of the call, or null when it is not one of these functions. */
  static @Nullable Argument bind(ExpressionBinder binder, Expr.Call call, boolean filtering) {
    return switch (call.function().text()) {
      case "toscalar" -> toScalar(binder, call);
      case "column_ifexists", "columnifexists" -> columnIfExists(binder, call, filtering);
      case "iscolumnexists" -> isColumnExists(binder, call);
      case "ingestion_time" -> ingestionTime(binder, call);
      case "pack_all" -> packAll(binder, call);
      case "bag_pack_columns" -> bagPackColumns(binder, call);
      case "column_names_of" -> columnNamesOf(binder, call);
      case "bin_auto" -> binAuto(binder, call);
      case "estimate_data_size" -> estimateDataSize(binder, call);
      case "current_database" -> {
        String own = binder.session.schema.ownNames().stream().findFirst().orElse("");
        yield constant(binder, call, STRING, Sql.text(own));
      }
      case "extent_id", "extentid" -> constant(binder, call, GUID, Sql.text(NO_EXTENT));
      case "extent_tags" -> constant(binder, call, DYNAMIC, Sql.nullOf("VARCHAR"));
      default -> null;
    };
  }

  private static Argument constant(
      ExpressionBinder binder, Expr.Call call, ScalarType type, SqlExpr value) {
    return call.arguments().isEmpty()
        ? new Argument(type, value, null, call.span())
        : wrongCount(binder, call, "no arguments");
  }

  private static Argument toScalar(ExpressionBinder binder, Expr.Call call) {
    if (call.arguments().size() != 1) {
      return wrongCount(binder, call, "1 argument");
    }
    Expr value = call.arguments().getFirst().value();
    if (!Tabularity.isTabular(binder.tables, binder.scope, value)) {
      return binder.bind(value);
    }
    BoundTable table = binder.tables.bind(value, binder.scope);
    if (table.columns().isEmpty()) {
      return ExpressionBinder.failed(call.span());
    }
    TableColumn first = table.columns().getFirst();
    SqlColumn column = new SqlColumn(first.name());
    Plan one =
        new Plan.Limit(
            new Plan.Compute(table.plan(), List.of(new Computed(column, first.value()))),
            table.order(),
            Sql.number(1L));
    SqlExpr scalar = binder.tables.shareScalar(one, column);
    return new Argument(
        first.type(),
        first.type() == STRING ? new SqlExpr.Text(scalar) : scalar,
        null,
        call.span());
  }

  private static Argument columnIfExists(
      ExpressionBinder binder, Expr.Call call, boolean filtering) {
    if (call.arguments().size() != 2) {
      return wrongCount(binder, call, "2 arguments");
    }
    String name = columnName(binder, call.arguments().getFirst().value());
    if (name == null) {
      return ExpressionBinder.failed(call.span());
    }
    Rows rows = binder.rows;
    TableColumn column = rows == null ? null : rows.table().column(name);
    Argument otherwise = binder.bind(call.arguments().get(1).value(), filtering);
    if (column != null && binder.place == ExpressionBinder.Place.ROW) {
      SqlExpr value = Conversions.convert(column.type(), otherwise.type(), column.value());
      return new Argument(otherwise.type(), value, name, call.span());
    }
    return new Argument(otherwise.type(), otherwise.sql(), name, call.span());
  }

  private static Argument isColumnExists(ExpressionBinder binder, Expr.Call call) {
    if (call.arguments().size() != 1) {
      return wrongCount(binder, call, "1 argument");
    }
    String name = columnName(binder, call.arguments().getFirst().value());
    if (name == null) {
      return ExpressionBinder.failed(call.span());
    }
    boolean exists = binder.rows != null && binder.rows.table().column(name) != null;
    return new Argument(BOOL, Sql.bool(exists), null, call.span());
  }

  /**
   * The name that an argument writes down or is a constant for; null, with an error, if neither.
   */
  private static @Nullable String columnName(ExpressionBinder binder, Expr given) {
    String name =
        given instanceof Expr.NameRef ref && binder.scope.find(ref.name().text()) == null
            ? ref.name().text()
            : binder.bind(given).text();
    if (name == null) {
      binder.error(
          "KS129",
          given.span(),
          "The name of the column must be a constant string.",
          "Write it in quotes.");
    }
    return name;
  }

  private static Argument ingestionTime(ExpressionBinder binder, Expr.Call call) {
    SqlExpr known = binder.rows == null ? null : binder.rows.table().ingestionTime();
    return new Argument(DATETIME, known == null ? Sql.nullOf("BIGINT") : known, null, call.span());
  }

  private static Argument packAll(ExpressionBinder binder, Expr.Call call) {
    if (binder.rows == null) {
      return ExpressionBinder.failed(call.span());
    }
    boolean ignoreNull =
        !call.arguments().isEmpty()
            && Boolean.TRUE.equals(binder.bind(call.arguments().getFirst().value()).literal());
    return new Argument(DYNAMIC, pack(binder.rows.table().shown(), ignoreNull), null, call.span());
  }

  private static Argument columnNamesOf(ExpressionBinder binder, Expr.Call call) {
    if (call.arguments().size() != 1) {
      return wrongCount(binder, call, "1 argument");
    }
    BoundTable table = binder.tables.bind(call.arguments().getFirst().value(), binder.scope);
    String names = JsonValue.texts(table.shown().stream().map(TableColumn::name).toList()).write();
    return new Argument(DYNAMIC, Sql.text(names), null, call.span());
  }

  /** {@code bin_at} with the size and the fixed point that {@code set} statements give. */
  private static Argument binAuto(ExpressionBinder binder, Expr.Call call) {
    if (call.arguments().size() != 1) {
      return wrongCount(binder, call, "1 argument");
    }
    Expr size = binder.session.settings.get("query_bin_auto_size");
    Expr at = binder.session.settings.get("query_bin_auto_at");
    if (size == null) {
      binder.error(
          "VK040",
          call.span(),
          "bin_auto() needs the size of the bins.",
          "Set it before the query, for example: set query_bin_auto_size=1h;");
      return ExpressionBinder.failed(call.span());
    }
    List<io.vedette.kql.syntax.Argument> arguments = new ArrayList<>(call.arguments());
    arguments.add(new io.vedette.kql.syntax.Argument(null, size, size.span()));
    if (at != null) {
      arguments.add(new io.vedette.kql.syntax.Argument(null, at, at.span()));
    }
    Name function = new Name(at == null ? "bin" : "bin_at", call.function().span());
    return binder.bind(new Expr.Call(null, function, arguments, call.span()));
  }

  /** Bytes: of fixed sizes by their types, of strings and dynamic values by their length. */
  private static Argument estimateDataSize(ExpressionBinder binder, Expr.Call call) {
    List<TableColumn> columns = new ArrayList<>();
    for (io.vedette.kql.syntax.Argument argument : call.arguments()) {
      if (argument.value() instanceof Expr.Star && binder.rows != null) {
        columns.addAll(binder.rows.table().shown());
      } else {
        Argument bound = binder.bind(argument.value());
        columns.add(new TableColumn("", bound.type(), bound.sql()));
      }
    }
    SqlExpr size = Sql.number(0L);
    for (TableColumn column : columns) {
      SqlExpr own =
          switch (column.type()) {
            case BOOL -> Sql.number(1L);
            case INT -> Sql.number(4L);
            case LONG, REAL, DATETIME, TIMESPAN -> Sql.number(8L);
            case GUID, DECIMAL -> Sql.number(16L);
            case STRING -> Sql.template("coalesce(strlen({0}), 0)", column.value());
            case DYNAMIC -> Sql.template("coalesce(strlen({0}) + 8, 0)", column.value());
          };
      size = Sql.template("{0} + {1}", size, own);
    }
    return new Argument(LONG, size, null, call.span());
  }

  private static Argument bagPackColumns(ExpressionBinder binder, Expr.Call call) {
    List<TableColumn> columns = new ArrayList<>();
    for (io.vedette.kql.syntax.Argument argument : call.arguments()) {
      Argument bound = binder.bind(argument.value());
      String name = bound.name() == null ? "" : bound.name();
      columns.add(new TableColumn(name, bound.type(), bound.sql()));
    }
    return new Argument(DYNAMIC, pack(columns, false), null, call.span());
  }

  /** A bag of the columns' values by their names. */
  static SqlExpr pack(List<TableColumn> columns, boolean ignoreNull) {
    List<SqlExpr> parts = new ArrayList<>();
    for (TableColumn column : columns) {
      SqlExpr json = Conversions.toDynamic(column.type(), column.value());
      SqlExpr key = Sql.cast(Sql.call("to_json", Sql.text(column.name())), "VARCHAR");
      SqlExpr pair = Sql.call("concat", key, Sql.text(":"), Sql.coalesce(json, Sql.text("null")));
      boolean isString = column.type() == STRING;
      SqlExpr missing =
          isString ? Sql.equal(column.value(), Sql.EMPTY) : Sql.isNull(column.value());
      parts.add(ignoreNull ? Sql.when(missing, Sql.nullOf("VARCHAR"), pair) : pair);
    }
    List<SqlExpr> arguments = new ArrayList<>();
    arguments.add(Sql.text(","));
    arguments.addAll(parts);
    SqlExpr joined = parts.isEmpty() ? Sql.EMPTY : new SqlExpr.Call("concat_ws", arguments);
    return Sql.call("concat", Sql.text("{"), joined, Sql.text("}"));
  }

  private static Argument wrongCount(ExpressionBinder binder, Expr.Call call, String expected) {
    binder.error(
        "KS119",
        call.function().span(),
        "The function '" + call.function().text() + "' expects " + expected + ".",
        null);
    return ExpressionBinder.failed(call.span());
  }
}
