package io.vedette.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.workspace.TableCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
  private static final String LEDGER =
      """
      SELECT TimeGenerated, "Table", Received, Stored, Refused, Reason, _Sequence
      FROM VedetteIngestion ORDER BY _Sequence
      """;

  private final AtomicReference<Instant> now = new AtomicReference<>(Store.NOW);
  private final List<String> deleted = new ArrayList<>();

  private Store open(Path folder) {
    return Store.open(folder, TableCatalog.fromClassPath(), now::get, IngestionSettings.DEFAULT);
  }

  private void round(Store store) {
    try (Upkeep upkeep =
        new Upkeep(
            store.ingestion,
            store.database,
            store.workspace,
            now::get,
            (table, rows) -> deleted.add(table + " " + rows))) {
      upkeep.round();
    }
  }

  private void later(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  @Test
  void mergesTheLinesOfAMinuteThatIsOver(@TempDir Path folder) {
    try (Store store = open(folder)) {
      store.ingest("Door_CL", Map.of("A", 1));
      store.ingest("Door_CL", Map.of("A", 2), Map.of());
      store.ingest("Door_CL", Map.of("A", 3), Map.of());
      store.ingest("Gate_CL", Map.of("A", 4));
      later(Duration.ofMinutes(20));
      store.ingest("Door_CL", Map.of("A", 5));
      store.ingest("Door_CL", Map.of("A", 6));
      round(store);
      assertThat(store.rows(LEDGER))
          .containsExactly(
              "2026-11-24 07:00:00.0|Door_CL|3|3|0|null|7",
              "2026-11-24 07:00:00.0|Door_CL|2|0|2|empty row|8",
              "2026-11-24 07:00:00.0|Gate_CL|1|1|0|null|10",
              "2026-11-24 07:20:00.0|Door_CL|1|1|0|null|12",
              "2026-11-24 07:20:00.0|Door_CL|1|1|0|null|14");
      List<String> before = store.rows(LEDGER);
      round(store);
      assertThat(store.rows(LEDGER)).isEqualTo(before);
    }
  }

  @Test
  void deletesRowsThatAreOlderThanTheirTableKeepsThem(@TempDir Path folder) {
    try (Store store = open(folder)) {
      store.workspace.setRetentionDays("SecurityEvent", 30);
      store.ingest("SecurityEvent", Map.of("EventID", 1), Map.of("EventID", 2));
      store.ingest("Syslog", Map.of("Computer", "a"));
      later(Duration.ofDays(20));
      store.ingest("SecurityEvent", Map.of("EventID", 3, "TimeGenerated", "2020-01-01T00:00:00Z"));
      later(Duration.ofDays(11));
      round(store);
      assertThat(store.rows("SELECT EventID FROM SecurityEvent")).containsExactly("3");
      assertThat(store.rows("SELECT Computer FROM Syslog")).containsExactly("a");
      assertThat(deleted).containsExactly("SecurityEvent 2");
    }
  }

  @Test
  void givesNoNumberTwiceAfterAllRowsAreOld(@TempDir Path folder) {
    long last;
    try (Store store = open(folder)) {
      store.ingest("SecurityEvent", Map.of("EventID", 1));
      last = store.ingestion.lastSequence();
      later(Duration.ofDays(1_000));
      round(store);
      assertThat(store.rows("SELECT count(*) FROM SecurityEvent")).containsExactly("0");
    }
    try (Store store = open(folder)) {
      assertThat(store.ingestion.lastSequence()).isEqualTo(last);
    }
  }
}
