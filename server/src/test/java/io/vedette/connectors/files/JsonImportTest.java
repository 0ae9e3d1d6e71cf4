package io.vedette.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.connectors.files.FileReport.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonImportTest {
  private final TestStore store;

  JsonImportTest(@TempDir Path folder) {
    store = new TestStore(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aBrokenLineCostsOnlyItself() {
    ImportReport report =
        store.read(
            "mixed.jsonl",
            """
            {"Type":"SecurityEvent","TimeGenerated":"2026-01-01T00:00:00Z","EventID":4625,"Account":"A\\\\b"}

            {"Type":"SecurityEvent","EventID":
            {"Type":"Syslog","TimeGenerated":"2026-01-01T00:00:01Z","SyslogMessage":"hello"}
            [1,2]
            {"Type":"SecurityEvent","TimeGenerated":"2026-01-01T00:00:02Z","EventID":4624}""");

    assertThat(report.stored()).isEqualTo(Map.of("SecurityEvent", 2L, "Syslog", 1L));
    FileReport file = report.files().getFirst();
    assertThat(file.format()).isEqualTo("jsonl");
    assertThat(file.complete()).isFalse();
    assertThat(file.refused()).isEqualTo(2);
    assertThat(file.examples())
        .containsExactly(
            new Refusal("line 3", "not a JSON object"), new Refusal("line 5", "not a JSON object"));
    assertThat(store.rows("SELECT EventID, Account FROM SecurityEvent ORDER BY _Sequence"))
        .containsExactly("4625|A\\b", "4624|null");
  }

  @Test
  void anArrayAndAnObjectOverSeveralLines() {
    ImportReport array =
        store.read(
            "a.json",
            """
            [
              {"Type":"Heartbeat","Computer":"pc1"},
              7,
              {"Type":"Heartbeat","Computer":"pc2"}
            ]""");
    ImportReport object =
        store.read("b.json", "{\n \"Type\": \"Heartbeat\",\n \"Computer\": \"pc3\"\n}\n");

    assertThat(array.rows()).isEqualTo(2);
    assertThat(array.files().getFirst().examples())
        .containsExactly(new Refusal("object 2", "not a JSON object"));
    assertThat(object.rows()).isOne();
    assertThat(store.rows("SELECT Computer FROM Heartbeat ORDER BY _Sequence"))
        .containsExactly("pc1", "pc2", "pc3");
  }

  @Test
  void aCutArrayGivesWhatIsWhole() {
    ImportReport report =
        store.read("cut.json", "[{\"Type\":\"Heartbeat\",\"Computer\":\"pc1\"},{\"Type\":\"Heart");

    assertThat(report.rows()).isOne();
    assertThat(report.complete()).isFalse();
    assertThat(report.files().getFirst().notes())
        .singleElement()
        .asString()
        .startsWith("not JSON at object 2");
  }

  @Test
  void windowsEventsFindTheirTables() {
    store.read(
        "events.json",
        """
        {"Hostname":"pc1","Channel":"Security","EventID":4625,"EventTime":"2026-01-01T00:00:00Z","SourceName":"Microsoft-Windows-Security-Auditing","TargetUserName":"bob","TargetDomainName":"X"}
        {"winlog":{"event_id":7036,"channel":"System","provider_name":"Service Control Manager","computer_name":"pc1","event_data":{"param1":"a","param2":"running"}}}
        """);

    assertThat(store.rows("SELECT Activity, Account FROM SecurityEvent"))
        .containsExactly("4625 - An account failed to log on.|X\\bob");
    assertThat(store.rows("SELECT RenderedDescription FROM Event"))
        .containsExactly("The a service entered the running state.");
  }

  @Test
  void tablesByFileNameByColumnsAndByOption() {
    store.read("Syslog.jsonl", "{\"SyslogMessage\":\"by name\",\"Computer\":\"a\"}\n");
    store.read("x.jsonl", "{\"SyslogMessage\":\"by columns\",\"Facility\":\"auth\"}\n");
    store.read(
        "x.jsonl",
        "{\"SyslogMessage\":\"by option\"}\n".getBytes(StandardCharsets.UTF_8),
        new ImportOptions("Syslog", Duration.ZERO));

    assertThat(store.rows("SELECT SyslogMessage FROM Syslog ORDER BY _Sequence"))
        .containsExactly("by name", "by columns", "by option");
  }

  @Test
  void whatHasNoTableIsRefusedWithTheRemedy() {
    ImportReport report = store.read("x.jsonl", "{\"Computer\":\"a\"}\n{\"NoSuchColumn\":1}\n");

    assertThat(report.rows()).isZero();
    assertThat(report.files().getFirst().reasons())
        .containsOnly(
            Map.entry("several tables have these columns: name one with --table", 1L),
            Map.entry("no table has these columns: name one with --table", 1L));
  }

  @Test
  void customTablesAreMadeWithTypes() {
    ImportReport report =
        store.read(
            "Doors_CL.jsonl",
            """
            {"At":"2026-01-01T10:00:00Z","Door":"front","Opened":3,"Locked":true,"Number":"12","Who":{"name":"x"}}
            {"At":"2026-01-01T11:00:00Z","Door":"back","Opened":2.5}
            """);

    assertThat(report.stored()).isEqualTo(Map.of("Doors_CL", 2L));
    assertThat(
            store.rows(
                "SELECT typeof(\"At\"), typeof(Door), typeof(Opened), typeof(Locked), Number, Who"
                    + " FROM Doors_CL ORDER BY _Sequence LIMIT 1"))
        .containsExactly("TIMESTAMP|VARCHAR|DOUBLE|BOOLEAN|12|{\"name\":\"x\"}");
  }

  @Test
  void timesMoveTogether() {
    store.read(
        "x.jsonl",
        """
        {"Type":"SecurityAlert","TimeGenerated":"2026-01-01T00:00:10Z","StartTime":"2026-01-01T00:00:00Z","AlertName":"x"}
        """
            .getBytes(StandardCharsets.UTF_8),
        new ImportOptions(null, Duration.ofHours(1)));

    assertThat(store.rows("SELECT TimeGenerated, StartTime FROM SecurityAlert"))
        .containsExactly("2026-01-01 01:00:10.0|2026-01-01 01:00:00.0");
  }

  @Test
  void textOfOtherEncodings() {
    String line = "{\"Type\":\"Heartbeat\",\"Computer\":\"Zürich 🏔\"}\r\n";
    store.read("a.jsonl", ("\uFEFF" + line).getBytes(StandardCharsets.UTF_8));
    store.read("b.jsonl", ("\uFEFF" + line).getBytes(StandardCharsets.UTF_16LE));

    assertThat(store.rows("SELECT Computer FROM Heartbeat"))
        .containsExactly("Zürich 🏔", "Zürich 🏔");
  }

  @Test
  void valuesThatDoNotFitAreWarnedOf() {
    ImportReport report =
        store.read(
            "x.jsonl",
            "{\"Type\":\"SecurityEvent\",\"EventID\":\"many\",\"NoColumn\":1,\"Computer\":\"a\"}\n");

    assertThat(report.rows()).isOne();
    assertThat(report.files().getFirst().warnings())
        .containsOnly(Map.entry("EventID is no int", 1L), Map.entry("no column NoColumn", 1L));
  }

  @Test
  void aLineThatIsTooLongIsPassedOver() {
    String longLine = "{\"a\":\"" + "x".repeat(LineChunks.LONGEST + 10) + "\"}";
    ImportReport report =
        store.read(
            "x.jsonl",
            "{\"Type\":\"Heartbeat\",\"Computer\":\"a\"}\n"
                + longLine
                + "\n{\"Type\":\"Heartbeat\",\"Computer\":\"b\"}\n");

    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.files().getFirst().examples())
        .containsExactly(new Refusal("line 2", "line too long"));
  }

  @Test
  void theFirstValueInTheFileGivesANewColumnItsTypeHoweverManyThreadsReadIt() {
    int rows = 20_000;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      lines.append("{\"n\":").append(i).append(",\"filler\":\"").append("x".repeat(300));
      lines.append('"');
      // Words first, numbers in all later chunks: the column must be of text.
      lines.append(i == 4_000 ? ",\"late\":\"word\"" : i > 4_000 ? ",\"late\":" + i : "");
      lines.append(i % 5_000 == 0 ? "}\n[]\n" : "}\n");
    }
    ImportReport report = store.read("Late_CL.jsonl", lines.toString());

    assertThat(report.stored()).isEqualTo(Map.of("Late_CL", (long) rows));
    assertThat(report.files().getFirst().warnings()).isEmpty();
    assertThat(report.files().getFirst().examples().stream().map(Refusal::where))
        .containsExactly("line 2", "line 5003", "line 10004", "line 15005");
    assertThat(
            store.rows(
                "SELECT count(*), count(late), min(late), max(late), count(DISTINCT n),"
                    + " bool_and(n > before) FROM (SELECT *, lag(n, 1, -1) OVER (ORDER BY _Sequence)"
                    + " AS before FROM Late_CL)"))
        .containsExactly("20000|16000|10000|word|20000|true");
  }
}
