package io.vedette.evtx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files, with the counts that another reader (libevtx 20181227) gave. */
class SamplesTest {
  private static final String RDP_CORE =
      "2-vss_0-Microsoft-Windows-RemoteDesktopServices-RdpCoreTS%4Operational.evtx";
  private static final String REMOTE_CONNECTIONS =
      "2-vss_0-Microsoft-Windows-TerminalServices-RemoteConnectionManager%4Operational.evtx";

  private final Path samples = Path.of(System.getProperty("vedette.shared", "../shared"), "evtx");

  @BeforeEach
  void samplesAreThere() {
    assumeTrue(Files.isDirectory(samples), () -> "no sample files at " + samples);
  }

  private record Expected(int records, Map<Integer, Integer> eventIds) {}

  /** counts.json, which is flat enough to read without a JSON library. */
  private Expected expected(String name) throws IOException {
    Map<String, Expected> all = new LinkedHashMap<>();
    for (String file : Files.readString(samples.resolve("counts.json")).split("\"file\": \"", -1)) {
      Matcher records =
          Pattern.compile(
                  "^([^\"]+)\".*?\"records\": (\\d+).*?\"event_ids\": \\{(.*?)}", Pattern.DOTALL)
              .matcher(file);
      if (records.find()) {
        Map<Integer, Integer> ids = new TreeMap<>();
        Matcher id = Pattern.compile("\"(\\d+)\": (\\d+)").matcher(records.group(3));
        while (id.find()) {
          ids.put(Integer.parseInt(id.group(1)), Integer.parseInt(id.group(2)));
        }
        all.put(records.group(1), new Expected(Integer.parseInt(records.group(2)), ids));
      }
    }
    assertThat(all).hasSizeGreaterThan(9);
    return Objects.requireNonNull(all.get(name), () -> "counts.json has no " + name);
  }

