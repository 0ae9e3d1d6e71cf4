package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.identity.Accounts;
import io.vedette.identity.Role;
import io.vedette.platform.RdpSettings;
import io.vedette.query.EventDatabase;
import io.vedette.testing.Attack;
import io.vedette.testing.RunningServer;
import io.vedette.testing.RunningServer.Answer;
import io.vedette.testing.StoredRows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Changes to the sensor's settings over HTTP, in a server with a sensor that takes connections. */
@Timeout(180)
final class SensorConfigurationTest {
  private static final String USER_PASSWORD = "correct horse battery";

  /** What the recorded client tells. */
  private static final String PASSWORD = "Summer2024!";

  @TempDir private Path folder;

  private static RunningServer withSensor() {
    RdpSettings rdp =
        RdpSettings.of("127.0.0.1", 0, "SRV01", Map.of("decoy", RdpSettings.Decoy.of("other")));
    return RunningServer.start(settings -> settings.withRdp(rdp));
  }

  private static InetSocketAddress address(RunningServer server) {
    return server.part(OwnSensor.class).address().orElseThrow();
  }

  /** The settings as the server tells them, with some changed. */
  private static Map<String, Object> changed(RunningServer server, Map<String, ?> changes) {
    JsonNode told = server.get("/api/sensor").json();
    Map<String, Object> settings = new HashMap<>();
    told.path("settings")
        .properties()
        .forEach(each -> settings.put(each.getKey(), each.getValue()));
    settings.putAll(changes);
    return Map.of("settings", settings, "version", told.path("version").asLong());
  }

  private static Answer save(RunningServer server, Map<String, ?> changes) {
    return server.post("/api/sensor/settings", changed(server, changes));
  }

  private static Answer restore(RunningServer server, long version) {
    long present = server.get("/api/sensor").json().path("version").asLong();
    return server.post(
        "/api/sensor/settings/restore", Map.of("restore", version, "version", present));
  }

  private static void signIn(RunningServer server, String name, Role role) {
    server.part(Accounts.class).create(name, USER_PASSWORD, role);
    server.signIn(name, USER_PASSWORD);
  }

  private static void tell(RunningServer server) throws IOException, GeneralSecurityException {
    new RdpAttacker(address(server))
        .guess(RdpAttacker.Way.TLS, "decoy", InetAddress.getLoopbackAddress(), "srv.example");
  }

  private static List<String> audited(RunningServer server) {
    return StoredRows.of(
        server.part(EventDatabase.class),
        """
        SELECT "OperationName", "SentinelResourceName", "ExtendedProperties" FROM "SentinelAudit"
        WHERE "SentinelResourceType" = 'RdpSensor' ORDER BY "TimeGenerated"\
        """);
  }

  @Test
  void aChangeIsInForceAtOnceAndCanBeTakenBack() throws IOException, GeneralSecurityException {
    try (RunningServer server = withSensor()) {
      InetSocketAddress before = address(server);
      signIn(server, "carl", Role.CONTRIBUTOR);
      Answer saved =
          save(
              server,
              Map.of(
                  "computer",
                  "FILES02",
                  "domain",
                  "corp.example",
                  "decoys",
                  List.of(Map.of("name", "decoy", "password", PASSWORD, "state", "ok")),
                  "limits",
                  Map.of("session", "1s")));
      assertThat(saved.status()).as(saved.text()).isEqualTo(200);
      assertThat(saved.text()).doesNotContain(PASSWORD);
      assertThat(saved.json().path("version").asLong()).isEqualTo(1);
      assertThat(saved.json().path("saved").asBoolean()).isTrue();
      assertThat(address(server)).as("any free port is the one that it has").isEqualTo(before);

      tell(server);
      EventDatabase database = server.part(EventDatabase.class);
      String verdicts = "SELECT \"Computer\", \"Verdict\" FROM \"RdpSensor_CL\"";
      Attack.await(
          "the row of a decoy that was found",
          () ->
              StoredRows.of(
                              database,
                              "SELECT table_name FROM information_schema.tables WHERE table_name ="
                                  + " 'RdpSensor_CL'")
                          .size()
                      == 1
                  && StoredRows.of(database, verdicts)
                      .equals(List.of("files02.corp.example|ACCEPTED")));

      assertThat(restore(server, 0).json().at("/settings/computer").asString()).isEqualTo("SRV01");
      assertThat(server.get("/api/sensor").json().path("saved").asBoolean()).isFalse();
      Answer again = restore(server, 1);
      assertThat(again.json().at("/settings/computer").asString()).isEqualTo("FILES02");
      assertThat(address(server)).isEqualTo(before);

      JsonNode versions = server.get("/api/sensor/versions").json();
      assertThat(versions).hasSize(3);
      assertThat(versions.at("/2/by").asString()).isEqualTo("carl");
      assertThat(versions.at("/2/changes").asString())
          .isEqualTo(
              "computer: SRV01 to FILES02; domain: none to corp.example; limits.session: 10s to"
                  + " 1s; decoy decoy: another password");
      assertThat(versions.at("/1/changes").asString()).startsWith("back to the file; ");
      List<String> audit = audited(server);
      assertThat(audit).hasSize(3);
      assertThat(audit.getFirst()).startsWith("Change RDP sensor|settings|").contains("carl");
      assertThat(audit.get(1)).startsWith("Restore RDP sensor|settings|");
      assertThat(String.join("\n", audit)).doesNotContain(PASSWORD);
    }
  }

