package io.vedette.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.ingestion.IngestionSettings;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The workspace functions that come with the product, over real rows. */
class FunctionCatalogTest {
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
  private static final FunctionCatalog CATALOG = FunctionCatalog.fromClassPath();

  private final Workspace workspace = Workspace.inMemory(TableCatalog.fromClassPath());
  private final EventDatabase database = EventDatabase.inMemory(new DatabaseSettings(1L << 30, 2));
  private final QueryEngine engine = new QueryEngine(database, workspace::schema, 2);
  private final Ingestion ingestion =
      new Ingestion(database, workspace, InstantSource.fixed(NOW), IngestionSettings.DEFAULT);

  @AfterEach
  void close() {
    engine.close();
    ingestion.close();
    database.close();
  }

  private void ingest(String table, Map<String, ?> row) {
    ingestion.ingest(new IngestionRequest("test", table, List.of(row)));
  }

  private QueryOutcome.Completed completed(String kql) {
    QueryOutcome outcome = engine.run(QueryRequest.of(kql, NOW));
    assertThat(outcome).as(kql).isInstanceOf(QueryOutcome.Completed.class);
    return (QueryOutcome.Completed) outcome;
  }

  private List<String> rows(String kql) {
    ResultSet result = completed(kql).primary();
    return result.rows().stream().map(FunctionCatalogTest::text).toList();
  }

  private static String text(@Nullable Object[] row) {
    return Arrays.stream(row).map(String::valueOf).collect(Collectors.joining("|"));
  }

  @Test
  void holdsTheNamesOfAsim() {
    assertThat(CATALOG.names()).hasSizeGreaterThanOrEqualTo(80);
    for (String schema :
        List.of(
            "Authentication",
            "ProcessEvent",
            "FileEvent",
            "RegistryEvent",
            "Dns",
            "NetworkSession",
            "WebSession",
            "AuditEvent",
            "UserManagement",
            "DhcpEvent",
            "AlertEvent")) {
      assertThat(CATALOG.names())
          .contains(
              "_Im_" + schema,
              "_ASim_" + schema,
              "im" + schema,
              "ASim" + schema,
              "_Im_" + schema + "_Empty",
              "vim" + schema + "Empty");
    }
    assertThat(CATALOG.function("FileProfile")).isNotNull();
    assertThat(CATALOG.function("fileprofile")).isNull();
  }

  @Test
  void eachParserCompilesAndKeepsItsSchemasColumnsWhole() {
    List<String> parsers =
        CATALOG.names().stream().filter(name -> !name.equals("FileProfile")).toList();
    for (String name : parsers) {
      QueryOutcome.Completed answer = completed(name + "() | getschema | project ColumnName");
      assertThat(answer.warnings()).as(name).isEmpty();
      assertThat(answer.primary().rows().stream().map(row -> String.valueOf(row[0])))
          .as(name)
          .contains("TimeGenerated", "EventVendor", "EventType")
          .noneMatch(column -> column.matches(".*_(int|long|string|datetime|real|bool|dynamic)"));
    }
  }

  @Test
  void signInsOfWindowsFailAndSucceed() {
    ingest(
        "SecurityEvent",
        Map.of(
            "EventID",
            4625,
            "Computer",
            "pc1.contoso.com",
            "TargetUserName",
            "bob",
            "TargetDomainName",
            "CONTOSO",
            "LogonType",
            3,
            "IpAddress",
            "203.0.113.9",
            "IpPort",
            "50123",
            "Status",
            "0xc000006d",
            "SubStatus",
            "0xC000006A",
            "AuthenticationPackageName",
            "NTLM"));
    ingest(
        "SecurityEvent",
        Map.of(
            "EventID",
            4624,
            "Computer",
            "pc1.contoso.com",
            "TargetUserName",
            "alice",
            "TargetDomainName",
            "CONTOSO",
            "LogonType",
            10,
            "IpAddress",
            "203.0.113.9",
            "AuthenticationPackageName",
            "Negotiate"));
    ingest("SecurityEvent", Map.of("EventID", 4688, "TargetUserName", "bob"));

    assertThat(
            rows(
                "_Im_Authentication(starttime=ago(1h), endtime=now(),"
                    + " targetusername_has_any=dynamic(['bob', 'carol']))"
                    + " | project EventResult, EventResultDetails, LogonMethod, LogonProtocol,"
                    + " TargetUsername, SrcIpAddr, SrcPortNumber, EventSubType, Dvc, User"))
        .containsExactly(
            "Failure|Incorrect password|Username & Password|NTLM|CONTOSO\\bob|203.0.113.9|50123"
                + "|Remote|pc1|CONTOSO\\bob");
    assertThat(
            rows(
                "imAuthentication(eventresult='Success', srcipaddr_has_any_prefix=dynamic(['203.0.113.']))"
                    + " | project TargetUsername, EventSubType, EventType, TargetHostname"))
        .containsExactly("CONTOSO\\alice|RemoteInteractive|Logon|pc1");
    assertThat(rows("_ASim_Authentication(starttime=now()) | where TimeGenerated < now()"))
        .isEmpty();
    assertThat(rows("_Im_Authentication_Empty() | count")).containsExactly("0");
  }

