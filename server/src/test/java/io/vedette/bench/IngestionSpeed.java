package io.vedette.bench;

import io.vedette.connectors.files.FileImport;
import io.vedette.connectors.files.ImportOptions;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how many rows of SecurityEvent a second are stored durably: by the import of a file of
 * JSON lines, in batches with a commit each, and, to know the machine, by the engine's own reader
 * of JSON from the same file into a table of the same columns, without anything that we do. Each is
 * run several times in turn on a fresh database; the first run of each warms up and does not count.
 *
 * <p>Arguments: rows of the file (500000), rows of a batch (5000), counted runs (3).
 */
public final class IngestionSpeed {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant FIRST = Instant.parse("2026-11-24T00:00:00Z");

  private final int rows;
  private final int batchRows;
  private final Path folder;

  private IngestionSpeed(int rows, int batchRows, Path folder) {
    this.rows = rows;
    this.batchRows = batchRows;
    this.folder = folder;
  }

  /** Runs it and prints the rates. */
  public static void main(String... args) throws IOException, SQLException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 500_000;
    int batchRows = args.length > 1 ? Integer.parseInt(args[1]) : 5_000;
    int runs = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    Path folder = Files.createTempDirectory("vedette-bench");
    try {
      new IngestionSpeed(rows, batchRows, folder).run(runs);
    } finally {
      Store.remove(folder);
    }
  }

  private void run(int runs) throws IOException, SQLException {
    Path file = folder.resolve("SecurityEvent.jsonl");
    write(file);
    System.out.printf(
        Locale.ROOT,
        "%,d rows of %d columns, %,d bytes a line, batches of %,d%n",
        rows,
        row(0).size(),
        Files.size(file) / rows,
        batchRows);
    List<Rate> imports = new ArrayList<>();
    List<Rate> batches = new ArrayList<>();
    List<Rate> engines = new ArrayList<>();
    for (int run = 0; run <= runs; run++) {
      Rate imported = importOf(file);
      Rate appended = batches();
      Rate read = engineAlone(file);
      System.out.printf(
          "%s  import %s   batches %s   engine alone %s%n", name(run), imported, appended, read);
      if (run > 0) {
        imports.add(imported);
        batches.add(appended);
        engines.add(read);
      }
    }
    System.out.printf(
        "best     import %s   batches %s   engine alone %s%n",
        best(imports), best(batches), best(engines));
    System.out.printf(
        Locale.ROOT,
        "import / engine alone: %.2f of the rows a second, %.2f a processor second%n",
        best(imports).perSecond() / best(engines).perSecond(),
        best(imports).perProcessorSecond() / best(engines).perProcessorSecond());
  }

  private static String name(int run) {
    return run == 0 ? "warm-up" : "run " + run + "  ";
  }

  private static Rate best(List<Rate> rates) {
    return rates.stream().max(Comparator.comparingDouble(Rate::perSecond)).orElseThrow();
  }

  /** Rows a second, and rows a second of processor time, which other programs disturb less. */
  private record Rate(double perSecond, double perProcessorSecond) {
    static Rate of(Clocks began, Store store) {
      return of(began, (double) store.ingestion().lastSequence());
    }

    static Rate of(Clocks began, double rows) {
      Clocks now = Clocks.now();
      return new Rate(
          rows * 1e9 / (now.nanos() - began.nanos()),
          rows * 1e9 / (now.processorNanos() - began.processorNanos()));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%,9.0f rows/s (%,9.0f a processor second)", perSecond, perProcessorSecond);
    }
  }

  private record Clocks(long nanos, long processorNanos) {
    static Clocks now() {
      return new Clocks(
          System.nanoTime(),
          ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos());
    }
  }

  private Rate importOf(Path file) throws IOException {
    try (Store store = Store.fresh(folder.resolve("import"))) {
      FileImport files = store.files();
      Clocks began = Clocks.now();
      try (InputStream in = Files.newInputStream(file)) {
        files.read(file.getFileName().toString(), in, ImportOptions.DEFAULT);
      }
      return Rate.of(began, store);
    }
  }

  private Rate batches() {
    List<List<Map<String, Object>>> batches = new ArrayList<>();
    int count = Math.max(1, rows / 5 / batchRows);
    for (int i = 0; i < count; i++) {
      List<Map<String, Object>> batch = new ArrayList<>();
      for (int j = 0; j < batchRows; j++) {
        batch.add(row(i * batchRows + j));
      }
      batches.add(batch);
    }
    try (Store store = Store.fresh(folder.resolve("batches"))) {
      Clocks began = Clocks.now();
      for (List<Map<String, Object>> batch : batches) {
        IngestionOutcome outcome =
            store.ingestion().ingest(new IngestionRequest("bench", "SecurityEvent", batch));
        if (!(outcome instanceof IngestionOutcome.Stored)) {
          throw new IllegalStateException(outcome.toString());
        }
      }
      return Rate.of(began, store);
    }
  }

  private Rate engineAlone(Path file) throws SQLException {
    Path target = folder.resolve("engine");
    Store.remove(target);
    StringBuilder columns = new StringBuilder();
    row(0)
        .forEach(
            (name, value) ->
                columns
                    .append(columns.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(": '")
                    .append(type(name, value))
                    .append('\''));
    String read =
        "read_json('%s', format = 'newline_delimited', columns = {%s})".formatted(file, columns);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database(target));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE SecurityEvent AS SELECT * FROM " + read + " LIMIT 0");
      Clocks began = Clocks.now();
      statement.execute("INSERT INTO SecurityEvent SELECT * FROM " + read);
      return Rate.of(began, rows);
    }
  }

  private static Path database(Path folder) {
    try {
      return Files.createDirectories(folder).resolve("events.duckdb");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String name, Object value) {
    return name.equals("TimeGenerated")
        ? "TIMESTAMP"
        : value instanceof Integer ? "INTEGER" : "VARCHAR";
  }

  private void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (int i = 0; i < rows; i++) {
        out.write(JSON.writeValueAsBytes(row(i)));
        out.write('\n');
      }
    }
  }

  /** A failed sign-in as Windows writes it, with the columns that Sentinel gives it. */
  private static Map<String, Object> row(int n) {
    Map<String, Object> row = new LinkedHashMap<>();
    String user = "user" + n % 997;
    String host = "srv" + n % 13 + ".contoso.com";
    row.put("TimeGenerated", FIRST.plusMillis(n * 7L).toString());
    row.put("SourceSystem", "OpsManager");
    row.put("Account", "CONTOSO\\" + user);
    row.put("AccountType", "User");
    row.put("Computer", host);
    row.put("EventSourceName", "Microsoft-Windows-Security-Auditing");
    row.put("Channel", "Security");
    row.put("Task", 12544);
    row.put("Level", "8");
    row.put("EventID", n % 5 == 0 ? 4624 : 4625);
    row.put(
        "Activity",
        n % 5 == 0
            ? "4624 - An account was successfully logged on."
            : "4625 - An account failed to log on.");
    row.put("AuthenticationPackageName", "NTLM");
    row.put("FailureReason", "%%2313");
    row.put("IpAddress", "198.51." + n % 100 + "." + n % 251);
    row.put("IpPort", Integer.toString(1024 + n % 60_000));
    row.put("KeyLength", 0);
    row.put("LmPackageName", "-");
    row.put("LogonProcessName", "NtLmSsp ");
    row.put("LogonType", n % 7 == 0 ? 10 : 3);
    row.put("LogonTypeName", n % 7 == 0 ? "10 - RemoteInteractive" : "3 - Network");
    row.put("Process", "-");
    row.put("ProcessId", "0x" + Integer.toHexString(n % 65_536));
    row.put("ProcessName", "-");
    row.put("Status", "0xc000006d");
    row.put("SubStatus", "0xc000006a");
    row.put("SubjectAccount", "-\\-");
    row.put("SubjectDomainName", "-");
    row.put("SubjectLogonId", "0x0");
    row.put("SubjectUserName", "-");
    row.put("SubjectUserSid", "S-1-0-0");
    row.put("TargetAccount", "CONTOSO\\" + user);
    row.put("TargetDomainName", "CONTOSO");
    row.put("TargetUserName", user);
    row.put("TargetUserSid", "S-1-0-0");
    row.put("TransmittedServices", "-");
    row.put("WorkstationName", "WS-" + n % 311);
    row.put("EventRecordId", Integer.toString(1_000_000 + n));
    row.put("ManagementGroupName", "AOI-bench");
    return row;
  }
}
