package io.vedette.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.ingestion.IngestionOutcome.Refused;
import io.vedette.ingestion.IngestionOutcome.Stored;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestionTest {
  @Test
  void storesRowsOfAKnownTableAndNumbersThem() {
    try (Store store = Store.inMemory()) {
      IngestionOutcome first =
          store.ingest(
              "SecurityEvent",
              Map.of("EventID", 4625, "Computer", "PC1", "TimeGenerated", "2026-11-24T06:00:00Z"),
              Map.of("EventID", "4624", "Account", "A\\b"));
      assertThat(first)
          .isInstanceOfSatisfying(
              Stored.class,
              stored -> {
                assertThat(stored.rows()).isEqualTo(2);
                assertThat(stored.firstSequence()).isEqualTo(1);
                assertThat(stored.lastSequence()).isEqualTo(2);
                assertThat(stored.ingestionTime()).isEqualTo(Store.NOW);
              });
      assertThat(
              store.rows(
                  """
                  SELECT _Sequence, EventID, Computer, Account, TimeGenerated
                  FROM SecurityEvent ORDER BY _Sequence
                  """))
          .containsExactly(
              "1|4625|PC1|null|2026-11-24 06:00:00.0", "2|4624|null|A\\b|2026-11-24 07:00:00.0");
      assertThat(store.workspace.storedColumns("SecurityEvent"))
          .containsExactlyInAnyOrder("TimeGenerated", "EventID", "Computer", "Account");
    }
  }

  @Test
  void makesCustomTablesOnTheFly() {
    try (Store store = Store.inMemory()) {
      store.ingest("Door_CL", Map.of("Name", "front", "Open", true, "Count", 3));
      store.ingest("Door_CL", Map.of("Name", "back", "Data", Map.of("a", List.of(1, 2))));
      assertThat(store.rows("SELECT Name, Open, \"Count\", Data FROM Door_CL ORDER BY _Sequence"))
          .containsExactly("front|true|3|null", "back|null|null|{\"a\":[1,2]}");
    }
  }

  @Test
  void refusesATableThatCannotBe() {
    try (Store store = Store.inMemory()) {
      IngestionOutcome outcome = store.ingest("NoSuchTable", Map.of("A", 1));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.rows())
                      .singleElement()
                      .satisfies(row -> assertThat(row.reason()).contains("custom table")));
      assertThat(store.rows("SELECT Source, \"Table\", Received, Refused FROM VedetteIngestion"))
          .containsExactly("test|NoSuchTable|1|1");
    }
  }
}
