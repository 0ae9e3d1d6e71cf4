package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.identity.Accounts;
import io.vedette.identity.Role;
import io.vedette.incidents.IncidentFilter;
import io.vedette.incidents.IncidentSummary;
import io.vedette.incidents.Incidents;
import io.vedette.platform.RdpSettings;
import io.vedette.query.EventDatabase;
import io.vedette.testing.Attack;
import io.vedette.testing.RunningServer;
import io.vedette.testing.StoredRows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a password guessed over RDP to the incident, in one server. */
@Timeout(180)
final class OwnSensorTest {
  private static final String PASSWORD = "Summer2024!";

  @TempDir private Path folder;

  @Test
  void guessesBecomeSignInEventsAndIncidents() throws IOException, InterruptedException {
    RdpTools tools = new RdpTools(folder);
    RdpTools.need("hydra");
    RdpSettings rdp =
        RdpSettings.of("127.0.0.1", 0, "SRV01", Map.of("decoy", RdpSettings.Decoy.of(PASSWORD)));
    try (RunningServer server = RunningServer.start(settings -> settings.withRdp(rdp))) {
      InetSocketAddress sensor = server.running().part(OwnSensor.class).address().orElseThrow();
      String output = tools.hydra(sensor.getPort(), PASSWORD);
      assertThat(output.lines().filter(line -> line.contains("login:"))).as(output).hasSize(1);

      EventDatabase database = server.running().part(EventDatabase.class);
      String failures =
          """
          SELECT count(*), count(DISTINCT "TargetUserName"), min("LogonType"), min("IpAddress")
          FROM "SecurityEvent" WHERE "EventID" = 4625\
          """;
      assertThat(StoredRows.of(database, failures)).containsExactly("44|5|3|127.0.0.1");
      assertThat(
              StoredRows.of(
                  database,
                  """
                  SELECT DISTINCT "LogonType", "TargetAccount", "Computer" FROM "SecurityEvent"
                  WHERE "EventID" = 4624 ORDER BY 1\
                  """))
          .containsExactly("3|SRV01\\decoy|SRV01", "10|SRV01\\decoy|SRV01");
      assertThat(
              StoredRows.of(
                  database,
                  """
                  SELECT "EventID", count(*) FROM "Event"
                  WHERE "Source" LIKE '%RdpCoreTS' AND "EventID" = 140 GROUP BY 1
                  UNION ALL SELECT DISTINCT "EventID", "EventCategory" FROM "Event"
                  WHERE "Source" LIKE '%TerminalServices%' AND "EventID" IN (21, 1149)
                  ORDER BY 1\
                  """))
          .containsExactly("21|0", "140|44", "1149|0");
      Attack.await(
          "the rows of all connections",
          () ->
              StoredRows.of(
                      database,
                      """
                      SELECT DISTINCT "Tool" FROM "RdpSensor_CL" WHERE "Attempts" > 0
                      ORDER BY 1\
                      """)
                  .equals(List.of("FreeRDP", "hydra")));
      // From this machine itself, an RDP sign-in is taken for one through a tunnel.
      Incidents incidents = server.running().part(Incidents.class);
      Attack.await(
          "the incidents of guessing and of the success",
          () ->
              incidents.list(IncidentFilter.ALL).value().stream()
                  .map(IncidentSummary::title)
                  .toList()
                  .containsAll(
                      List.of(
                          "Password guessing from 127.0.0.1",
                          "RDP through a tunnel to SRV01 as SRV01\\decoy")));
    }
  }

  @Test
  void onlyAnOwnerIsShownAPasswordThatAClientTold() throws IOException, GeneralSecurityException {
    RdpSettings rdp =
        RdpSettings.of("127.0.0.1", 0, "SRV01", Map.of("decoy", RdpSettings.Decoy.of("other")));
    try (RunningServer server = RunningServer.start(settings -> settings.withRdp(rdp))) {
      OwnSensor sensor = server.running().part(OwnSensor.class);
      // The recorded client tells this file's password.
      new RdpAttacker(sensor.address().orElseThrow())
          .guess(RdpAttacker.Way.TLS, "decoy", InetAddress.getLoopbackAddress(), "srv01.example");
      EventDatabase database = server.running().part(EventDatabase.class);
      String columns =
          """
          SELECT "PasswordSealed", length("PasswordHash"), "Verdict" FROM "RdpSensor_CL"
          WHERE "PasswordSealed" IS NOT NULL\
          """;
      String tables =
          """
          SELECT table_name FROM information_schema.tables
          WHERE table_name = 'RdpSensor_CL'\
          """;
      Attack.await("the table", () -> !StoredRows.of(database, tables).isEmpty());
      Attack.await("the row", () -> StoredRows.of(database, columns).size() == 1);
      String[] row = StoredRows.of(database, columns).getFirst().split("\\|", -1);
      assertThat(row[0]).doesNotContain(PASSWORD);
      assertThat(row[1]).isEqualTo("32");
      assertThat(row[2]).isEqualTo("WRONG_PASSWORD");

      Map<String, String> sealed = Map.of("sealed", row[0]);
      RunningServer.Answer shown = server.post("/api/sensor/password", sealed);
      assertThat(shown.status()).as(shown.text()).isEqualTo(200);
      assertThat(shown.json().path("password").asString()).isEqualTo(PASSWORD);
      Attack.await(
          "the audit's row",
          () ->
              StoredRows.of(
                          database,
                          """
                          SELECT "OperationName" FROM "SentinelAudit"
                          WHERE "OperationName" = 'Show captured password'\
                          """)
                      .size()
                  == 1);
      assertThat(server.post("/api/sensor/password", Map.of("sealed", "AAAA")).status())
          .isEqualTo(400);

      server
          .running()
          .part(Accounts.class)
          .create("bob", "correct horse battery", Role.CONTRIBUTOR);
      server.signIn("bob", "correct horse battery");
      assertThat(server.post("/api/sensor/password", sealed).status()).isEqualTo(403);
    }
  }
}
