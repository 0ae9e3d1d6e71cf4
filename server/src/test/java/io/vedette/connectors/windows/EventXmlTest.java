package io.vedette.connectors.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of events given as XML text. */
class EventXmlTest {
  private static final Instant COLLECTED = Instant.parse("2026-01-02T03:04:05Z");

  private static String security(int eventId, String data) {
    return event("Microsoft-Windows-Security-Auditing", eventId, "Security", data);
  }

  private static String event(String provider, int eventId, String channel, String data) {
    return """
    <Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>
      <System>
        <Provider Name='%s' Guid='{54849625-5478-4994-a5ba-3e3b0328c30d}'/>
        <EventID>%d</EventID><Version>2</Version><Level>0</Level><Task>12544</Task>
        <Opcode>0</Opcode><Keywords>0x8020000000000000</Keywords>
        <TimeCreated SystemTime='2026-01-01T10:20:30.1234567Z'/>
        <EventRecordID>77</EventRecordID>
        <Correlation ActivityID='{00000000-0000-0000-0000-00000000000a}'/>
        <Execution ProcessID='4' ThreadID='8'/>
        <Channel>%s</Channel><Computer>dc1.example.org</Computer><Security/>
      </System>
      %s
    </Event>
    """
        .formatted(provider, eventId, channel, data);
  }

  private static Map<String, Object> row(String xml) {
    return tableRow(xml).values();
  }

  private static TableRow tableRow(String xml) {
    return switch (EventXml.read(xml)) {
      case EventReading.Read read -> EventTables.row(read.event(), COLLECTED);
      case EventReading.Refused refused -> throw new AssertionError(refused.reason());
    };
  }