  private static Map<Integer, Integer> byEventId(Reading reading) {
    Map<Integer, Integer> counts = new TreeMap<>();
    reading.events().forEach(e -> counts.merge(e.system().eventId(), 1, Integer::sum));
    return counts;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Application_no_crc32.evtx",
        "Security_short_selected.evtx",
        "Security_with_size_t.evtx",
        "new-user-security.evtx",
        "security_bad_string_cache.evtx",
        "sysmon.evtx"
      })
  void readsWhatTheOtherReaderReads(String file) throws IOException {
    Expected expected = expected(file);
    Reading reading = Reading.of(Files.readAllBytes(samples.resolve(file)));

    assertThat(reading.events()).hasSize(expected.records());
    assertThat(byEventId(reading)).containsAllEntriesOf(expected.eventIds());
    assertThat(reading.report().skipped()).isZero();
  }

  /**
   * In these the other reader gives up a chunk at its first damaged record. Every further record
   * here proves itself: the identifier of its template and the hashes of its names match. All that
   * the other reader gives is among them.
   */
  @ParameterizedTest
  @CsvSource({
    RDP_CORE + ", 1951, 24, pages of the first chunk belong to other times",
    REMOTE_CONNECTIONS + ", 1795, 0, a page of the second chunk was lost",
    "sample-with-zero-data-size-event.evtx, 449, 0, the third record of the first chunk is cut",
    "sample_with_a_bad_chunk_magic.evtx, 298, 82, pages were lost; with them some templates",
    "issue_201.evtx, 1, 0, the record has no template"
  })
  void readsMoreOfDamagedFiles(String file, int events, int skipped, String why)
      throws IOException {
    Expected expected = expected(file);
    Reading reading = Reading.of(Files.readAllBytes(samples.resolve(file)));

    assertThat(reading.events()).as(why).hasSize(events).hasSizeGreaterThan(expected.records());
    assertThat(reading.report().skipped()).isEqualTo(skipped);
    Map<Integer, Integer> found = byEventId(reading);
    expected
        .eventIds()
        .forEach((id, count) -> assertThat(found.get(id)).isGreaterThanOrEqualTo(count));
    assertThat(reading.events().stream().map(e -> e.system().recordId())).doesNotHaveDuplicates();
  }

  /** Two of its chunks end in pages of later times, with records that no other chunk holds. */
  @Test
  void findsWhatTheOtherReaderFindsBesideThePagesOfOtherTimes() throws IOException {
    Expected expected = expected(RDP_CORE);
    Reading reading = Reading.of(Files.readAllBytes(samples.resolve(RDP_CORE)));

    Map<Integer, Integer> before = new HashMap<>();
    for (EvtxEvent event : reading.events()) {
      long record = event.system().recordId();
      boolean ofOtherTimes =
          (record >= 6952125 && record <= 6952156) || (record >= 6951742 && record <= 6951772);
      if (!ofOtherTimes) {
        before.merge(event.system().eventId(), 1, Integer::sum);
      }
    }

    // The other reader also passes one event 103 by, which is whole.
    Map<Integer, Integer> wanted = new HashMap<>(expected.eventIds());
    wanted.merge(103, 1, Integer::sum);
    assertThat(before).containsAllEntriesOf(wanted).containsEntry(131, 126).containsEntry(140, 126);
  }

  @Test
  void readsThePasswordGuessing() throws IOException {
    Reading reading =
        Reading.of(Files.readAllBytes(samples.resolve("smb-password-guessing-security.evtx")));

    assertThat(byEventId(reading)).containsExactly(Map.entry(4625, 3561));
    assertThat(reading.report().complete()).isTrue();
    assertThat(reading.events())
        .allSatisfy(
            event -> {
              assertThat(event.value("LogonType")).isEqualTo("3");
              assertThat(event.value("LogonProcessName")).isEqualTo("NtLmSsp ");
              assertThat(event.value("SubjectUserSid")).isEqualTo("S-1-0-0");
              assertThat(event.value("SubjectLogonId")).isEqualTo("0x0");
            });
  }

  @Test
  void readsUserData() throws IOException {
    Reading reading = Reading.of(Files.readAllBytes(samples.resolve(REMOTE_CONNECTIONS)));

    EvtxEvent signIn =
        reading.events().stream()
            .filter(e -> e.system().eventId() == 1149)
            .findFirst()
            .orElseThrow();

    assertThat(signIn.kind()).isEqualTo(EvtxEvent.DataKind.USER_DATA);
    assertThat(signIn.data())
        .extracting(EventValue::name)
        .containsExactly("Param1", "Param2", "Param3");
    assertThat(signIn.userData()).startsWith("<EventXML xmlns=\"Event_NS\"><Param1>");
  }

  @Test
  void readsARemoteSignInFailureFieldByField() throws IOException {
    Path file = samples.resolve("Security_short_selected.evtx");
    try (EvtxReader reader = EvtxReader.open(file)) {
      EvtxEvent event = reader.read();
      while (event != null && event.system().eventId() != 4625) {
        event = reader.read();
      }
      EventSystem system = Objects.requireNonNull(event, "no event 4625").system();
      assertThat(system.provider()).isEqualTo("Microsoft-Windows-Security-Auditing");
      assertThat(system.providerGuid()).isEqualTo("{54849625-5478-4994-a5ba-3e3b0328c30d}");
      assertThat(system.task()).isEqualTo(12544);
      assertThat(system.keywords()).isEqualTo(0x8010000000000000L);
      assertThat(system.channel()).isEqualTo("Security");
      assertThat(event.value("LogonType")).isEqualTo("10");
      assertThat(event.value("FailureReason")).isEqualTo("%%2313");
      assertThat(event.value("Status")).isEqualTo("0xc000006d");
      assertThat(event.value("SubjectLogonId")).isEqualTo("0x3e7");
      assertThat(reader.xml())
          .startsWith("<Event xmlns=\"" + LogBuilder.NAMESPACE + "\"><System><Provider Name=")
          .contains("<Data Name=\"LogonType\">10</Data>")
          .endsWith("</EventData></Event>");
    }
  }
}
