package io.vedette.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome.Stored;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.ingestion.IngestionSettings;
import io.vedette.query.QueryOutcome.Completed;
import io.vedette.testing.StoredRows;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * After an error half way through a checkpoint the engine refuses everything until its file is
 * opened anew. Here every checkpoint fails, by the engine's own option for tests.
 */
@Timeout(120)
class FatalErrorTest {
  private static final Map<String, String> FAILING =
      Map.of("debug_checkpoint_abort", "before_header");
  private static final DatabaseSettings SETTINGS = new DatabaseSettings(256L << 20, 2);

  @TempDir private Path folder;
  private Path file;
  private Workspace workspace;

  @BeforeEach
  void open() {
    file = folder.resolve("events.duckdb");
    workspace = Workspace.open(folder, TableCatalog.of(List.of()));
  }

  /** Whatever failed, the next start finds every row once. */
  @AfterEach
  void everyRowIsThereOnce() {
    try (EventDatabase database = EventDatabase.open(file, SETTINGS)) {
      assertThat(StoredRows.of(database, "SELECT Number FROM Flow_CL ORDER BY Number"))
          .containsExactly("0", "1", "2");
    }
  }

  @Test
  void aCheckpointThatFailsLosesNothing() {
    try (EventDatabase database =
            EventDatabase.open(file, SETTINGS.withCheckpointBytes(1), FAILING);
        Ingestion ingestion = ingestion(database);
        QueryEngine engine = new QueryEngine(database, workspace::schema, 2)) {
      for (int number = 0; number < 3; number++) {
        assertThat(ingestion.ingest(row(number))).isInstanceOf(Stored.class);
        ingestion.settle();
        assertThat(count(engine)).isEqualTo(number + 1L);
      }
    }
  }

  @Test
  void aQueryThatMeetsTheErrorHasTheFileOpenedAnew() throws SQLException {
    try (EventDatabase database = EventDatabase.open(file, SETTINGS, FAILING);
        Ingestion ingestion = ingestion(database);
        QueryEngine engine = new QueryEngine(database, workspace::schema, 2)) {
      ingestion.ingest(row(0));
      breakDown(database);
      assertThat(run(engine))
          .isInstanceOfSatisfying(
              QueryOutcome.Failed.class,
              failed ->
                  assertThat(failed.diagnostics().getFirst().message())
                      .contains("opened anew")
                      .contains("ask again"));
      ingestion.settle();
      assertThat(count(engine)).isEqualTo(1);
      breakDown(database);
      assertThat(ingestion.ingest(row(1))).isInstanceOf(Stored.class);
      assertThat(ingestion.ingest(row(2))).isInstanceOf(Stored.class);
      assertThat(count(engine)).isEqualTo(3);
    }
  }

  private static void breakDown(EventDatabase database) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CHECKPOINT")).hasMessageContaining("FATAL");
    }
  }

  private Ingestion ingestion(EventDatabase database) {
    return new Ingestion(database, workspace, InstantSource.system(), IngestionSettings.DEFAULT);
  }

  private static IngestionRequest row(int number) {
    return new IngestionRequest("test", "Flow_CL", List.of(Map.of("Number", number)));
  }

  private static long count(QueryEngine engine) {
    return (Long) ((Completed) run(engine)).primary().rows().getFirst()[0];
  }

  private static QueryOutcome run(QueryEngine engine) {
    return engine.run(QueryRequest.of("Flow_CL | count", Instant.parse("2026-11-24T07:00:00Z")));
  }
}
