package io.vedette.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImportTest {
  private static final String HEARTBEAT = "{\"Type\":\"Heartbeat\",\"Computer\":\"pc1\"}\n";
  private final TestStore store;

  FileImportTest(@TempDir Path folder) {
    store = new TestStore(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static byte[] sample(String file) throws IOException {
    Path path = Path.of(System.getProperty("vedette.shared", "../shared"), "evtx", file);
    assumeTrue(Files.exists(path), () -> "no sample file " + path);
    return Files.readAllBytes(path);
  }

  private static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void passwordGuessing() throws IOException {
    ImportReport report =
        store.read("guessing.evtx", sample("smb-password-guessing-security.evtx"));

    assertThat(report.complete()).isTrue();
    assertThat(report.stored()).isEqualTo(Map.of("SecurityEvent", 3561L));
    assertThat(
            store.rows("SELECT EventID, LogonTypeName, count(*) FROM SecurityEvent GROUP BY ALL"))
        .containsExactly("4625|3 - Network|3561");
  }

  @Test
  void remoteDesktopCore() throws IOException {
    ImportReport report =
        store.read(
            "core.evtx",
            sample("2-vss_0-Microsoft-Windows-RemoteDesktopServices-RdpCoreTS%4Operational.evtx"));

    // Another reader gives 126 of each; the rest is from a chunk that it leaves half read.
    assertThat(
            store.rows(
                "SELECT EventID, count(*) FROM Event WHERE EventID IN (131, 140) GROUP BY 1"
                    + " ORDER BY 1"))
        .containsExactly("131|127", "140|128");
    assertThat(report.rows()).isEqualTo(1951);
    assertThat(report.complete()).isFalse();
    assertThat(report.refused()).isEqualTo(24);
  }

  @Test
  void aDamagedEventLogIsReported() throws IOException {
    FileReport report =
        store.read("bad.evtx", sample("sample_with_a_bad_chunk_magic.evtx")).files().getFirst();

    assertThat(report.stored()).isEqualTo(Map.of("WindowsEvent", 298L));
    assertThat(report.refused()).isEqualTo(82);
    assertThat(report.notes())
        .contains("offset 0x61000: no chunk begins here; looking for records");
    assertThat(report.complete()).isFalse();
  }

  @Test
  void aTruncatedEventLogGivesWhatIsThere() throws IOException {
    byte[] whole = sample("smb-password-guessing-security.evtx");

    FileReport report = store.read("cut.evtx", Arrays.copyOf(whole, 1_000_000)).files().getFirst();

    assertThat(report.rows()).isBetween(1_500L, 1_700L);
    assertThat(report.complete()).isFalse();
    assertThat(report.notes()).anyMatch(note -> note.matches(".*the file ends \\d+ bytes into.*"));
  }

  @Test
  void aTextFileIsNoEventLog() {
    FileReport report = store.read("notes.evtx", "Just some notes.\n").files().getFirst();

    assertThat(report.rows()).isZero();
    assertThat(report.complete()).isFalse();
    assertThat(report.notes())
        .containsExactly(
            "offset 0x0: the file does not begin with ElfFile; looking for chunks in it");
  }

  @Test
  void csv() {
    ImportReport report =
        store.read(
            "Visits_CL.csv",
            """
            "TimeGenerated [UTC]",Name,Count,Share,Ok
            2026-01-01T10:00:00Z,"Smith, ""Jo\""",3,0.5,true
            2026-01-01T11:00:00Z,"two
            lines",4,1,false
            too,few
            2026-01-01T12:00:00Z,,5,2.5,true
            """);

    assertThat(report.rows()).isEqualTo(3);
    assertThat(report.files().getFirst().examples())
        .containsExactly(new FileReport.Refusal("line 5", "2 fields where the header has 5"));
    assertThat(
            store.rows(
                "SELECT TimeGenerated, Name, Count, Share, Ok FROM Visits_CL ORDER BY _Sequence"))
        .containsExactly(
            "2026-01-01 10:00:00.0|Smith, \"Jo\"|3|0.5|true",
            "2026-01-01 11:00:00.0|two\nlines|4|1.0|false",
            "2026-01-01 12:00:00.0|null|5|2.5|true");
  }

  @Test
  void csvWithOtherSeparators() {
    store.read("Syslog.csv", "Computer;SyslogMessage\na;b,c\n");
    store.read("Syslog.tsv", "Computer\tSyslogMessage\nd\te,f\n");

    assertThat(store.rows("SELECT Computer, SyslogMessage FROM Syslog ORDER BY _Sequence"))
        .containsExactly("a|b,c", "d|e,f");
  }

  @Test
  void archives() {
    byte[] inner = zip(Map.of("deep/c.jsonl", bytes(HEARTBEAT)));
    byte[] archive =
        zip(
            Map.of(
                "a.jsonl",
                bytes(HEARTBEAT),
                "b.jsonl.gz",
                gzip(bytes(HEARTBEAT)),
                "in.zip",
                inner));

    ImportReport report = store.read("all.zip", archive);

    assertThat(report.stored()).isEqualTo(Map.of("Heartbeat", 3L));
    assertThat(report.complete()).isTrue();
    assertThat(report.files())
        .extracting(FileReport::file)
        .containsExactlyInAnyOrder(
            "all.zip!a.jsonl", "all.zip!b.jsonl", "all.zip!in.zip!deep/c.jsonl");
  }

  @Test
  void anArchiveWithSomethingElseReportsIt() {
    ImportReport report =
        store.read(
            "all.zip", zip(Map.of("readme.txt", bytes("hello"), "a.jsonl", bytes(HEARTBEAT))));

    assertThat(report.rows()).isOne();
    assertThat(report.files())
        .filteredOn(file -> !file.complete())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.file()).isEqualTo("all.zip!readme.txt");
              assertThat(file.notes()).first().asString().startsWith("not a kind of file");
            });
  }

  @Test
  void aCutArchiveReportsItAndKeepsWhatWasRead() {
    byte[] whole = gzip(bytes(HEARTBEAT.repeat(50_000)));

    ImportReport report = store.read("a.jsonl.gz", Arrays.copyOf(whole, whole.length / 2));

    assertThat(report.rows()).isGreaterThan(1_000);
    assertThat(report.complete()).isFalse();
  }

  @Test
  void aZipBombIsStopped() {
    byte[] zeros = new byte[80 << 20];
    byte[] bomb = gzip(zeros);
    assertThat(bomb.length).isLessThan(200_000);

    ImportReport report = store.read("bomb.json.gz", bomb);

    assertThat(report.rows()).isZero();
    assertThat(report.files())
        .anySatisfy(
            file ->
                assertThat(file.notes())
                    .anyMatch(note -> note.contains("unpacks to more than 250 times its size")));
  }

  @Test
  void archivesInArchivesAreBounded() {
    byte[] nested = bytes(HEARTBEAT);
    for (int i = 0; i < 6; i++) {
      nested = zip(Map.of(i == 0 ? "x.jsonl" : "x.zip", nested));
    }

    ImportReport report = store.read("x.zip", nested);

    assertThat(report.rows()).isZero();
    assertThat(report.files())
        .anySatisfy(
            file -> assertThat(file.notes()).anyMatch(note -> note.contains("deeper than 3")));
  }

  @Test
  void findsTheNewestTime() throws IOException {
    byte[] file = sample("new-user-security.evtx");

    assertThat(FileImport.newest(store.workspace, "a.evtx", new ByteArrayInputStream(file), null))
        .isEqualTo(Instant.parse("2013-10-23T16:22:40.004750Z"));
    assertThat(
            FileImport.newest(
                store.workspace, "a.jsonl", new ByteArrayInputStream(bytes("{}")), null))
        .isNull();
  }

  @Test
  void movedTimesKeepTheirDistances() throws IOException {
    store.read(
        "a.evtx", sample("new-user-security.evtx"), new ImportOptions(null, Duration.ofDays(4000)));

    assertThat(
            store.rows(
                "SELECT max(TimeGenerated) - min(TimeGenerated), max(TimeGenerated)"
                    + " FROM SecurityEvent"))
        .containsExactly("00:00:00.03125|2024-10-05 16:22:40.00475");
  }

  @Test
  void anEmptyFileIsReported() {
    FileReport report = store.read("x.json", "").files().getFirst();

    assertThat(report.complete()).isFalse();
    assertThat(report.notes()).containsExactly("the file is empty");
  }
}