  @Test
  void passwordsOfDecoysAreShownToAnOwnerAlone() {
    try (RunningServer server = withSensor()) {
      Map<String, String> decoy = Map.of("decoy", "decoy");
      Answer shown = server.post("/api/sensor/decoy-password", decoy);
      assertThat(shown.json().path("password").asString()).isEqualTo("other");
      assertThat(audited(server)).anyMatch(row -> row.startsWith("Show decoy password|decoy|"));
      assertThat(server.post("/api/sensor/decoy-password", Map.of("decoy", "x")).status())
          .isEqualTo(404);

      signIn(server, "carl", Role.CONTRIBUTOR);
      assertThat(server.post("/api/sensor/decoy-password", decoy).status()).isEqualTo(403);
      // Without seeing it, somebody may keep the password for an account of another name.
      List<Map<String, Object>> renamed =
          List.of(Map.of("name", "backup", "was", "decoy", "state", "locked", "acceptAfter", 3));
      assertThat(save(server, Map.of("decoys", renamed)).status()).isEqualTo(200);

      signIn(server, "rita", Role.READER);
      assertThat(server.get("/api/sensor").text()).contains("backup").doesNotContain("other");
      assertThat(server.get("/api/sensor/versions").text()).doesNotContain("other");
      assertThat(save(server, Map.of("port", 0)).status()).isEqualTo(403);
      assertThat(restore(server, 0).status()).isEqualTo(403);
      assertThat(server.post("/api/sensor/decoy-password", Map.of("decoy", "backup")).status())
          .isEqualTo(403);
      assertThat(server.part(SensorConfiguration.class).password("backup")).contains("other");
    }
  }

  @Test
  void whatIsWrongIsSaidAtItsFieldAndNothingChanges() {
    try (RunningServer server = withSensor()) {
      List<Map<String, Object>> decoys =
          List.of(
              Map.of("name", "decoy", "state", "ok"),
              Map.of("name", "DECOY", "password", "x"),
              Map.of("name", "a@b", "password", "x"),
              Map.of("name", "new", "state", "gone"),
              Map.of("name", "deep", "password", "x", "acceptAfter", 0));
      Answer answer =
          save(
              server,
              Map.of(
                  "port",
                  70_000,
                  "bind",
                  "1.2.3.999",
                  "computer",
                  "a name with spaces",
                  "security",
                  List.of(),
                  "decoys",
                  decoys,
                  "limits",
                  Map.of("perSource", 0, "step", "1h")));
      assertThat(answer.status()).isEqualTo(400);
      Map<String, String> fields = new HashMap<>();
      answer
          .json()
          .path("fields")
          .forEach(
              field ->
                  fields.put(field.path("field").asString(), field.path("message").asString()));
      assertThat(fields)
          .containsEntry("port", "This is a number from 0 to 65535.")
          .containsEntry("limits.step", "This is a time from 1s to 300s.")
          .containsOnlyKeys(
              "port",
              "bind",
              "computer",
              "security",
              "decoys[1].name",
              "decoys[2].name",
              "decoys[3].password",
              "decoys[3].state",
              "decoys[4].acceptAfter",
              "limits.perSource",
              "limits.step");
      assertThat(server.get("/api/sensor").json().path("version").asLong()).isZero();

      assertThat(save(server, Map.of("nonsense", 1)).json().at("/fields/0/message").asString())
          .startsWith("This holds [bind,");
      assertThat(save(server, Map.of("decoys", List.of("x"))).status()).isEqualTo(400);
      assertThat(server.post("/api/sensor/settings", Map.of()).status()).isEqualTo(400);
      assertThat(restore(server, 7).status()).isEqualTo(404);
      Map<String, Object> outdated = changed(server, Map.of("computer", "A"));
      assertThat(save(server, Map.of("computer", "B")).status()).isEqualTo(200);
      assertThat(server.post("/api/sensor/settings", outdated).status()).isEqualTo(409);
    }
  }

