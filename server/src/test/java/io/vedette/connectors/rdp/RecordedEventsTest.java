package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.rdp.protocol.Verdict;
import io.vedette.connectors.rdp.protocol.WindowsRelease;
import io.vedette.evtx.EventSystem;
import io.vedette.evtx.EventValue;
import io.vedette.evtx.EvtxEvent;
import io.vedette.evtx.EvtxReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The sensor's events beside those that real machines recorded of the same happenings. A recorded
 * 4624 of Remote Desktop is not among the samples: of 4624 the names and their order are compared.
 */
final class RecordedEventsTest {
  /** Of every event's System part; the rest differs from event to event. */
  private static final List<String> SYSTEM_FIELDS =
      List.of(
          "provider",
          "guid",
          "id",
          "version",
          "level",
          "task",
          "opcode",
          "keywords",
          "channel",
          "computer",
          "user");

  /** Of 4625, in this order: all but the number of the process, which is each machine's own. */
  private static final List<String> FIELDS_4625 =
      List.of(
          "SubjectUserSid",
          "SubjectUserName",
          "SubjectDomainName",
          "SubjectLogonId",
          "TargetUserSid",
          "TargetUserName",
          "TargetDomainName",
          "Status",
          "FailureReason",
          "SubStatus",
          "LogonType",
          "LogonProcessName",
          "AuthenticationPackageName",
          "WorkstationName",
          "TransmittedServices",
          "LmPackageName",
          "KeyLength",
          "ProcessName",
          "IpAddress",
          "IpPort");

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private final Path samples = Path.of(System.getProperty("vedette.shared", "../shared"), "evtx");

  @BeforeEach
  void samplesAreThere() {
    assumeTrue(Files.isDirectory(samples), () -> "no sample files at " + samples);
  }

  private EvtxEvent recorded(String file, int id) throws IOException {
    try (EvtxReader reader = EvtxReader.open(samples.resolve(file))) {
      for (EvtxEvent event = reader.read(); event != null; event = reader.read()) {
        if (event.system().eventId() == id) {
          return event;
        }
      }
    }
    throw new AssertionError("no event " + id + " in " + file);
  }

  private static Map<String, String> system(EvtxEvent event) {
    EventSystem system = event.system();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("provider", system.provider());
    fields.put("guid", String.valueOf(system.providerGuid()));
    fields.put("id", Integer.toString(system.eventId()));
    fields.put("version", Integer.toString(system.version()));
    fields.put("level", Integer.toString(system.level()));
    fields.put("task", Integer.toString(system.task()));
    fields.put("opcode", Integer.toString(system.opcode()));
    fields.put("keywords", Long.toHexString(system.keywords()));
    fields.put("channel", system.channel());
    fields.put("computer", system.computer().toUpperCase(Locale.ROOT));
    fields.put("user", String.valueOf(system.userId()));
    assertThat(fields.keySet()).containsExactlyElementsOf(SYSTEM_FIELDS);
    return fields;
  }