  @Test
  void signInsOfOtherSourcesHaveTheSameColumns() {
    ingest(
        "Syslog",
        Map.of(
            "ProcessName",
            "sshd",
            "HostName",
            "web1",
            "SyslogMessage",
            "Failed password for invalid user admin from 198.51.100.7 port 4242 ssh2"));
    ingest(
        "Syslog",
        Map.of(
            "ProcessName",
            "sshd",
            "HostName",
            "web1",
            "SyslogMessage",
            "Accepted publickey for root from 198.51.100.8 port 4243 ssh2: RSA SHA256:abc"));
    ingest(
        "SigninLogs",
        Map.of(
            "UserPrincipalName",
            "bob@contoso.com",
            "ResultType",
            "50126",
            "IPAddress",
            "198.51.100.9",
            "AuthenticationRequirement",
            "multiFactorAuthentication"));
    ingest(
        "DeviceLogonEvents",
        Map.of(
            "ActionType",
            "LogonSuccess",
            "LogonType",
            "RemoteInteractive",
            "AccountName",
            "dan",
            "AccountDomain",
            "contoso",
            "RemoteIP",
            "198.51.100.10",
            "DeviceName",
            "pc2.contoso.com"));

    assertThat(
            rows(
                "_Im_Authentication() | project EventProduct, EventResult, EventResultDetails,"
                    + " LogonMethod, TargetUsername, SrcIpAddr | order by SrcIpAddr asc"))
        .containsExactly(
            "M365 Defender for EndPoint|Success||Username & Password|contoso\\dan|198.51.100.10",
            "OpenSSH|Failure|No such user|Username & Password|admin|198.51.100.7",
            "OpenSSH|Success||PKI|root|198.51.100.8",
            "Entra ID|Failure|Incorrect password|Multi factor authentication|bob@contoso.com"
                + "|198.51.100.9");
  }

  @Test
  void processesOfWindowsAndSysmon() {
    ingest(
        "SecurityEvent",
        Map.of(
            "EventID",
            4688,
            "Computer",
            "pc1",
            "SubjectUserName",
            "bob",
            "SubjectDomainName",
            "C",
            "NewProcessName",
            "C:\\Windows\\System32\\cmd.exe",
            "NewProcessId",
            "0x1f4",
            "ParentProcessName",
            "C:\\Windows\\explorer.exe",
            "CommandLine",
            "cmd /c whoami",
            "MandatoryLabel",
            "S-1-16-12288"));
    ingest(
        "Event",
        Map.of(
            "Source",
            "Microsoft-Windows-Sysmon",
            "EventID",
            1,
            "Computer",
            "pc1",
            "EventData",
            "<DataItem><EventData><Data Name=\"Image\">C:\\a&amp;b\\x.exe</Data>"
                + "<Data Name=\"CommandLine\">x.exe &lt;in</Data><Data Name=\"User\">C\\bob</Data>"
                + "<Data Name=\"Hashes\">SHA1=AB,SHA256=CD</Data></EventData></DataItem>"));

    assertThat(
            rows(
                "imProcessCreate() | project TargetProcessName, TargetProcessFilename,"
                    + " CommandLine, ActorUsername, Hash, TargetProcessId,"
                    + " TargetProcessIntegrityLevel | order by TargetProcessName asc"))
        .containsExactly(
            "C:\\Windows\\System32\\cmd.exe|cmd.exe|cmd /c whoami|C\\bob||500|High",
            "C:\\a&b\\x.exe|x.exe|x.exe <in|C\\bob|CD||");
    assertThat(rows("_Im_ProcessTerminate() | count")).containsExactly("0");
    assertThat(rows("_Im_ProcessEvent(commandline_has_all=dynamic(['cmd','whoami'])) | count"))
        .containsExactly("1");
  }

