package io.vedette.fuzz;

import io.vedette.kql.Compilation;
import io.vedette.kql.CompileOptions;
import io.vedette.kql.CompiledQuery;
import io.vedette.kql.Diagnostic;
import io.vedette.kql.KqlCompiler;
import io.vedette.kql.RowScope;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.KustoJson;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryLimits;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The real engine over tables with few rows, whose cells are often at the ends of their types. */
final class FuzzWorkspace implements Target, AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(2);

  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
  private static final QueryLimits LIMITS =
      QueryLimits.DEFAULT.within(LIMIT).upTo(20_000, 16L << 20);
  private static final DatabaseSettings SMALL = new DatabaseSettings(512L << 20, 1);

  /** What assert() of Kusto gives is no fault. */
  private static final String FAILED_ASSERT = "VK902";

  private static final int ROWS = 12;
  private static final int SEED_OF_ROWS = 7;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final long FIRST_TICK = ticks("0001-01-01T00:00:00Z");
  private static final long LAST_TICK = ticks("9999-12-31T23:59:59.9999999Z");

  private final FuzzSchema schema;
  private EventDatabase database;
  private QueryEngine engine;

  FuzzWorkspace(FuzzSchema schema) {
    this.schema = schema;
    database = filled();
    engine = new QueryEngine(database, () -> schema, 1);
  }

  private static long ticks(String instant) {
    return io.vedette.query.KustoText.ticks(Instant.parse(instant));
  }

  private EventDatabase filled() {
    EventDatabase fresh = EventDatabase.inMemory(SMALL);
    Random random = new Random(SEED_OF_ROWS);
    try (Connection connection = fresh.connection();
        Statement statement = connection.createStatement()) {
      long sequence = 0;
      for (TableSchema table : schema.tables().values()) {
        statement.execute(definition(table));
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
          rows.add(row(table, random, sequence++));
        }
        statement.execute("INSERT INTO \"" + table.name() + "\" VALUES " + String.join(", ", rows));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return fresh;
  }

  private static String definition(TableSchema table) {
    return table.columns().stream()
        .map(c -> "\"" + c.name().replace("\"", "\"\"") + "\" " + c.type().storageType() + ", ")
        .collect(
            Collectors.joining(
                "",
                "CREATE TABLE \"" + table.name() + "\" (",
                "_IngestionTime TIMESTAMP, _Sequence BIGINT)"));
  }

  private static String row(TableSchema table, Random random, long sequence) {
    StringBuilder row = new StringBuilder("(");
    for (Column column : table.columns()) {
      List<String> values = Values.stored(column.type());
      row.append(values.get(random.nextInt(values.size()))).append(", ");
    }
    return row.append("'2026-01-15 11:59:00', ").append(sequence).append(')').toString();
  }

  /** The columns of a query's primary result, or null when it is refused. */
  @Nullable List<Column> columns(String kql) {
    return KqlCompiler.compile(kql, schema, CompileOptions.at(NOW))
            instanceof CompiledQuery compiled
        ? compiled.results().getFirst().columns()
        : null;
  }

  @Override
  public Answer ask(String kql) {
    QueryRequest request =
        new QueryRequest(kql, NOW, null, RowScope.ALL, LIMITS, UUID.randomUUID().toString());
    return switch (engine.run(request)) {
      case QueryOutcome.Stopped stopped -> new Answer.Refused(stopped.reason().name());
      case QueryOutcome.Failed failed -> refused(failed.diagnostics());
      case QueryOutcome.Completed completed -> checked(kql, completed);
    };
  }

  private Answer refused(List<Diagnostic> diagnostics) {
    Diagnostic error =
        diagnostics.stream()
            .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("refused without an error"));
    if (!error.code().startsWith("VK9") || error.code().equals(FAILED_ASSERT)) {
      return new Answer.Refused(error.code());
    }
    String kind = error.code() + " " + normalised(error.message());
    if (isBroken()) {
      kind = "breaks the database: " + kind;
      close();
      database = filled();
      engine = new QueryEngine(database, () -> schema, 1);
    }
    return new Answer.Fault(kind, error.message());
  }

  /** An internal error makes the engine refuse all that follows. */
  private boolean isBroken() {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      return !statement.execute("SELECT 1");
    } catch (SQLException | RuntimeException e) {
      return true;
    }
  }

  /** Without what differs from query to query. */
  static String normalised(String message) {
    String text =
        message
            .replaceAll("\"[^\"]*\"", "Q")
            .replaceAll("'[^']*'", "Q")
            .replaceAll("-?\\d[\\d.e+]*", "N");
    return text.length() > 140 ? text.substring(0, 140) : text;
  }

  private Answer checked(String kql, QueryOutcome.Completed completed) {
    long rows = 0;
    for (ResultSet table : completed.tables()) {
      for (@Nullable Object[] row : table.rows()) {
        rows++;
        for (int i = 0; i < row.length; i++) {
          ScalarType type = table.columns().get(i).type();
          String wrong = wrong(type, row[i]);
          if (wrong != null) {
            return new Answer.Fault(
                "cell of " + type + ": " + wrong, table.columns().get(i).name() + " = " + row[i]);
          }
        }
      }
    }
    Answer.Fault fault = wrongTypes(kql);
    return fault != null ? fault : new Answer.Rows(rows);
  }

  private static @Nullable String wrong(ScalarType type, @Nullable Object cell) {
    if (cell == null) {
      return type == ScalarType.STRING ? "null" : null;
    }
    boolean fits =
        switch (type) {
          case BOOL -> cell instanceof Boolean;
          case INT -> cell instanceof Integer;
          case LONG, TIMESPAN -> cell instanceof Long;
          case REAL -> cell instanceof Double;
          case DECIMAL -> cell instanceof BigDecimal;
          case STRING -> cell instanceof String;
          case GUID -> cell instanceof String text && GUID.matcher(text).matches();
          case DATETIME -> cell instanceof Long ticks && ticks >= FIRST_TICK && ticks <= LAST_TICK;
          case DYNAMIC -> cell instanceof String text && isJson(text);
        };
    if (!fits) {
      return "not of the type, " + cell.getClass().getSimpleName();
    }
    try (JsonGenerator json = JSON.createGenerator(new StringWriter())) {
      json.writeStartArray();
      KustoJson.writeCell(json, type, cell);
      json.writeEndArray();
    }
    return null;
  }

  private static boolean isJson(String text) {
    try {
      return !JSON.readTree(text).isMissingNode();
    } catch (JacksonException e) {
      return false;
    }
  }

  /** What the engine computes must be of the type that the column is said to have. */
  private Answer.@Nullable Fault wrongTypes(String kql) {
    boolean[] probed = {false};
    CompileOptions options =
        new CompileOptions(
            NOW,
            null,
            RowScope.ALL,
            sql -> {
              probed[0] = true;
              return List.of();
            });
    Compilation compilation = KqlCompiler.compile(kql, schema, options);
    if (probed[0] || !(compilation instanceof CompiledQuery compiled)) {
      return null;
    }
    for (CompiledQuery.ResultTable table : compiled.results()) {
      List<Column> read = new ArrayList<>();
      for (int i = 0; i < table.columns().size(); i++) {
        if (!table.constants().containsKey(i)) {
          read.add(table.columns().get(i));
        }
      }
      try (Connection connection = database.connection();
          PreparedStatement statement = connection.prepareStatement(table.sql())) {
        ResultSetMetaData types = statement.getMetaData();
        for (int i = 0; i < read.size(); i++) {
          String wanted = read.get(i).type().expressionType();
          String found = types.getColumnTypeName(i + 1);
          // parse_version has up to 32 digits before the point, and its column none behind it; a
          // reader takes decimals of any scale.
          boolean decimal = found.startsWith("DECIMAL(38,") && wanted.startsWith("DECIMAL(38,");
          if (!found.equals(wanted) && !decimal) {
            return new Answer.Fault(
                "column of " + read.get(i).type() + " is " + found, read.get(i).name());
          }
        }
      } catch (SQLException e) {
        return new Answer.Fault("cannot be prepared " + normalised(e.toString()), e.toString());
      }
    }
    return null;
  }

  @Override
  public void close() {
    engine.close();
    try {
      database.close();
    } catch (RuntimeException e) {
      // It is broken already, and that was reported.
    }
  }
}
