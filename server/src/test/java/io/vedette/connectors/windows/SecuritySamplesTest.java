package io.vedette.connectors.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.evtx.EvtxEvent;
import io.vedette.evtx.EvtxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of events from real log files. */
class SecuritySamplesTest {
  private static final Instant COLLECTED = Instant.parse("2026-01-02T03:04:05Z");

  private final Path samples = Path.of(System.getProperty("vedette.shared", "../shared"), "evtx");

  @BeforeEach
  void samplesAreThere() {
    assumeTrue(Files.isDirectory(samples), () -> "no sample files at " + samples);
  }

  private List<TableRow> rows(String file) throws IOException {
    List<TableRow> rows = new ArrayList<>();
    try (EvtxReader reader = EvtxReader.open(samples.resolve(file))) {
      for (EvtxEvent event = reader.read(); event != null; event = reader.read()) {
        rows.add(EventTables.row(event, COLLECTED));
      }
    }
    return rows;
  }

  private Map<String, Object> first(String file, int eventId) throws IOException {
    return rows(file).stream()
        .map(TableRow::values)
        .filter(row -> Objects.equals(row.get("EventID"), eventId))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no event " + eventId + " in " + file));
  }

  @Test
  void failedRemoteDesktopSignIn() throws IOException {
    Map<String, Object> row = first("Security_short_selected.evtx", 4625);

    assertThat(row)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("TimeGenerated", Instant.parse("2016-06-29T15:24:36.686Z")),
                entry("SourceSystem", "OpsManager"),
                entry("Account", "TEMPORAL\\Administrator"),
                entry("AccountType", "User"),
                entry("Computer", "temporal"),
                entry("EventSourceName", "Microsoft-Windows-Security-Auditing"),
                entry("Channel", "Security"),
                entry("Task", 12544),
                entry("Level", "0"),
                entry("EventLevelName", "LogAlways"),
                entry("EventID", 4625),
                entry("Activity", "4625 - An account failed to log on."),
                entry("Version", 0),
                entry("Opcode", "0"),
                entry("Keywords", "0x8010000000000000"),
                entry("EventRecordId", "319457832"),
                entry("SystemProcessId", 768),
                entry("SystemThreadId", 2764),
                entry("SubjectAccount", "WORKGROUP\\TEMPORAL$"),
                entry("TargetAccount", "TEMPORAL\\Administrator"),
                entry("LogonTypeName", "10 - RemoteInteractive"),
                entry("Process", "winlogon.exe"),
                entry("EventOriginId", "049781e0-a200-314b-9300-cd129f580eb6"),
                entry("TimeCollected", COLLECTED),
                entry("SubjectUserSid", "S-1-5-18"),
                entry("SubjectUserName", "TEMPORAL$"),
                entry("SubjectDomainName", "WORKGROUP"),
                entry("SubjectLogonId", "0x3e7"),
                entry("TargetUserSid", "S-1-0-0"),
                entry("TargetUserName", "Administrator"),
                entry("TargetDomainName", "TEMPORAL"),
                entry("Status", "0xc000006d"),
                entry("FailureReason", "%%2313"),
                entry("SubStatus", "0xc000006a"),
                entry("LogonType", 10),
                entry("LogonProcessName", "User32 "),
                entry("AuthenticationPackageName", "Negotiate"),
                entry("WorkstationName", "TEMPORAL"),
                entry("TransmittedServices", "-"),
                entry("LmPackageName", "-"),
                entry("KeyLength", 0),
                entry("ProcessId", "0xc38"),
                entry("ProcessName", "C:\\Windows\\System32\\winlogon.exe"),
                entry("IpAddress", "23.94.153.202"),
                entry("IpPort", "60167")));
  }

  @Test
  void passwordGuessing() throws IOException {
    List<TableRow> rows = rows("smb-password-guessing-security.evtx");

    assertThat(rows).hasSize(3561);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.table()).isEqualTo("SecurityEvent");
              assertThat(row.values())
                  .containsEntry("EventID", 4625)
                  .containsEntry("LogonTypeName", "3 - Network")
                  .containsEntry("SubjectAccount", "-\\-")
                  .containsKeys("Account", "IpAddress", "TargetUserName")
                  .doesNotContainKey("EventData");
            });
    assertThat(rows.stream().map(row -> row.values().get("EventOriginId"))).doesNotHaveDuplicates();
    assertThat(rows.stream().map(row -> row.values().get("IpAddress")).distinct()).hasSize(1);
  }

  @Test
  void signIn() throws IOException {
    Map<String, Object> row = first("Security_with_size_t.evtx", 4624);

    assertThat(row)
        .containsEntry("Activity", "4624 - An account was successfully logged on.")
        .containsEntry("Account", "NT AUTHORITY\\SYSTEM")
        .containsEntry("AccountType", "Machine")
        .containsEntry("TargetAccount", "NT AUTHORITY\\SYSTEM")
        .containsEntry("LogonType", 0)
        .containsEntry("LogonTypeName", "0 - System")
        .containsEntry("LogonGuid", "{00000000-0000-0000-0000-000000000000}")
        .containsEntry("ProcessId", "0x4")
        .containsEntry("ProcessName", "");
  }

  @Test
  void explicitCredentials() throws IOException {
    assertThat(first("Security_with_size_t.evtx", 4648))
        .containsEntry("Activity", "4648 - A logon was attempted using explicit credentials.")
        .containsEntry("Account", "WORKGROUP\\26L2233B1-02$")
        .containsEntry("AccountType", "Machine")
        .containsEntry("TargetAccount", "NT AUTHORITY\\SYSTEM")
        .containsEntry("TargetServerName", "localhost")
        .containsEntry("Process", "services.exe");
  }

  @Test
  void specialPrivileges() throws IOException {
    Map<String, Object> row = first("Security_with_size_t.evtx", 4672);

    assertThat(row)
        .containsEntry("Activity", "4672 - Special privileges assigned to new logon.")
        .containsEntry("Account", "NT AUTHORITY\\SYSTEM")
        .doesNotContainKey("EventData");
    assertThat((String) row.get("PrivilegeList"))
        .startsWith("SeAssignPrimaryTokenPrivilege\r\n\t\t\tSeTcbPrivilege");
  }

  @Test
  void credentialValidation() throws IOException {
    assertThat(first("Security_short_selected.evtx", 4776))
        .containsEntry("Account", "Administrator")
        .containsEntry("TargetAccount", "Administrator")
        .containsEntry("Workstation", "TEMPORAL")
        .containsEntry("PackageName", "MICROSOFT_AUTHENTICATION_PACKAGE_V1_0")
        .containsEntry("Status", "0xc000006a");
  }

  @Test
  void newUserAndGroupMembers() throws IOException {
    assertThat(first("new-user-security.evtx", 4720))
        .containsEntry("Activity", "4720 - A user account was created.")
        .containsEntry("Account", "WORKGROUP\\WIN-QALA5Q3KJ43$")
        .containsEntry("TargetAccount", "IE8Win7\\IEUser")
        .containsEntry("SamAccountName", "IEUser")
        .containsEntry("UserAccountControl", "\r\n\t\t%%2080\r\n\t\t%%2082\r\n\t\t%%2084")
        .containsEntry("NewUacValue", "0x15");
    assertThat(first("new-user-security.evtx", 4728))
        .containsEntry("Activity", "4728 - A member was added to a security-enabled global group.")
        .containsEntry("TargetAccount", "IE8Win7\\None");
    assertThat(rows("new-user-security.evtx").getLast().values())
        .containsEntry("EventID", 4732)
        .containsEntry("Activity", "4732 - A member was added to a security-enabled local group.")
        .containsEntry("TargetAccount", "Builtin\\Administrators")
        .containsEntry("TargetSid", "S-1-5-32-544")
        .containsEntry("MemberSid", "S-1-5-21-3463664321-2923530833-3546627382-1000");
  }

  @Test
  void valuesWithoutAColumnAreKeptAsXml() throws IOException {
    assertThat((String) first("Security_with_size_t.evtx", 4907).get("EventData"))
        .startsWith(
            "<EventData xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">"
                + "<Data Name=\"SubjectUserSid\">S-1-5-18</Data>")
        .contains("<Data Name=\"NewSd\">S:ARAI</Data>")
        .endsWith("</EventData>");
  }

  @Test
  void remoteDesktopEventsAreRowsOfEvent() throws IOException {
    List<TableRow> core =
        rows("2-vss_0-Microsoft-Windows-RemoteDesktopServices-RdpCoreTS%4Operational.evtx");

    assertThat(core).allSatisfy(row -> assertThat(row.table()).isEqualTo("Event"));
    Map<String, Object> refused =
        core.stream()
            .map(TableRow::values)
            .filter(row -> Objects.equals(row.get("EventID"), 140))
            .findFirst()
            .orElseThrow();
    assertThat(refused)
        .containsEntry("Source", "Microsoft-Windows-RemoteDesktopServices-RdpCoreTS")
        .containsEntry("EventLog", "Microsoft-Windows-RemoteDesktopServices-RdpCoreTS/Operational")
        .containsEntry("EventLevelName", "Warning")
        .containsEntry("UserName", "NT AUTHORITY\\NETWORK SERVICE");
    assertThat((String) refused.get("RenderedDescription"))
        .matches(
            "A connection from the client computer with an IP address of [0-9.]+ failed because"
                + " the user name or password is not correct\\.");
    assertThat((String) refused.get("EventData"))
        .startsWith("<DataItem type=\"System.XmlData\" time=\"2018-")
        .contains("\"><EventData xmlns=")
        .contains("<Data Name=\"IPString\">");
    assertThat((String) refused.get("ParameterXml")).matches("<Param>[0-9.]+</Param>");
  }

  @Test
  void userDataOfRemoteConnectionsIsKept() throws IOException {
    Map<String, Object> row =
        first(
            "2-vss_0-Microsoft-Windows-TerminalServices-RemoteConnectionManager%4Operational.evtx",
            1149);

    assertThat((String) row.get("EventData"))
        .contains("<UserData><EventXML xmlns=\"Event_NS\"><Param1>");
    assertThat((String) row.get("RenderedDescription"))
        .startsWith("Remote Desktop Services: User authentication succeeded:\n\nUser: ")
        .contains("\nSource Network Address: ");
  }

  @Test
  void otherChannelsAreRowsOfWindowsEvent() throws IOException {
    TableRow row = rows("sample_with_a_bad_chunk_magic.evtx").getFirst();

    assertThat(row.table()).isEqualTo("WindowsEvent");
    assertThat(row.values())
        .containsEntry("Provider", "Microsoft-Windows-AppXDeployment")
        .containsEntry("EventID", 325)
        .containsEntry("EventLevelName", "Information")
        .containsEntry(
            "EventData", "{\"PackageFamilyName\":\"Microsoft.Windows.Cortana_cw5n1h2txyewy\"}");
  }
}