  @Test
  void namesConnectionsFilesKeysAndUsers() {
    ingest(
        "DnsEvents",
        Map.of(
            "SubType",
            "LookupQuery",
            "EventId",
            257,
            "Name",
            "evil.example.",
            "ClientIP",
            "192.0.2.4",
            "ResultCode",
            3,
            "QueryType",
            "A"));
    ingest(
        "DeviceNetworkEvents",
        Map.of(
            "ActionType",
            "ConnectionSuccess",
            "RemoteIP",
            "192.0.2.5",
            "RemotePort",
            443,
            "LocalIP",
            "10.0.0.1",
            "Protocol",
            "Tcp"));
    ingest(
        "DeviceFileEvents",
        Map.of("ActionType", "FileCreated", "FolderPath", "C:\\t\\a.txt", "FileName", "a.txt"));
    ingest(
        "SecurityEvent",
        Map.of(
            "EventID",
            4657,
            "ObjectName",
            "\\REGISTRY\\MACHINE\\SOFTWARE\\Run",
            "ObjectValueName",
            "x",
            "NewValue",
            "evil",
            "OperationType",
            "%%1904"));
    ingest(
        "SecurityEvent",
        Map.of(
            "EventID",
            4732,
            "MemberName",
            "CN=bob",
            "TargetUserName",
            "Administrators",
            "TargetDomainName",
            "Builtin",
            "SubjectUserName",
            "eve",
            "SubjectDomainName",
            "C"));
    ingest("SecurityEvent", Map.of("EventID", 1102, "Activity", "1102 - The log was cleared."));
    ingest(
        "W3CIISLog",
        Map.of(
            "cIP",
            "192.0.2.6",
            "csUriStem",
            "/a",
            "csHost",
            "shop",
            "scStatus",
            "404",
            "sPort",
            443));

    assertThat(
            rows(
                "_Im_Dns(responsecodename='NXDOMAIN', domain_has_any=dynamic(['evil.example']))"
                    + " | project DnsQuery, SrcIpAddr, DnsResponseCodeName, EventResult"))
        .containsExactly("evil.example|192.0.2.4|NXDOMAIN|Failure");
    assertThat(
            rows(
                "_Im_NetworkSession(dstportnumber=443, dstipaddr_has_any_prefix=dynamic(['192.0.2.']))"
                    + " | project SrcIpAddr, DstIpAddr, NetworkProtocol, NetworkDirection, EventResult"))
        .containsExactly("10.0.0.1|192.0.2.5|TCP|Outbound|Success");
    assertThat(
            rows(
                "imFileEvent(targetfilepath_has_any=dynamic(['a.txt'])) | project EventType, FileName"))
        .containsExactly("FileCreated|a.txt");
    assertThat(
            rows("imRegistry() | project RegistryKey, RegistryValue, RegistryValueData, EventType"))
        .containsExactly("HKEY_LOCAL_MACHINE\\SOFTWARE\\Run|x|evil|RegistryValueSet");
    assertThat(
            rows(
                "_Im_UserManagement() | project EventType, TargetUsername, GroupName, ActorUsername"))
        .containsExactly("UserAddedToGroup|CN=bob|Builtin\\Administrators|C\\eve");
    assertThat(rows("_Im_AuditEvent() | project EventType, Object, Operation"))
        .containsExactly("Clear|Security Logs|The log was cleared.");
    assertThat(
            rows(
                "_Im_WebSession(eventresult='Failure') | project Url, EventResultDetails, SrcIpAddr"))
        .containsExactly("https://shop/a|404|192.0.2.6");
  }

  @Test
  void filesAreCountedByDevice() {
    for (String device : List.of("a", "b", "b")) {
      ingest("DeviceProcessEvents", Map.of("DeviceId", device, "SHA1", "AA", "FileName", "x.exe"));
    }
    ingest(
        "DeviceFileCertificateInfo",
        Map.of("SHA1", "aa", "Signer", "Contoso", "IsTrusted", true, "IsSigned", true));
    ingest("DeviceFileEvents", Map.of("SHA1", "bb"));

    assertThat(
            rows(
                "datatable(SHA1:string)['aa', 'cc', ''] | invoke FileProfile('SHA1', 1000)"
                    + " | project SHA1, GlobalPrevalence, Signer, SignatureState, IsExecutable,"
                    + " ProfileAvailability | order by SHA1 asc"))
        .containsExactly(
            "|null|||null|Missing",
            "aa|2|Contoso|SignedValid|true|Available",
            "cc|null|||null|Missing");
  }
}
