package io.vedette.kql.binder;

import io.vedette.kql.ExternalRequest;
import io.vedette.kql.ExternalTable;
import io.vedette.kql.Span;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.ColumnDeclaration;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Options;
import io.vedette.kql.syntax.Tabular;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code externaldata}: rows of files outside the workspace. Source: Kusto documentation,
 * "externaldata operator".
 */
final class ExternalFiles {
  private static final Set<String> FORMATS =
      Set.of("csv", "tsv", "psv", "scsv", "json", "multijson", "txt", "raw");

  private ExternalFiles() {}

  static BoundTable bind(TableBinder tables, Tabular.ExternalData data, Scope scope) {
    Diagnostics diagnostics = tables.session.diagnostics;
    Options properties = data.properties();
    List<String> addresses = new ArrayList<>();
    for (Expr uri : data.uris()) {
      String address = tables.constants(scope).bind(uri).text();
      if (address == null) {
        if (!diagnostics.hasErrors()) {
          diagnostics.error(
              "KS129",
              uri.span(),
              "The address of a file must be a constant string.",
              "Write it in quotes.");
        }
        return BoundTable.failed();
      }
      addresses.add(address);
    }
    String format = properties.text("format");
    if (format != null && !FORMATS.contains(format.toLowerCase(Locale.ROOT))) {
      diagnostics.error(
          "VK033",
          data.span(),
          "externaldata does not read the format '" + format + "'.",
          "Formats are " + String.join(", ", FORMATS.stream().sorted().toList()) + ".");
      return BoundTable.failed();
    }
    ExternalRequest request =
        new ExternalRequest(
            addresses,
            data.schema().columns().stream()
                .map(column -> new Column(column.name().text(), column.type()))
                .toList(),
            format == null ? null : format.toLowerCase(Locale.ROOT),
            "true".equalsIgnoreCase(properties.text("ignoreFirstRecord")),
            properties.text("ingestionMapping"),
            properties.text("zipPattern"));
    return switch (tables.session.options.probe().external(request)) {
      case ExternalTable.Stored(TableSchema table) -> stored(table, data.schema().columns());
      case ExternalTable.Assumed a ->
          readsNothing(tables, "externaldata", data.schema().columns(), data.span());
      case ExternalTable.Refused(String message, String hint) -> {
        diagnostics.error("VK033", span(data), message, hint);
        yield BoundTable.failed();
      }
    };
  }

  private static Span span(Tabular.ExternalData data) {
    return data.uris().isEmpty() ? data.span() : data.uris().getFirst().span();
  }

  /** Other kinds of external tables name files that only a cluster of Kusto could list. */
  static BoundTable bind(TableBinder tables, Tabular.InlineExternalTable table) {
    return readsNothing(tables, "inline_external_table", table.schema().columns(), table.span());
  }

  private static BoundTable readsNothing(
      TableBinder tables, String what, List<ColumnDeclaration> columns, Span span) {
    tables.session.diagnostics.warning(
        "VK033",
        span,
        what + " reads nothing here: its table is empty.",
        "Import the file as a table or watchlist.");
    return SourceBinder.constant(columns, List.of());
  }

  /** The texts of the files in the types that the query declares. */
  private static BoundTable stored(TableSchema table, List<ColumnDeclaration> declared) {
    if (!table.exists()) {
      return SourceBinder.constant(declared, List.of());
    }
    List<Plan.StoredColumn> read = new ArrayList<>();
    List<Computed> converted = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < declared.size(); i++) {
      ColumnDeclaration column = declared.get(i);
      String name = column.name().text();
      SqlColumn text = new SqlColumn(name);
      read.add(new Plan.StoredColumn(text, table.columns().get(i).name()));
      SqlColumn value = new SqlColumn(name);
      converted.add(new Computed(value, converted(column.type(), Sql.column(text))));
      SqlExpr shown = Sql.column(value);
      columns.add(
          new TableColumn(
              name,
              column.type(),
              column.type() == ScalarType.STRING ? new SqlExpr.Text(shown) : shown));
    }
    return BoundTable.of(new Plan.Compute(new Plan.Scan(table, read, false), converted), columns);
  }

  private static SqlExpr converted(ScalarType type, SqlExpr text) {
    return switch (type) {
      case STRING, DYNAMIC -> text;
      case BOOL, INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN, GUID ->
          Conversions.convert(ScalarType.STRING, type, text);
    };
  }
}
