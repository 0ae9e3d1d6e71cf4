package io.vedette.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.ingestion.IngestionOutcome.AlreadyStored;
import io.vedette.ingestion.IngestionOutcome.Stored;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  @TempDir private Path folder;

  private static IngestionRequest request(String table, Map<String, ? extends Object> row) {
    return new IngestionRequest("test", table, List.of(row));
  }

  @Test
  void storesAKeyOnceAlsoAfterARestart() {
    try (Store store = Store.open(folder)) {
      IngestionRequest alert = request("SecurityAlert", Map.of("AlertName", "a"));
      assertThat(store.ingestion.ingestOnce("alert/1/1", alert)).isInstanceOf(Stored.class);
      assertThat(store.ingestion.ingestOnce("alert/1/1", alert)).isInstanceOf(AlreadyStored.class);
    }
    try (Store store = Store.open(folder)) {
      IngestionRequest alert = request("SecurityAlert", Map.of("AlertName", "a"));
      assertThat(store.ingestion.ingestOnce("alert/1/1", alert)).isInstanceOf(AlreadyStored.class);
      assertThat(store.ingestion.ingestOnce("alert/1/2", alert)).isInstanceOf(Stored.class);
      assertThat(store.rows("SELECT count(*) FROM SecurityAlert")).containsExactly("2");
    }
  }

  @Test
  void addsColumnsToTablesOfAnEarlierRunAndGoesOnCounting() {
    long last;
    try (Store store = Store.open(folder)) {
      store.ingestion.ingest(request("Door_CL", Map.of("Name", "front")));
      store.ingestion.ingest(request("SecurityEvent", Map.of("EventID", 1)));
      last = store.ingestion.lastSequence();
    }
    try (Store store = Store.open(folder)) {
      assertThat(store.ingestion.lastSequence()).isEqualTo(last);
      store.ingestion.ingest(request("Door_CL", Map.of("Name", "back", "Open", true)));
      store.ingestion.ingest(request("SecurityEvent", Map.of("EventID", 2, "IpAddress", "::1")));
      assertThat(store.rows("SELECT Name, Open FROM Door_CL ORDER BY _Sequence"))
          .containsExactly("front|null", "back|true");
      assertThat(store.rows("SELECT EventID, IpAddress FROM SecurityEvent ORDER BY _Sequence"))
          .containsExactly("1|null", "2|::1");
      assertThat(store.workspace.storedColumns("SecurityEvent")).contains("IpAddress");
    }
  }

  @Test
  void storesManyRowsExactlyAsItStoresFew() {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    List<@Nullable Object> values =
        Arrays.asList(
            null,
            "",
            "  ",
            "text",
            "twelve chars",
            "thirteen char",
            "tail \u0000 and nul",
            "ÄÖ 漢字 😀",
            "\ud800",
            true,
            "TRUE",
            1,
            "17",
            -1L,
            1.5,
            "1e3",
            "0x1F",
            Long.MAX_VALUE,
            "2026-11-24",
            "2026-11-24T06:00:00.1234567Z",
            "9999-12-31T23:59:59Z",
            "0001-01-01T00:00:00Z",
            Map.of("a", List.of(1, "b")),
            List.of(),
            "{\"x\": 1}",
            "{broken",
            "0D8F1E5E-7A7C-4B0E-9F0A-11DCB2B7C1A0",
            Double.NaN);
    for (int i = 0; i < values.size(); i++) {
      Map<String, @Nullable Object> row = new HashMap<>();
      List<String> columns =
          List.of(
              "EventID", "Activity", "TimeCollected", "EventData", "KeyLength", "SourceComputerId");
      for (int c = 0; c < columns.size(); c++) {
        row.put(columns.get(c), values.get((i + c * 5) % values.size()));
      }
      row.put("Computer", "row " + i);
      rows.add(row);
    }
    List<Map<String, @Nullable Object>> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.addAll(rows);
    }
    List<String> few;
    String all = "SELECT DISTINCT * EXCLUDE (_Sequence) FROM SecurityEvent ORDER BY Computer";
    try (Store store = Store.inMemory()) {
      store.ingestion.ingest(new IngestionRequest("test", "SecurityEvent", rows));
      few = store.rows(all);
    }
    try (Store store = Store.inMemory()) {
      store.ingestion.ingest(new IngestionRequest("test", "SecurityEvent", many));
      assertThat(
              store.rows("SELECT count(*), max(_Sequence) - min(_Sequence) + 1 FROM SecurityEvent"))
          .containsExactly(many.size() + "|" + many.size());
      assertThat(few).hasSize(rows.size());
      assertThat(store.rows(all)).isEqualTo(few);
    }
  }
}
