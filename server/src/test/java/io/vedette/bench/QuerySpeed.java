package io.vedette.bench;

import io.vedette.kql.CompiledQuery;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs eight queries over SecurityEvent in KQL and in the best SQL for the same result that we
 * could write by hand, in turn on one database, and prints the ratios of their times. That both
 * give the same rows is checked each time. Of many runs the fastest counts: other programs on the
 * machine make runs slower, none faster.
 *
 * <p>Arguments: rows of SecurityEvent (20000000), counted runs at least (5), folder of the data
 * (made anew and removed when absent; kept, and used again, when given), a query's name to run it
 * alone and print the SQL that KQL becomes.
 */
public final class QuerySpeed {

  /** The Java compiler needs thousands of calls, as a server that is up for a minute has seen. */
  private static final long COMPILE_NANOS = 2_000_000_000L;

  private static final long WARM_UP_NANOS = 10_000_000_000L;

  /** How long is measured at least: a quick query needs many runs until one is undisturbed. */
  private static final long LEAST_NANOS = 3_000_000_000L;

  /** One query in both languages; the columns of the SQL are compared by name. */
  private record Pair(String name, String kql, String sql) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(
              "count-of-a-day",
              """
              SecurityEvent
              | where TimeGenerated >= datetime(2026-11-10) and TimeGenerated < datetime(2026-11-11)
              | where EventID == 4625
              | count""",
              """
              SELECT count(*) AS "Count" FROM "SecurityEvent"
              WHERE "TimeGenerated" >= TIMESTAMP '2026-11-10'
                AND "TimeGenerated" < TIMESTAMP '2026-11-11' AND "EventID" = 4625"""),
          new Pair(
              "has-in-command-line",
              """
              SecurityEvent
              | where CommandLine has "mimikatz"
              | summarize n = count() by Computer""",
              """
              SELECT "Computer", count(*) AS n FROM "SecurityEvent"
              WHERE contains(lower("CommandLine"), 'mimikatz')
                AND regexp_matches("CommandLine", '(?i)(^|[^\\pL\\pN])mimikatz([^\\pL\\pN]|$)')
              GROUP BY 1"""),
          new Pair(
              "hourly-dcount",
              """
              SecurityEvent
              | where EventID == 4625
              | summarize n = dcount(IpAddress) by Hour = bin(TimeGenerated, 1h)""",
              """
              SELECT date_trunc('hour', "TimeGenerated") AS "Hour",
                count(DISTINCT "IpAddress") AS n
              FROM "SecurityEvent" WHERE "EventID" = 4625 GROUP BY 1"""),
          new Pair(
              "latest-by-account",
              "SecurityEvent | summarize arg_max(TimeGenerated, *) by Account",
              """
              SELECT * EXCLUDE (_Sequence, _IngestionTime) FROM "SecurityEvent"
              WHERE rowid IN
                (SELECT arg_max(rowid, "TimeGenerated") FROM "SecurityEvent" GROUP BY "Account")"""),
          new Pair(
              "join-of-indicators",
              """
              SecurityEvent
              | where EventID in (4624, 4625)
              | join kind=inner (ThreatIntelIndicators | where IsActive and Confidence == 100)
                on $left.IpAddress == $right.ObservableValue
              | summarize n = count() by IpAddress""",
              """
              SELECT "IpAddress", count(*) AS n
              FROM "SecurityEvent" JOIN "ThreatIntelIndicators" ON "IpAddress" = "ObservableValue"
              WHERE "EventID" IN (4624, 4625) AND "IsActive" AND "Confidence" = 100
              GROUP BY 1"""),
          new Pair(
              "field-of-json",
              """
              SecurityEvent
              | where EventID == 4688
              | extend d = parse_json(EventData)
              | summarize n = count() by Integrity = tostring(d.IntegrityLevel)""",
              """
              SELECT json_extract_string("EventData", '$.IntegrityLevel') AS "Integrity",
                count(*) AS n
              FROM "SecurityEvent" WHERE "EventID" = 4688 GROUP BY 1"""),
          new Pair(
              "top-by-time",
              """
              SecurityEvent
              | where EventID == 4625
              | top 100 by TimeGenerated
              | project EventRecordId, Account, IpAddress, Computer""",
              """
              SELECT "EventRecordId", "Account", "IpAddress", "Computer" FROM "SecurityEvent"
              WHERE "EventID" = 4625 ORDER BY "TimeGenerated" DESC LIMIT 100"""),
          new Pair(
              "make_set-by-account",
              """
              SecurityEvent
              | where EventID == 4625
              | summarize s = make_set(Computer) by Account""",
              """
              SELECT "Account", to_json(list(DISTINCT "Computer")) AS s FROM "SecurityEvent"
              WHERE "EventID" = 4625 GROUP BY 1"""));

  private final Store store;
  private final QueryEngine engine;

  private QuerySpeed(Store store) {
    this.store = store;
    this.engine = new QueryEngine(store.database(), store.workspace()::schema, 1);
  }

  /** Runs it and prints the ratios. */
  public static void main(String... args) throws IOException, SQLException {
    long rows = args.length > 0 ? Long.parseLong(args[0]) : 20_000_000;
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Path folder = args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("vedette-bench");
    String only = args.length > 3 ? args[3] : null;
    boolean filled = Files.exists(folder.resolve("events.duckdb"));
    try (Store store = Store.open(folder)) {
      if (!filled) {
        new QueryEvents(store).fill(rows);
      }
      new QuerySpeed(store).run(runs, only);
    } finally {
      if (args.length <= 2) {
        Store.remove(folder);
      }
    }
  }

  private void run(int runs, @Nullable String only) throws SQLException {
    System.out.printf("%-22s %10s %10s %7s%n", "query", "KQL ms", "SQL ms", "ratio");
    for (Pair pair : PAIRS) {
      if (only == null || only.equals(pair.name())) {
        if (only != null && engine.compile(pair.kql(), now()) instanceof CompiledQuery compiled) {
          System.out.println(compiled.results().getFirst().sql());
        }
        run(pair, runs);
      }
    }
  }

  private void run(Pair pair, int runs) throws SQLException {
    double kql = Double.MAX_VALUE;
    double sql = Double.MAX_VALUE;
    long compiled = System.nanoTime() + COMPILE_NANOS;
    while (System.nanoTime() < compiled) {
      engine.compile(pair.kql(), now());
    }
    long warm = System.nanoTime() + WARM_UP_NANOS;
    long enough = warm + LEAST_NANOS;
    for (int run = 0; run < runs || System.nanoTime() < enough; ) {
      run += System.nanoTime() > warm ? 1 : 0;
      long began = System.nanoTime();
      ResultSet result = kql(pair.kql());
      long middle = System.nanoTime();
      Answer answer = sql(pair.sql());
      long end = System.nanoTime();
      compare(pair, result, answer);
      kql = Math.min(kql, (middle - began) / 1e6);
      sql = Math.min(sql, (end - middle) / 1e6);
    }
    System.out.printf(Locale.ROOT, "%-22s %10.1f %10.1f %7.2f%n", pair.name(), kql, sql, kql / sql);
  }

  private static Instant now() {
    return Instant.parse("2026-12-01T00:00:00Z");
  }

  private ResultSet kql(String kql) {
    return switch (engine.run(QueryRequest.of(kql, now()))) {
      case QueryOutcome.Completed completed -> completed.primary();
      case QueryOutcome.Failed failed ->
          throw new IllegalStateException(failed.diagnostics().toString());
      case QueryOutcome.Stopped stopped -> throw new IllegalStateException(stopped.message());
    };
  }

  private record Answer(List<String> columns, List<@Nullable Object[]> rows) {}

  private Answer sql(String sql) throws SQLException {
    try (Connection connection = store.database().connection();
        Statement statement = connection.createStatement();
        java.sql.ResultSet result = statement.executeQuery(sql)) {
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        columns.add(result.getMetaData().getColumnLabel(i));
      }
      List<@Nullable Object[]> rows = new ArrayList<>();
      while (result.next()) {
        @Nullable Object[] row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = result.getObject(i + 1);
        }
        rows.add(row);
      }
      return new Answer(columns, rows);
    }
  }

  private static void compare(Pair pair, ResultSet kql, Answer sql) {
    int[] columns = sql.columns().stream().mapToInt(kql::columnIndex).toArray();
    List<String> ours = kql.rows().stream().map(row -> text(row, columns)).sorted().toList();
    int[] all = java.util.stream.IntStream.range(0, columns.length).toArray();
    List<String> theirs = sql.rows().stream().map(row -> text(row, all)).sorted().toList();
    if (!ours.equals(theirs)) {
      throw new IllegalStateException(
          "%s gives %d rows in KQL and %d in SQL, such as %s and %s"
              .formatted(
                  pair.name(),
                  ours.size(),
                  theirs.size(),
                  ours.isEmpty() ? "none" : ours.getFirst(),
                  theirs.isEmpty() ? "none" : theirs.getFirst()));
    }
  }

  private static String text(@Nullable Object[] row, int[] columns) {
    StringBuilder text = new StringBuilder();
    for (int column : columns) {
      text.append(text(row[column])).append('|');
    }
    return text.toString();
  }

  /** A value as both sides can be compared by: strings have no null, sets no order. */
  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Timestamp time -> {
        Instant instant = time.toLocalDateTime().toInstant(ZoneOffset.UTC);
        yield Long.toString(instant.getEpochSecond() * 10_000_000 + instant.getNano() / 100);
      }
      default -> {
        String text = value.toString();
        if (text.startsWith("[") && text.endsWith("]")) {
          String[] elements = text.substring(1, text.length() - 1).split(",");
          Arrays.sort(elements);
          text = Arrays.toString(elements);
        }
        yield text;
      }
    };
  }
}
