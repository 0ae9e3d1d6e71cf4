package io.vedette.kql;

import io.vedette.kql.functions.Times;
import io.vedette.kql.json.JsonValue;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiles and runs queries, one JSON request a line of standard input, one JSON answer a line of
 * standard output, over tables that are all empty: {@code KqlBatch [SCHEMAS FUNCTIONS]}.
 */
public final class KqlBatch implements Schema {
  private final Map<String, TableSchema> tables = new HashMap<>();
  private final Map<String, WorkspaceFunction> functions = new HashMap<>();
  private List<Column> watchlistColumns = List.of();

  private KqlBatch(String[] arguments) {
    if (arguments.length > 0) {
      for (JsonValue table : items(read(arguments[0]))) {
        List<Column> columns = new ArrayList<>();
        for (JsonValue column : items(get(table, "Columns"))) {
          columns.add(
              new Column(
                  get(column, "Name").text(),
                  ScalarType.valueOf(get(column, "Type").text().toUpperCase(Locale.ROOT))));
        }
        String name = get(table, "Name").text();
        tables.put(name, TableSchema.empty(name, columns));
      }
    }
    if (arguments.length > 1) {
      for (JsonValue function : items(read(arguments[1]))) {
        String name = get(function, "name").text();
        functions.put(
            name,
            new WorkspaceFunction(
                name, get(function, "params").text(), get(function, "body").text()));
      }
    }
  }

  private static JsonValue read(String file) {
    try {
      return JsonValue.parse(Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonValue> items(JsonValue value) {
    return value instanceof JsonValue.Array(List<JsonValue> items) ? items : List.of();
  }

  private static JsonValue get(JsonValue value, String key) {
    JsonValue member =
        value instanceof JsonValue.Bag(Map<String, JsonValue> entries) ? entries.get(key) : null;
    return member == null ? JsonValue.Null.NULL : member;
  }

  @Override
  public @Nullable TableSchema table(String name) {
    return tables.get(name);
  }

  @Override
  public Collection<String> tableNames() {
    return tables.keySet();
  }

  @Override
  public @Nullable WorkspaceFunction function(String name) {
    return functions.get(name);
  }

  @Override
  public Collection<String> functionNames() {
    return functions.keySet();
  }

  @Override
  public @Nullable TableSchema watchlist(String alias) {
    return null;
  }

  @Override
  public List<Column> assumedWatchlistColumns() {
    return watchlistColumns;
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException, SQLException {
    KqlBatch batch = new KqlBatch(arguments);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    long compile = 0;
    long run = 0;
    long slowest = 0;
    String slow = "";
    try (BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        DuckDb duckDb = new DuckDb()) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonValue request = JsonValue.parse(line);
        Map<String, JsonValue> answer = new LinkedHashMap<>();
        answer.put("id", get(request, "id"));
        batch.watchlistColumns = watchlist(get(request, "watchlist_columns"));
        String query = get(request, "query").text();
        long t0 = System.nanoTime();
        try {
          Compilation compilation =
              KqlCompiler.compile(
                  query, batch, CompileOptions.at(Instant.parse("2026-11-24T00:00:00Z")));
          long t1 = System.nanoTime();
          compile += t1 - t0;
          if (t1 - t0 > slowest) {
            slowest = t1 - t0;
            slow = get(request, "id").text();
          }
          switch (compilation) {
            case Compilation.Rejected rejected -> answer.put("error", error(rejected));
            case CompiledQuery compiled -> run(duckDb, compiled, answer);
          }
          run += System.nanoTime() - t1;
        } catch (SQLException | RuntimeException e) {
          answer.put(
              "error",
              new JsonValue.Bag(
                  Map.of(
                      "code",
                      JsonValue.of(e instanceof SQLException ? "SQL" : "BUG"),
                      "message",
                      JsonValue.of(
                          e instanceof SQLException
                              ? String.valueOf(e.getMessage())
                              : e + " at " + List.of(e.getStackTrace()).subList(0, 3)))));
        }
        out.println(new JsonValue.Bag(answer).write());
      }
    }
    System.err.printf(
        Locale.ROOT,
        "compile %d ms, run %d ms, slowest compile %d ms (%s)%n",
        compile / 1_000_000,
        run / 1_000_000,
        slowest / 1_000_000,
        slow);
  }

  private static List<Column> watchlist(JsonValue names) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("_DTItemId", ScalarType.STRING));
    columns.add(new Column("LastUpdatedTimeUTC", ScalarType.DATETIME));
    columns.add(new Column("SearchKey", ScalarType.STRING));
    columns.add(new Column("WatchlistItem", ScalarType.DYNAMIC));
    columns.add(new Column("TimeGenerated", ScalarType.DATETIME));
    items(names).forEach(n -> columns.add(new Column(n.text(), ScalarType.STRING)));
    return columns;
  }

  private static JsonValue error(Compilation.Rejected rejected) {
    Diagnostic first =
        rejected.diagnostics().stream()
            .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
            .findFirst()
            .orElseThrow();
    return new JsonValue.Bag(
        Map.of(
            "code", JsonValue.of(first.code()),
            "message", JsonValue.of(first.message() + " [" + first.span().start() + "]")));
  }

  private static void run(DuckDb duckDb, CompiledQuery compiled, Map<String, JsonValue> answer)
      throws SQLException {
    CompiledQuery.ResultTable table = compiled.results().getFirst();
    if (System.getProperty("sql") != null) {
      System.err.println(table.sql());
    }
    List<JsonValue> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      columns.add(
          new JsonValue.Bag(
              Map.of(
                  "name", JsonValue.of(column.name()),
                  "type", JsonValue.of(column.type().kustoName()))));
    }
    List<JsonValue> rows = new ArrayList<>();
    for (List<@Nullable Object> row : duckDb.rows(table)) {
      List<JsonValue> cells = new ArrayList<>();
      for (int i = 0; i < table.columns().size(); i++) {
        cells.add(cell(row.get(i), table.columns().get(i).type()));
      }
      rows.add(new JsonValue.Array(cells));
    }
    answer.put("columns", new JsonValue.Array(columns));
    answer.put("rows", new JsonValue.Array(rows));
  }

  private static JsonValue cell(@Nullable Object value, ScalarType type) {
    return switch (value) {
      case null -> JsonValue.Null.NULL;
      case Boolean b -> JsonValue.of(b.booleanValue());
      case Long l when type == ScalarType.DATETIME -> JsonValue.of(Times.datetimeText(l));
      case Long l when type == ScalarType.TIMESPAN -> JsonValue.of(Times.timespanText(l));
      case Number n when n instanceof Long || n instanceof Integer -> JsonValue.of(n.longValue());
      case Double d -> JsonValue.of(d.doubleValue());
      case BigDecimal d -> JsonValue.of(d.stripTrailingZeros().toPlainString());
      case String s when type == ScalarType.DYNAMIC -> dynamic(s);
      default -> JsonValue.of(value.toString());
    };
  }

  private static JsonValue dynamic(String json) {
    JsonValue value = JsonValue.parse(json);
    return value instanceof JsonValue.Null && !json.equals("null")
        ? JsonValue.of("MALFORMED " + json)
        : value;
  }
}
