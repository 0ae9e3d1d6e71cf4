package io.vedette.ingestion;

import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A process that stores rows on all ways until it is killed, and writes down what was acknowledged:
 * one line {@code request|rows|first number|last number} with one write, which the kernel keeps
 * when the process dies. Each row knows its request and how many rows that has.
 */
final class CrashingWriter {
  static final String TABLE = "Crash_CL";
  static final String READY = "ready";

  private final EventDatabase database;
  private final Ingestion ingestion;
  private final FileChannel acknowledged;
  private final String run;

  private CrashingWriter(
      EventDatabase database, Ingestion ingestion, FileChannel acknowledged, String run) {
    this.database = database;
    this.ingestion = ingestion;
    this.acknowledged = acknowledged;
    this.run = run;
  }

  /** Arguments: the data folder, the file of acknowledgements, the name of this run. */
  public static void main(String... arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Workspace workspace = Workspace.open(folder, TableCatalog.fromClassPath());
    EventDatabase database =
        EventDatabase.open(folder.resolve("events.duckdb"), new DatabaseSettings(512L << 20, 2));
    FileChannel file =
        FileChannel.open(
            Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Ingestion ingestion =
        new Ingestion(database, workspace, InstantSource.system(), IngestionSettings.DEFAULT);
    CrashingWriter writer = new CrashingWriter(database, ingestion, file, arguments[2]);
    List.<Runnable>of(
            () -> writer.requests("a", 1, 20),
            () -> writer.requests("b", 400, 1_500),
            () -> writer.load("c"),
            writer::checkpoints)
        .forEach(task -> Thread.ofPlatform().start(task));
    System.out.println(READY);
  }

  private void requests(String thread, int least, int most) {
    Random random = new Random();
    for (int i = 0; ; i++) {
      String name = run + thread + i;
      acknowledge(name, ingestion.ingest(request(name, least + random.nextInt(most - least + 1))));
    }
  }

  private void load(String thread) {
    BulkLoad load = ingestion.bulkLoad();
    for (int i = 0; ; i++) {
      String name = run + thread + i;
      IngestionRequest piece = request(name, 2_000);
      BatchBuilder batch = ingestion.batch(piece.source(), piece.table());
      piece.rows().forEach(batch::add);
      load.add(batch, outcome -> acknowledge(name, outcome));
      if (i % 10 == 9) {
        load.finish();
      }
    }
  }

  private void checkpoints() {
    while (true) {
      ingestion.run(_ -> checkpoint());
      pause();
    }
  }

  private void checkpoint() throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static IngestionRequest request(String name, int rows) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (int n = 0; n < rows; n++) {
      all.add(Map.of("Request", name, "Position", n, "Size", rows));
    }
    return new IngestionRequest("crash", TABLE, all);
  }

  private void acknowledge(String name, IngestionOutcome outcome) {
    if (outcome instanceof IngestionOutcome.Stored stored) {
      write(
          "%s|%d|%d|%d"
              .formatted(name, stored.rows(), stored.firstSequence(), stored.lastSequence()));
    } else {
      throw new IllegalStateException(name + ": " + outcome);
    }
  }

  private synchronized void write(String line) {
    try {
      acknowledged.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
