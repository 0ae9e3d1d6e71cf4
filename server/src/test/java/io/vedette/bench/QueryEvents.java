package io.vedette.bench;

import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.kql.types.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fills a store with thirty days of sign-ins and processes of an office, and with indicators. A few
 * accounts, hosts and addresses have most of the events, as in real logs: the n-th has about as
 * many as n to the power of -0.7 says. The tables are made by ingestion; the rows are made by the
 * engine itself, since twenty million take too long one by one.
 */
final class QueryEvents {
  static final String FIRST_DAY = "2026-11-01";
  private static final int CHUNK = 1_000_000;
  private static final int INDICATORS = 1_000_000;

  private final Store store;

  QueryEvents(Store store) {
    this.store = store;
  }

  /** Columns of SecurityEvent with what makes their values of {@code i}, {@code r1} and so on. */
  private static Map<String, String> eventColumns(long rows) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(
        "TimeGenerated",
        "TIMESTAMP '"
            + FIRST_DAY
            + "' + to_microseconds(CAST(i * "
            + 30L * 86_400_000_000L / rows
            + " AS BIGINT))");
    columns.put("SourceSystem", "'OpsManager'");
    columns.put("Account", "'CONTOSO\\user' || u");
    columns.put("AccountType", "CASE WHEN u % 10 = 0 THEN 'Machine' ELSE 'User' END");
    columns.put("Computer", "'host' || c || '.contoso.com'");
    columns.put("EventSourceName", "'Microsoft-Windows-Security-Auditing'");
    columns.put("Channel", "'Security'");
    columns.put("Task", "12544");
    columns.put("Level", "'8'");
    columns.put("EventID", "e");
    columns.put("Activity", "CAST(e AS VARCHAR) || ' - as Windows describes it.'");
    columns.put("IpAddress", "CASE WHEN e IN (4624, 4625) THEN " + address("a") + " ELSE '' END");
    columns.put("IpPort", "CASE WHEN e IN (4624, 4625) THEN CAST(h % 60000 AS VARCHAR) END");
    columns.put("LogonType", "CASE WHEN e IN (4624, 4625) THEN 3 + (h % 3) END");
    columns.put("TargetUserName", "'user' || u");
    columns.put("TargetDomainName", "'CONTOSO'");
    columns.put("Status", "CASE WHEN e = 4625 THEN '0xc000006d' END");
    columns.put(
        "NewProcessName",
        "CASE WHEN e = 4688 THEN 'C:\\Windows\\System32\\tool' || h % 400 || '.exe' END");
    columns.put(
        "CommandLine",
        """
        CASE WHEN e = 4688 THEN 'C:\\Windows\\System32\\tool' || h % 400 || '.exe /c "run '
          || CASE WHEN h % 5003 = 0 THEN 'Mimikatz' WHEN h % 97 = 0 THEN 'mimikatzen' ELSE 'job' END
          || '" -Session ' || to_hex(h) || ' --quiet' END""");
    columns.put(
        "EventData",
        """
        CASE WHEN e = 4688 THEN '{"IntegrityLevel":"S-1-16-' || 4096 * (1 + h % 4)
          || '","Parent":{"Id":' || h % 65536 || ',"Name":"explorer.exe"},"Elevated":'
          || CASE WHEN h % 2 = 0 THEN 'true' ELSE 'false' END || '}' END""");
    columns.put("EventRecordId", "CAST(i AS VARCHAR)");
    return columns;
  }

  private static String address(String number) {
    return "'10.' || "
        + number
        + " // 65536 || '.' || ("
        + number
        + " // 256) % 256 || '.' || "
        + number
        + " % 256";
  }

  void fill(long rows) throws SQLException {
    Map<String, String> events = eventColumns(rows);
    Map<String, String> indicators = new LinkedHashMap<>();
    indicators.put("TimeGenerated", "TIMESTAMP '" + FIRST_DAY + "'");
    indicators.put("Id", "'indicator--' || i");
    indicators.put("IsActive", "true");
    indicators.put("Confidence", "100");
    indicators.put("ObservableKey", "'ipv4-addr:value'");
    // Every twentieth address of the events is among them.
    indicators.put("ObservableValue", address("(i * 20)"));
    prepare("SecurityEvent", events.keySet().stream().toList());
    prepare("ThreatIntelIndicators", indicators.keySet().stream().toList());
    try (Connection connection = store.database().connection();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM \"SecurityEvent\"");
      statement.execute("DELETE FROM \"ThreatIntelIndicators\"");
      for (long from = 0; from < rows; from += CHUNK) {
        long to = Math.min(rows, from + CHUNK);
        statement.execute(
            insert("SecurityEvent", events)
                + " FROM (SELECT i, h, CAST(5000 * pow(r1, 3.3) AS INT) AS u,"
                + " CAST(200 * pow(r2, 3.3) AS INT) AS c,"
                + " CAST(100000 * pow(r3, 3.3) AS INT) AS a,"
                + " CASE WHEN h % 100 < 15 THEN 4625 WHEN h % 100 < 55 THEN 4624"
                + " WHEN h % 100 < 85 THEN 4688 ELSE 4672 END AS e"
                + " FROM (SELECT i, hash(i) % 1000003 AS h, "
                + random("i * 3 + 1")
                + " AS r1, "
                + random("i * 5 + 2")
                + " AS r2, "
                + random("i * 7 + 3")
                + " AS r3 FROM range("
                + from
                + ", "
                + to
                + ") AS t(i)))");
        System.out.printf("\r%,d of %,d events made", to, rows);
      }
      System.out.println();
      statement.execute(
          insert("ThreatIntelIndicators", indicators) + " FROM range(" + INDICATORS + ") AS t(i)");
      statement.execute("CHECKPOINT");
    }
  }

  private static String random(String seed) {
    return "(hash(" + seed + ") % 1000000) / 1e6";
  }

  private static String insert(String table, Map<String, String> columns) {
    String names =
        columns.keySet().stream().map(c -> '"' + c + '"').collect(Collectors.joining(", "));
    return "INSERT INTO \"%s\" (%s, %s, %s) SELECT i, TIMESTAMP '%s' + to_microseconds(i), %s"
        .formatted(
            table,
            TableSchema.SEQUENCE,
            TableSchema.INGESTION_TIME,
            names,
            FIRST_DAY,
            String.join(", ", columns.values()));
  }

  /** Has ingestion make the table with these columns. */
  private void prepare(String table, List<String> columns) {
    Map<String, Object> row = new LinkedHashMap<>();
    columns.forEach(column -> row.put(column, column.equals("TimeGenerated") ? FIRST_DAY : "1"));
    IngestionOutcome outcome =
        store.ingestion().ingest(new IngestionRequest("bench", table, List.of(row)));
    if (!(outcome instanceof IngestionOutcome.Stored)) {
      throw new IllegalStateException(outcome.toString());
    }
  }
}
