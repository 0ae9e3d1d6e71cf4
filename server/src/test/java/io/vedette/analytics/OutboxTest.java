package io.vedette.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.StateDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  @TempDir Path folder;

  @Test
  void aBatchThatWasStoredBeforeACrashIsSentAgainUnchanged() {
    List<String> stored = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    try (StateDatabase database = StateDatabase.open(folder.resolve("state.db"))) {
      Outbox crashing =
          new Outbox(
              database.jdbc(),
              (key, table, rows) -> {
                keys.add(key);
                rows.forEach(row -> stored.add(table + row.get("n")));
                throw new IllegalStateException("crash after storing");
              });
      crashing.add("A", Map.of("n", 1));
      crashing.add("B", Map.of("n", 2));
      crashing.add("A", Map.of("n", 3));
      assertThatThrownBy(crashing::sendAll).hasMessage("crash after storing");

      Outbox restarted =
          new Outbox(
              database.jdbc(),
              (key, table, rows) -> {
                if (keys.add(key)) {
                  rows.forEach(row -> stored.add(table + row.get("n")));
                }
                return null;
              });
      restarted.add("A", Map.of("n", 4));
      assertThat(restarted.sendAll()).isNull();
      assertThat(stored).containsExactly("A1", "A3", "B2", "A4");
      assertThat(restarted.waiting()).isZero();
    }
  }

  @Test
  void whatIsNotTakenWaits() {
    try (StateDatabase database = StateDatabase.open(folder.resolve("state.db"))) {
      Outbox outbox = new Outbox(database.jdbc(), (key, table, rows) -> "no room");
      outbox.add("A", Map.of("n", 1));
      assertThat(outbox.sendAll()).isEqualTo("no room");
      assertThat(outbox.waiting()).isEqualTo(1);
    }
  }
}