  private static String data(String... namesAndValues) {
    StringBuilder xml = new StringBuilder("<EventData>");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      xml.append("<Data Name='%s'>%s</Data>".formatted(namesAndValues[i], namesAndValues[i + 1]));
    }
    return xml.append("</EventData>").toString();
  }

  @Test
  void remoteDesktopSignInOfTheSecondVersion() {
    Map<String, Object> row =
        row(
            security(
                4624,
                data(
                    "SubjectUserSid", "S-1-5-18",
                    "SubjectUserName", "PC02$",
                    "SubjectDomainName", "EXAMPLE",
                    "SubjectLogonId", "0x3e7",
                    "TargetUserSid", "S-1-5-21-1-2-3-1104",
                    "TargetUserName", "alice",
                    "TargetDomainName", "EXAMPLE",
                    "TargetLogonId", "0x4a1b2",
                    "LogonType", "10",
                    "LogonProcessName", "User32 ",
                    "AuthenticationPackageName", "Negotiate",
                    "WorkstationName", "PC02",
                    "KeyLength", "0",
                    "ProcessName", "C:\\Windows\\System32\\svchost.exe",
                    "IpAddress", "203.0.113.9",
                    "IpPort", "0",
                    "ImpersonationLevel", "%%1833",
                    "RestrictedAdminMode", "-",
                    "VirtualAccount", "%%1843",
                    "ElevatedToken", "%%1842")));

    assertThat(row)
        .containsEntry("TimeGenerated", Instant.parse("2026-01-01T10:20:30.123456700Z"))
        .containsEntry("Account", "EXAMPLE\\alice")
        .containsEntry("AccountType", "User")
        .containsEntry("SubjectAccount", "EXAMPLE\\PC02$")
        .containsEntry("LogonTypeName", "10 - RemoteInteractive")
        .containsEntry("ElevatedToken", "%%1842")
        .containsEntry("VirtualAccount", "%%1843")
        .containsEntry("Correlation", "{00000000-0000-0000-0000-00000000000a}")
        .containsEntry(
            "EventData",
            "<EventData xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">"
                + "<Data Name=\"ImpersonationLevel\">%%1833</Data></EventData>");
  }

  @Test
  void newProcess() {
    assertThat(
            row(
                security(
                    4688,
                    data(
                        "SubjectUserSid", "S-1-5-21-1-2-3-1104",
                        "SubjectUserName", "alice",
                        "SubjectDomainName", "EXAMPLE",
                        "NewProcessId", "0x1f4",
                        "NewProcessName", "C:\\Windows\\System32\\cmd.exe",
                        "TokenElevationType", "%%1936",
                        "ProcessId", "0x190",
                        "CommandLine", "cmd.exe /c &quot;whoami&quot; &amp;&amp; echo",
                        "TargetUserSid", "S-1-0-0",
                        "TargetUserName", "-",
                        "TargetDomainName", "-",
                        "ParentProcessName", "C:\\Windows\\explorer.exe",
                        "MandatoryLabel", "S-1-16-8192"))))
        .containsEntry("Activity", "4688 - A new process has been created.")
        .containsEntry("Account", "EXAMPLE\\alice")
        .containsEntry("Process", "cmd.exe")
        .containsEntry("CommandLine", "cmd.exe /c \"whoami\" && echo")
        .containsEntry("ParentProcessName", "C:\\Windows\\explorer.exe")
        .containsEntry("TokenElevationType", "%%1936")
        .containsEntry("TargetAccount", "-\\-")
        .doesNotContainKey("EventData");
  }

  @Test
  void accountDeletedAndUniversalGroup() {
    String[] who = {
      "TargetUserName", "mallory",
      "TargetDomainName", "EXAMPLE",
      "TargetSid", "S-1-5-21-1-2-3-1200",
      "SubjectUserSid", "S-1-5-21-1-2-3-500",
      "SubjectUserName", "admin",
      "SubjectDomainName", "EXAMPLE",
      "SubjectLogonId", "0x99",
      "PrivilegeList", "-"
    };

    assertThat(row(security(4726, data(who))))
        .containsEntry("Activity", "4726 - A user account was deleted.")
        .containsEntry("Account", "EXAMPLE\\admin")
        .containsEntry("AccountType", "User")
        .containsEntry("TargetAccount", "EXAMPLE\\mallory")
        .containsEntry("TargetSid", "S-1-5-21-1-2-3-1200")
        .doesNotContainKey("EventData");
    assertThat(row(security(4756, data(who))))
        .containsEntry(
            "Activity", "4756 - A member was added to a security-enabled universal group.");
  }

  @Test
  void sessionsReconnectedAndDisconnected() {
    String[] session = {
      "AccountName", "alice",
      "AccountDomain", "EXAMPLE",
      "LogonID", "0x4a1b2",
      "SessionName", "RDP-Tcp#3",
      "ClientName", "LAPTOP",
      "ClientAddress", "203.0.113.9"
    };

    assertThat(row(security(4778, data(session))))
        .containsEntry("Activity", "4778 - A session was reconnected to a Window Station.")
        .containsEntry("Account", "EXAMPLE\\alice")
        .containsEntry("AccountType", "User")
        .containsEntry("SessionName", "RDP-Tcp#3")
        .containsEntry("ClientAddress", "203.0.113.9")
        .containsEntry("LogonID", "0x4a1b2");
    assertThat(row(security(4779, data(session))))
        .containsEntry("Activity", "4779 - A session was disconnected from a Window Station.");
  }

  @Test
  void kerberos() {
    assertThat(
            row(
                security(
                    4768,
                    data(
                        "TargetUserName", "alice",
                        "TargetDomainName", "EXAMPLE",
                        "TargetSid", "S-1-5-21-1-2-3-1104",
                        "ServiceName", "krbtgt",
                        "TicketOptions", "0x40810010",
                        "Status", "0x0",
                        "IpAddress", "::ffff:10.0.0.5",
                        "IpPort", "49152"))))
        .containsEntry("Activity", "4768 - A Kerberos authentication ticket (TGT) was requested.")
        .containsEntry("Account", "EXAMPLE\\alice")
        .containsEntry("ServiceName", "krbtgt")
        .containsEntry("IpAddress", "::ffff:10.0.0.5");

    Map<String, Object> ticket =
        row(
            security(
                4769,
                data(
                    "TargetUserName", "alice@EXAMPLE.ORG",
                    "TargetDomainName", "EXAMPLE.ORG",
                    "ServiceName", "sql",
                    "TicketEncryptionType", "0x17",
                    "IpAddress", "::ffff:10.0.0.5",
                    "Status", "0x0")));
    assertThat(ticket)
        .containsEntry("Activity", "4769 - A Kerberos service ticket was requested.")
        .containsEntry("Account", "EXAMPLE.ORG\\alice@EXAMPLE.ORG");
    // Rules parse these out of the XML, although some have columns.
    assertThat((String) ticket.get("EventData"))
        .contains("TicketEncryptionType\">0x17<", "ServiceName\">sql<", "IpAddress\">::ffff:10");

    assertThat(
            row(
                security(
                    4771,
                    data("TargetUserName", "alice", "TargetSid", "S-1-5-21-1", "Status", "0x18"))))
        .containsEntry("Activity", "4771 - Kerberos pre-authentication failed.")
        .containsEntry("Account", "alice")
        .containsEntry("Status", "0x18");
  }

  @Test
  void auditLogCleared() {
    String data =
        """
        <UserData><LogFileCleared xmlns='http://manifests.microsoft.com/win/2004/08/windows/eventlog'>
          <SubjectUserSid>S-1-5-21-1-2-3-500</SubjectUserSid>
          <SubjectUserName>admin</SubjectUserName>
          <SubjectDomainName>EXAMPLE</SubjectDomainName>
          <SubjectLogonId>0x99</SubjectLogonId>
        </LogFileCleared></UserData>
        """;

    assertThat(row(event("Microsoft-Windows-Eventlog", 1102, "Security", data)))
        .containsEntry("Activity", "1102 - The audit log was cleared.")
        .containsEntry("EventSourceName", "Microsoft-Windows-Eventlog")
        .containsEntry("Account", "EXAMPLE\\admin")
        .containsEntry("SubjectUserSid", "S-1-5-21-1-2-3-500")
        .containsEntry("SubjectLogonId", "0x99")
        .doesNotContainKey("EventData");
  }

  @Test
  void anEmptyDomainLeavesTheBackslash() {
    assertThat(row(security(4625, data("TargetUserName", "ADMINISTRATOR", "TargetDomainName", ""))))
        .containsEntry("Account", "\\ADMINISTRATOR")
        .containsEntry("AccountType", "User");
  }

  @Test
  void dataDoesNotOverwriteTheEvent() {
    Map<String, Object> row =
        row(security(4663, data("Computer", "other", "EventID", "1", "KeyLength", "many")));

    assertThat(row).containsEntry("Computer", "dc1.example.org").containsEntry("EventID", 4663);
    assertThat((String) row.get("EventData")).contains(">other<", ">many<");
    assertThat(row).doesNotContainKey("KeyLength");
  }

  @Test
  void serviceInstalled() {
    TableRow row =
        tableRow(
            event(
                "Service Control Manager",
                7045,
                "System",
                data(
                    "ServiceName", "evil",
                    "ImagePath", "C:\\evil.exe",
                    "ServiceType", "user mode service",
                    "StartType", "auto start",
                    "AccountName", "LocalSystem")));

    assertThat(row.table()).isEqualTo("Event");
    assertThat(row.values())
        .containsEntry("Source", "Service Control Manager")
        .containsEntry("UserName", "N/A");
    assertThat((String) row.values().get("RenderedDescription"))
        .contains("Service Name:  evil\nService File Name:  C:\\evil.exe");
  }

  @Test
  void theRenderedMessageOfAForwardedEventIsKept() {
    String data =
        data("Name", "x")
            + "<RenderingInfo Culture='en-US'><Message>It happened.</Message></RenderingInfo>";

    assertThat(row(event("Some-Provider", 5, "Application", data)))
        .containsEntry("RenderedDescription", "It happened.");
  }

  @Test
  void repeatedAndUnnamedValuesOfWindowsEvent() {
    String data =
        "<EventData><Data Name='a'>1</Data><Data Name='a'>2</Data><Data>x</Data></EventData>";

    assertThat(row(event("Some-Provider", 5, "Some-Provider/Operational", data)))
        .containsEntry("EventData", "{\"a\":[\"1\",\"2\"],\"Data\":\"x\"}");
  }

  @Test
  void refusesWhatIsNoEvent() {
    assertThat(EventXml.read("not xml"))
        .isInstanceOfSatisfying(
            EventReading.Refused.class, r -> assertThat(r.reason()).startsWith("not well-formed"));
    assertThat(EventXml.read("<Event><EventData/></Event>"))
        .isEqualTo(new EventReading.Refused("the XML has no System element"));
    assertThat(EventXml.read("<a>".repeat(80) + "</a>".repeat(80)))
        .isEqualTo(new EventReading.Refused("elements nested deeper than 60"));
  }

  @Test
  void takesNoEntitiesFromOutside() {
    String attack =
        "<!DOCTYPE Event [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            + security(4625, "<EventData><Data Name='TargetUserName'>&x;</Data></EventData>");

    EventReading reading = EventXml.read(attack);

    assertThat(reading.toString()).doesNotContain("root:");
  }

  @Test
  void replacesCharactersThatXmlForbids() {
    assertThat(row(security(4625, data("TargetUserName", "a\u0001b"))))
        .containsEntry("TargetUserName", "a\uFFFDb");
  }
}