  private static Map<String, String> data(EvtxEvent event, List<String> names) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : names) {
      fields.put(name, String.valueOf(event.value(name)));
    }
    return fields;
  }

  private static List<String> names(EvtxEvent event) {
    return event.data().stream().map(EventValue::name).toList();
  }

  private static String value(EvtxEvent event, String name) {
    return Objects.requireNonNull(event.value(name), name);
  }

  private static Persona persona(EvtxEvent event) {
    return Persona.of(event.system().computer(), "", WindowsRelease.SERVER_2019);
  }

  private static InetSocketAddress client(EvtxEvent event) {
    return new InetSocketAddress(
        value(event, "IpAddress"), Integer.parseInt(value(event, "IpPort")));
  }

  private void assertSame4625(EvtxEvent recorded, SignIn.Kind kind, Verdict verdict) {
    SignIn attempt =
        new SignIn(
            AT,
            kind,
            value(recorded, "TargetUserName"),
            value(recorded, "TargetDomainName"),
            kind == SignIn.Kind.NETWORK ? value(recorded, "WorkstationName") : "",
            verdict,
            null,
            "");
    EvtxEvent ours = new SignInEvents(persona(recorded)).signIn(client(recorded), attempt);
    assertThat(system(ours)).isEqualTo(system(recorded));
    assertThat(names(ours)).isEqualTo(names(recorded)).containsAll(FIELDS_4625);
    assertThat(data(ours, FIELDS_4625)).isEqualTo(data(recorded, FIELDS_4625));
  }

  @Test
  void aWrongPasswordAtTheDesktop() throws IOException {
    assertSame4625(
        recorded("Security_short_selected.evtx", 4625),
        SignIn.Kind.REMOTE_INTERACTIVE,
        Verdict.WRONG_PASSWORD);
  }

  @Test
  void anUnknownUserOverTheNetwork() throws IOException {
    assertSame4625(
        recorded("smb-password-guessing-security.evtx", 4625),
        SignIn.Kind.NETWORK,
        Verdict.UNKNOWN_USER);
  }

  @Test
  void everyGuessOverTheNetwork() throws IOException {
    int compared = 0;
    try (EvtxReader reader =
        EvtxReader.open(samples.resolve("smb-password-guessing-security.evtx"))) {
      for (EvtxEvent event = reader.read(); event != null; event = reader.read()) {
        Verdict verdict =
            switch (value(event, "SubStatus")) {
              case "0xc0000064" -> Verdict.UNKNOWN_USER;
              case "0xc000006a" -> Verdict.WRONG_PASSWORD;
              case "0xc0000072" -> Verdict.DISABLED;
              default -> throw new AssertionError(event);
            };
        assertSame4625(event, SignIn.Kind.NETWORK, verdict);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(3561);
  }

  @Test
  void aSignInAndItsEnd() throws IOException {
    EvtxEvent recorded = recorded("Security_with_size_t.evtx", 4624);
    SignIn attempt =
        new SignIn(AT, SignIn.Kind.NETWORK, "decoy", "", "PC", Verdict.ACCEPTED, null, "");
    SignInEvents events = new SignInEvents(persona(recorded));
    EvtxEvent ours = events.signIn(new InetSocketAddress("192.0.2.7", 50000), attempt);
    // Version 0 ends there; versions 1 and 2 add fields behind.
    assertThat(names(ours)).startsWith(names(recorded).toArray(String[]::new));
    EvtxEvent end = recorded("Security_with_size_t.evtx", 4634);
    EvtxEvent ourEnd = events.signOff(attempt, AT);
    assertThat(names(ourEnd)).isEqualTo(names(end));
    assertThat(system(ourEnd)).isEqualTo(system(end));
    assertThat(ourEnd.value("TargetLogonId")).isEqualTo(ours.value("TargetLogonId"));
  }

  @Test
  void theEventsOfRemoteDesktop() throws IOException {
    String core = "2-vss_0-Microsoft-Windows-RemoteDesktopServices-RdpCoreTS%4Operational.evtx";
    EvtxEvent accepted = recorded(core, 131);
    String[] client = value(accepted, "ClientIP").split(":", 2);
    assertSame(accepted, events(accepted, client[0], Integer.parseInt(client[1])).accepted(AT));
    EvtxEvent failed = recorded(core, 140);
    assertSame(failed, events(failed, value(failed, "IPString"), 1).failed(AT));
    EvtxEvent passed =
        recorded(
            "2-vss_0-Microsoft-Windows-TerminalServices-RemoteConnectionManager%4Operational.evtx",
            1149);
    SignIn attempt =
        new SignIn(
            AT,
            SignIn.Kind.NETWORK,
            value(passed, "Param1"),
            value(passed, "Param2"),
            "",
            Verdict.ACCEPTED,
            null,
            "");
    assertSame(passed, events(passed, value(passed, "Param3"), 1).authenticated(attempt));
  }

  private static DesktopEvents events(EvtxEvent recorded, String address, int port) {
    return new DesktopEvents(persona(recorded), new InetSocketAddress(address, port));
  }

  private static void assertSame(EvtxEvent recorded, EvtxEvent ours) {
    assertThat(system(ours)).isEqualTo(system(recorded));
    assertThat(ours.data()).isEqualTo(recorded.data());
    assertThat(ours.userData()).isEqualTo(recorded.userData());
    assertThat(ours.kind()).isEqualTo(recorded.kind());
  }
}
