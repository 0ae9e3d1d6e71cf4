package io.vedette.connectors.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Rows of events given as JSON. */
class EventJsonTest {
  private static final Instant COLLECTED = Instant.parse("2026-01-02T03:04:05Z");

  private static TableRow row(String json) {
    EventReading reading = EventJson.read(new JsonMapper().readValue(json, Map.class));
    return switch (reading) {
      case EventReading.Read read -> EventTables.row(read.event(), COLLECTED);
      case EventReading.Refused refused -> throw new AssertionError(refused.reason());
      case null -> throw new AssertionError("not recognised");
    };
  }

  private static void isTheFailedSignIn(TableRow row) {
    assertThat(row.table()).isEqualTo("SecurityEvent");
    assertThat(row.values())
        .containsEntry("TimeGenerated", Instant.parse("2026-01-01T10:20:30.123Z"))
        .containsEntry("EventID", 4625)
        .containsEntry("Activity", "4625 - An account failed to log on.")
        .containsEntry("Computer", "pc1.example.org")
        .containsEntry("EventSourceName", "Microsoft-Windows-Security-Auditing")
        .containsEntry("Keywords", "0x8010000000000000")
        .containsEntry("Account", "EXAMPLE\\bob")
        .containsEntry("LogonType", 3)
        .containsEntry("IpAddress", "203.0.113.7")
        .containsEntry("EventRecordId", "42")
        .doesNotContainKey("EventData");
  }

  @Test
  void nxlog() {
    isTheFailedSignIn(
        row(
            """
            {"EventTime":"2026-01-01T10:20:30.123Z","Hostname":"pc1.example.org",
             "Keywords":-9218868437227405312,"EventType":"AUDIT_FAILURE","SeverityValue":4,
             "Severity":"ERROR","EventID":4625,"SourceName":"Microsoft-Windows-Security-Auditing",
             "ProviderGuid":"{54849625-5478-4994-A5BA-3E3B0328C30D}","Version":0,"Task":12544,
             "OpcodeValue":0,"RecordNumber":42,"ExecutionProcessID":600,"ExecutionThreadID":604,
             "Channel":"Security","Message":"An account failed to log on.","Category":"Logon",
             "TargetUserName":"bob","TargetDomainName":"EXAMPLE","LogonType":3,
             "IpAddress":"203.0.113.7","IpPort":"50000"}
            """));
  }

  @Test
  void winlogbeat() {
    isTheFailedSignIn(
        row(
            """
            {"@timestamp":"2026-01-01T10:20:30.123Z","log":{"level":"information"},
             "message":"An account failed to log on.",
             "winlog":{"event_id":"4625","channel":"Security","record_id":42,
               "provider_name":"Microsoft-Windows-Security-Auditing",
               "computer_name":"pc1.example.org","keywords":["Audit Failure"],"task":"Logon",
               "process":{"pid":600,"thread":{"id":604}},
               "event_data":{"TargetUserName":"bob","TargetDomainName":"EXAMPLE",
                 "LogonType":"3","IpAddress":"203.0.113.7","IpPort":"50000"}}}
            """));
  }

  @Test
  void xmlTurnedIntoJson() {
    isTheFailedSignIn(
        row(
            """
            {"Event":{"#attributes":{"xmlns":"http://schemas.microsoft.com/win/2004/08/events/event"},
              "System":{"Provider":{"#attributes":{"Name":"Microsoft-Windows-Security-Auditing"}},
               "EventID":4625,"Level":0,"Task":12544,"Keywords":"0x8010000000000000",
               "TimeCreated":{"#attributes":{"SystemTime":"2026-01-01T10:20:30.123000Z"}},
               "EventRecordID":42,"Channel":"Security","Computer":"pc1.example.org"},
              "EventData":{"TargetUserName":"bob","TargetDomainName":"EXAMPLE","LogonType":3,
               "IpAddress":"203.0.113.7","IpPort":"50000"}}}
            """));
    isTheFailedSignIn(
        row(
            """
            {"Event":{"System":{"Provider":{"@Name":"Microsoft-Windows-Security-Auditing"},
               "EventID":{"@Qualifiers":"","#text":"4625"},"Keywords":"0x8010000000000000",
               "TimeCreated":{"@SystemTime":"2026-01-01T10:20:30.123Z"},
               "EventRecordID":"42","Channel":"Security","Computer":"pc1.example.org"},
              "EventData":{"Data":[{"@Name":"TargetUserName","#text":"bob"},
               {"@Name":"TargetDomainName","#text":"EXAMPLE"},{"@Name":"LogonType","#text":"3"},
               {"@Name":"IpAddress","#text":"203.0.113.7"},{"@Name":"IpPort","#text":"50000"}]}}}
            """));
  }

  @Test
  void winlogbeatUserData() {
    TableRow row =
        row(
            """
            {"@timestamp":"2026-01-01T10:20:30Z",
             "winlog":{"event_id":1149,"computer_name":"pc1",
               "channel":"Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational",
               "provider_name":"Microsoft-Windows-TerminalServices-RemoteConnectionManager",
               "user_data":{"xml_name":"EventXML","Param1":"bob","Param2":"EXAMPLE",
                 "Param3":"203.0.113.7"}}}
            """);

    assertThat(row.table()).isEqualTo("Event");
    assertThat((String) row.values().get("EventData"))
        .contains("<UserData><EventXML><Param1>bob</Param1>");
    assertThat((String) row.values().get("RenderedDescription"))
        .endsWith("User: bob\nDomain: EXAMPLE\nSource Network Address: 203.0.113.7");
  }

  @Test
  void anAccountThatIsDataStaysData() {
    assertThat(
            row("""
                    {"EventTime":"2026-01-01T10:20:30Z","Hostname":"pc1","Channel":"Security",
                     "EventID":4778,"SourceName":"Microsoft-Windows-Security-Auditing",
                     "AccountName":"bob","AccountDomain":"EXAMPLE","ClientName":"laptop"}
                    """)
                .values())
        .containsEntry("Account", "EXAMPLE\\bob")
        .containsEntry("AccountName", "bob");
  }

  @Test
  void timesWithoutOffset() {
    String event =
        """
        {"EventTime":"2026-01-01 12:00:00","Hostname":"pc1","Channel":"Security","EventID":1,
         "SourceName":"x"%s}
        """;

    assertThat(row(event.formatted("")).values())
        .containsEntry("TimeGenerated", Instant.parse("2026-01-01T12:00:00Z"));
    assertThat(row(event.formatted(",\"@timestamp\":\"2026-01-01T10:00:00.5Z\"")).values())
        .containsEntry("TimeGenerated", Instant.parse("2026-01-01T10:00:00.500Z"));
  }

  @Test
  void otherObjectsAreNotEvents() {
    assertThat(EventJson.read(Map.of("TimeGenerated", "x", "EventID", 4625))).isNull();
    assertThat(EventJson.read(Map.of("a", 1))).isNull();
  }

  @Test
  void nestingIsBounded() {
    String json = "{\"Event\":{\"System\":" + "{\"a\":".repeat(90) + "1" + "}".repeat(92);

    assertThat(EventJson.read(new JsonMapper().readValue(json, Map.class)))
        .isEqualTo(new EventReading.Refused("elements nested deeper than 60"));
  }
}