  @Test
  void aPortThatIsTakenLeavesTheOldSensorRunning() throws IOException {
    try (RunningServer server = withSensor();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress before = address(server);
      Answer answer = save(server, Map.of("port", taken.getLocalPort(), "computer", "OTHER"));
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.json().path("detail").asString())
          .contains("port " + taken.getLocalPort())
          .contains("goes on as before");
      // Not an address of this machine, on the port that the sensor itself has.
      Answer elsewhere = save(server, Map.of("port", before.getPort(), "bind", "192.0.2.1"));
      assertThat(elsewhere.status()).isEqualTo(409);
      assertThat(address(server)).isEqualTo(before);
      try (Socket socket = new Socket(before.getAddress(), before.getPort())) {
        assertThat(socket.isConnected()).isTrue();
      }
      JsonNode told = server.get("/api/sensor").json();
      assertThat(told.path("version").asLong()).isZero();
      assertThat(told.at("/settings/computer").asString()).isEqualTo("SRV01");
      assertThat(told.has("fault")).isFalse();

      assertThat(save(server, Map.of("enabled", false)).status()).isEqualTo(200);
      assertThat(server.part(OwnSensor.class).address()).isEmpty();
      assertThat(save(server, Map.of("enabled", true)).status()).isEqualTo(200);
      assertThat(server.part(OwnSensor.class).address()).isPresent();
    }
  }

  @Test
  void aTarpitHoldsWhoGuessesWrongButNotTheSensorsEnd()
      throws IOException, GeneralSecurityException {
    try (RunningServer server = withSensor()) {
      assertThat(save(server, Map.of("limits", Map.of("tarpit", "2s"))).status()).isEqualTo(200);
      long begin = System.nanoTime();
      tell(server);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(2));

      assertThat(save(server, Map.of("limits", Map.of("tarpit", "30s"))).status()).isEqualTo(200);
      Thread guess = Thread.ofVirtual().start(() -> tellUntilItEnds(server));
      Attack.await(
          "the attempt",
          () ->
              StoredRows.of(
                          server.part(EventDatabase.class),
                          "SELECT \"EventID\" FROM \"SecurityEvent\" WHERE \"EventID\" = 4625")
                      .size()
                  == 2);
      assertThat(guess.isAlive()).isTrue();
      begin = System.nanoTime();
      assertThat(save(server, Map.of("enabled", false)).status()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
  }

  /** The sensor ends first. */
  private static void tellUntilItEnds(RunningServer server) {
    try {
      tell(server);
    } catch (IOException | GeneralSecurityException e) {
      assertThat(e).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatWasSavedHoldsAfterARestartAndIsEncrypted() throws IOException {
    String password;
    int port;
    try (RunningServer server = RunningServer.start(folder)) {
      password = server.running().firstPassword().orElseThrow();
      assertThat(server.get("/api/sensor").json().at("/settings/enabled").asBoolean()).isFalse();
      List<Map<String, Object>> decoys =
          List.of(Map.of("name", "backup", "password", "Secret-of-a-decoy"));
      Answer answer = save(server, Map.of("enabled", true, "port", 0, "decoys", decoys));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      port = address(server).getPort();
      assertThat(save(server, Map.of("port", port)).status()).isEqualTo(200);
    }
    assertThat(contents("state.db")).doesNotContain("Secret-of-a-decoy");

    try (RunningServer server = RunningServer.start(folder)) {
      assertThat(address(server).getPort()).isEqualTo(port);
      assertThat(server.part(SensorConfiguration.class).password("backup"))
          .contains("Secret-of-a-decoy");
    }

    // The server starts without its sensor's port, so that a person can choose another one.
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        RunningServer server = RunningServer.start(folder)) {
      assertThat(taken.isBound()).isTrue();
      server.signIn("admin", password);
      JsonNode told = server.get("/api/sensor").json();
      assertThat(told.path("listening").asBoolean()).isFalse();
      assertThat(told.path("fault").asString()).contains("port " + port);
      Answer mended = save(server, Map.of("port", 0));
      assertThat(mended.status()).as(mended.text()).isEqualTo(200);
      assertThat(mended.json().path("listening").asBoolean()).isTrue();
      assertThat(mended.json().has("fault")).isFalse();
    }

    Files.delete(folder.resolve("rdp/passwords.key"));
    try (RunningServer server = RunningServer.start(folder)) {
      server.signIn("admin", password);
      JsonNode told = server.get("/api/sensor").json();
      assertThat(told.path("listening").asBoolean()).isFalse();
      assertThat(told.path("fault").asString()).contains("cannot be read");
      assertThat(restore(server, 1).status()).isEqualTo(404);
      assertThat(restore(server, 0).json().has("fault")).isFalse();
    }
  }

  private String contents(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
  }
}
