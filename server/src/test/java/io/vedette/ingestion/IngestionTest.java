package io.vedette.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.ingestion.IngestionOutcome.Refused;
import io.vedette.ingestion.IngestionOutcome.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  @Test
  void aRefusedRowLeavesNothingBehind() {
    try (Store store = Store.inMemory()) {
      Map<String, Object> large = new LinkedHashMap<>();
      large.put("Computer", "large");
      large.put("EventID", 1);
      large.put("CommandLine", "x".repeat(IngestionSettings.DEFAULT.rowBytes()));
      IngestionOutcome outcome =
          store.ingest(
              "SecurityEvent",
              Map.of("Account", "first"),
              large,
              Map.of(),
              Map.of("Channel", "last", "EventID", "no number"));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Stored.class,
              stored -> {
                assertThat(stored.rows()).isEqualTo(2);
                assertThat(stored.refused())
                    .containsExactly(
                        new RefusedRow(
                            1,
                            "row larger than " + IngestionSettings.DEFAULT.rowBytes() + " bytes"),
                        new RefusedRow(2, "empty row"));
                assertThat(stored.warnings()).isEqualTo(Map.of("EventID is no int", 1L));
              });
      assertThat(
              store.rows(
                  """
                  SELECT Account, Computer, EventID, CommandLine, Channel
                  FROM SecurityEvent ORDER BY _Sequence
                  """))
          .containsExactly("first|null|null|null|null", "null|null|null|null|last");
    }
  }

  @Test
  void theLastOfNamesThatMeanOneColumnCounts() {
    try (Store store = Store.inMemory()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("computer", "one");
      row.put("Computer", "two");
      store.ingest("SecurityEvent", row, Map.of("COMPUTER", "three"));
      assertThat(store.rows("SELECT Computer FROM SecurityEvent ORDER BY _Sequence"))
          .containsExactly("two", "three");
    }
  }

  @Test
  void everyTypeIsStoredTheSameInFewRowsAndInMany() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("Truth", true);
    row.put("Whole", 1L << 40);
    row.put("Real", -0.5);
    row.put("Time", Instant.parse("1969-12-31T23:59:59.5Z"));
    row.put("Span", Duration.ofMillis(-1));
    row.put("Id", UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"));
    row.put("Text", "a\u00e9\ud83d\ude00");
    row.put("Object", Map.of("a", "\u00e9"));
    try (Store store = Store.inMemory()) {
      store.ingest("Few_CL", row, Map.of("Text", "b"));
      List<Map<String, Object>> many = new ArrayList<>(Collections.nCopies(3_000, row));
      many.add(1_000, Map.of("Text", "b"));
      store.ingestion.ingest(new IngestionRequest("test", "Many_CL", many));
      String values = "SELECT DISTINCT Truth, Whole, Real, Time, Span, Id, Text, \"Object\" FROM ";
      assertThat(store.rows(values + "Many_CL ORDER BY Text"))
          .isEqualTo(store.rows(values + "Few_CL ORDER BY Text"))
          .containsExactly(
              "true|1099511627776|-0.5|1969-12-31 23:59:59.5|-10000"
                  + "|01234567-89ab-cdef-0123-456789abcdef|a\u00e9\ud83d\ude00|{\"a\":\"\u00e9\"}",
              "null|null|null|null|null|null|b|null");
    }
  }
}
