package io.vedette.connectors.rdp;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.WindowsRelease;
import io.vedette.connectors.rdp.remote.Delivery;
import io.vedette.connectors.rdp.remote.RowBuffer;
import io.vedette.connectors.rdp.remote.SensorBatch;
import io.vedette.connectors.rdp.remote.Uplink;
import io.vedette.connectors.windows.TableRow;
import io.vedette.platform.PrivateFiles;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.testing.Attack;
import io.vedette.testing.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A sensor that delivers to a server over HTTPS, and what may go wrong on the way. */
@Timeout(180)
final class LoneSensorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What the recorded client tells. */
  private static final String PASSWORD = "Summer2024!";

  private static final long LARGE = 64L << 20;
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  /** Quick to try again, so that tests are. */
  private static final Delivery.Pace PACE =
      new Delivery.Pace(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(200));

  @TempDir private static Path serverFolder;
  private static RunningServer server;
  private static int sensors;

  @TempDir private Path folder;
  private String name = "";

  /** What the sensor passes for: the rows of each test are told apart by it. */
  private String computer = "";

  private volatile String token = "";

  @BeforeAll
  static void startServer() {
    server = RunningServer.start(serverFolder);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void addSensor() {
    name = "branch" + ++sensors;
    computer = "PC" + sensors;
    RunningServer.Answer made = asOwner("/api/sensors", Map.of("name", name));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    token = made.json().path("token").asString();
  }

  private static RunningServer.Answer asOwner(String path, Object body) {
    return post(server.token(), path, JSON.writeValueAsString(body));
  }

  private static RunningServer.Answer post(String bearer, String path, String body) {
    return server.send(
        server
            .request(path)
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private RunningServer.Answer deliver(String body) {
    return post(token, SensorBatch.PATH, body);
  }

  private LoneSensor start(long mostBuffered) throws IOException, GeneralSecurityException {
    SensorSettings settings =
        SensorSettings.of(
            new InetSocketAddress(HERE, 0),
            Persona.of(computer, "", WindowsRelease.SERVER_2022),
            List.of(new DecoyAccount("decoy", "other", DecoyAccount.State.OK, 0)));
    Uplink uplink = new Uplink(server.address(), RunningServer.trusting(serverFolder), () -> token);
    return LoneSensor.start(settings, folder, mostBuffered, uplink, PACE, InstantSource.system());
  }

  private static void guess(LoneSensor sensor, int times)
      throws IOException, GeneralSecurityException {
    guess(sensor.address(), times);
  }

  private static void guess(InetSocketAddress sensor, int times)
      throws IOException, GeneralSecurityException {
    RdpAttacker attacker = new RdpAttacker(sensor);
    for (int i = 0; i < times; i++) {
      attacker.guess(RdpAttacker.Way.NLA, "user" + i, HERE, "srv.example");
    }
  }

  private static void awaitDelivery(LoneSensor sensor) {
    Attack.await("an empty buffer", () -> sensor.buffer().waitingBytes() == 0);
  }

  /** The cells of each row as text, separated by bars. */
  private static List<String> query(String kql) {
    QueryOutcome outcome = server.part(QueryEngine.class).run(QueryRequest.of(kql, Instant.now()));
    assertThat(outcome).isInstanceOf(QueryOutcome.Completed.class);
    return ((QueryOutcome.Completed) outcome)
        .primary().rows().stream()
            .map(row -> Stream.of(row).map(String::valueOf).collect(joining("|")))
            .toList();
  }

  private List<String> ofThisSensor(String table, String kql) {
    return query(table + " | where Computer == '" + computer + "' | " + kql);
  }

  private long connections() {
    return Long.parseLong(ofThisSensor("RdpSensor_CL", "count").getFirst());
  }

  /** Failed sign-ins, their different identifiers and users, and warnings of the ledger. */
  private String stored() {
    return ofThisSensor(
                "SecurityEvent",
                "where EventID == 4625"
                    + " | summarize count(), dcount(EventOriginId), dcount(TargetUserName)")
            .getFirst()
        + "|"
        + query(
                "VedetteIngestion | where Source == 'rdp-sensor "
                    + name
                    + "' | summarize sum(Warnings)")
            .getFirst();
  }

  @Test
  void rowsArriveAsThoseOfTheServersOwnSensor() throws IOException, GeneralSecurityException {
    try (LoneSensor sensor = start(LARGE)) {
      guess(sensor, 3);
      new RdpAttacker(sensor.address()).guess(RdpAttacker.Way.TLS, "decoy", HERE, "srv.example");
      Attack.await("all rows", () -> sensor.buffer().waitingBytes() == 0 && connections() == 4);
      assertThat(stored()).isEqualTo("4|4|4|0");
      assertThat(ofThisSensor("Event", "summarize count() by EventID | order by EventID asc"))
          .containsExactly("131|4", "140|3");

      String sealed =
          ofThisSensor("RdpSensor_CL", "where isnotempty(PasswordHash) | project PasswordSealed")
              .getFirst();
      assertThat(sealed).isNotEmpty().doesNotContain(PASSWORD);
      RunningServer.Answer shown = asOwner("/api/sensor/password", Map.of("sealed", sealed));
      assertThat(shown.json().path("password").asString(shown.text())).isEqualTo(PASSWORD);

      RunningServer.Answer list =
          server.send(
              server.request("/api/sensors").header("Authorization", "Bearer " + server.token()));
      assertThat(list.text()).contains(name, "\"computer\":\"" + computer + "\"", "\"lost\":0");
      assertThat(ofThisSensor("Heartbeat", "project Resource")).containsExactly(name);
    }
  }

  @Test
  void nothingIsLostOrDoubledWhileTheServerIsAway() throws IOException, GeneralSecurityException {
    try (LoneSensor sensor = start(LARGE)) {
      guess(sensor, 2);
      awaitDelivery(sensor);
      int port = server.address().getPort();
      server.close();
      try {
        guess(sensor, 5);
        assertThat(sensor.buffer().waitingBytes()).isPositive();
      } finally {
        server = RunningServer.start(serverFolder, port);
      }
      Attack.await("all connections", () -> connections() == 7);
      awaitDelivery(sensor);
      assertThat(stored()).isEqualTo("7|7|5|0");
    }
  }

  @Test
  void whatIsDeliveredAgainIsStoredOnce() throws IOException, GeneralSecurityException {
    Path buffer = folder.resolve("buffer");
    Path copies = Files.createDirectory(folder.resolve("copies"));
    String right = token;
    token = "wrong";
    try (LoneSensor sensor = start(LARGE)) {
      guess(sensor, 3);
    }
    token = right;
    copy(buffer, copies);
    for (int times = 0; times < 2; times++) {
      // As when the answer was lost, or the machine failed before the files were removed.
      copy(copies, buffer);
      try (LoneSensor sensor = start(LARGE)) {
        assertThat(sensor.buffer().waitingBytes()).isPositive();
        awaitDelivery(sensor);
      }
      assertThat(stored()).isEqualTo("3|3|3|0");
      assertThat(connections()).isEqualTo(3);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void whatAnAttackerWasAnsweredSurvivesAKill()
      throws IOException, GeneralSecurityException, InterruptedException {
    Path tokenFile = folder.resolve("token");
    PrivateFiles.write(tokenFile, token);
    Path config = folder.resolve("sensor.yaml");
    Files.writeString(config, "rdp:\n  computer: " + computer + "\n  port: 0\n");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.vedette.Vedette",
                "sensor",
                "--data",
                folder.toString(),
                "--config",
                config.toString(),
                "--token-file",
                tokenFile.toString(),
                // Nobody listens there.
                "--server",
                "https://127.0.0.1:1",
                "--json")
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String ready = out.readLine();
      assertThat(ready).as(this::errors).isNotNull();
      int port = JSON.readTree(ready).path("port").asInt();
      guess(new InetSocketAddress(HERE, port), 4);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).as("killed, and not ended by itself").isEqualTo(137);
    assertThat(errors()).contains("127.0.0.1:1/ does not answer");
    try (LoneSensor sensor = start(LARGE)) {
      awaitDelivery(sensor);
      assertThat(stored()).isEqualTo("4|4|4|0");
    }
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("errors"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void withAWrongTokenRowsWaitForARightOne() throws IOException, GeneralSecurityException {
    String right = token;
    token = "wrong";
    try (LoneSensor sensor = start(LARGE)) {
      guess(sensor, 2);
      assertThat(sensor.buffer().waitingBytes()).isPositive();
      token = right;
      Attack.await("all connections", () -> connections() == 2);
      awaitDelivery(sensor);
      assertThat(stored()).isEqualTo("2|2|2|0");
    }
  }

  @Test
  void aFullBufferKeepsTheOldestAndTellsOfTheLoss() throws IOException, GeneralSecurityException {
    String right = token;
    token = "wrong";
    try (LoneSensor sensor = start(20_000)) {
      guess(sensor, 8);
      // Each guess ends with the row of its connection, which nobody waits for.
      long guesses = 8;
      Attack.await("the loss of the last rows", () -> sensor.buffer().dropped() >= guesses);
      assertThat(sensor.buffer().waitingBytes()).isLessThanOrEqualTo(20_000);
      token = right;
      String told =
          "SentinelHealth | where SentinelResourceName == '"
              + name
              + "' and Reason == 'BufferFull' | project tolong(ExtendedProperties.LostRows)";
      Attack.await("the row of the loss", () -> !query(told).isEmpty());
      awaitDelivery(sensor);
      assertThat(query(told)).containsExactly(Long.toString(sensor.buffer().dropped()));
      assertThat(
              ofThisSensor("SecurityEvent", "sort by TimeGenerated asc | project TargetUserName"))
          .startsWith("user0", "user1")
          .doesNotContain("user7");
    }
  }

  @Test
  void whatTheServerWillNeverTakeIsPutAside() throws IOException, GeneralSecurityException {
    Path buffered = folder.resolve("buffer");
    try (RowBuffer buffer = RowBuffer.open(buffered, LARGE, InstantSource.system())) {
      buffer.append(List.of(new TableRow("SecurityAlert", Map.of("AlertName", "forged"))));
    }
    try (LoneSensor sensor = start(LARGE)) {
      guess(sensor, 1);
      Attack.await("the connection", () -> connections() == 1);
      awaitDelivery(sensor);
      try (Stream<Path> aside = Files.list(buffered.resolve("refused"))) {
        assertThat(aside).hasSize(1);
      }
      assertThat(query("SecurityAlert | where AlertName == 'forged'")).isEmpty();
    }
  }

  @Test
  void aSensorWritesWhatSensorsWriteAndNothingElse() {
    String stream = "0123456789abcdef".repeat(2);
    String batch = "{\"stream\":\"" + stream + "\",\"number\":1,\"rows\":[%s]}";
    assertThat(deliver(batch.formatted("{\"table\":\"SecurityAlert\",\"values\":{}}")).status())
        .isEqualTo(400);
    assertThat(deliver("nonsense").status()).isEqualTo(400);
    assertThat(deliver(batch.formatted("null")).status()).isEqualTo(400);
    assertThat(deliver(batch.formatted("{\"values\":{}}")).status()).isEqualTo(400);
    String row =
        """
        {"stream":"%s","number":%d,"rows":[{"table":"RdpSensor_CL",
          "values":{"Computer":"%s","Invented":1,"PasswordSealed":"x","End":"%s"}}]}\
        """;
    assertThat(deliver(row.formatted(stream, 5, computer, "first")).status()).isEqualTo(200);
    assertThat(deliver(row.formatted(stream, 5, computer, "again")).status()).isEqualTo(200);
    assertThat(deliver(row.formatted(stream, 4, computer, "late")).status()).isEqualTo(200);
    assertThat(deliver(row.formatted(stream, 6, computer, "next")).status()).isEqualTo(200);
    assertThat(deliver(row.formatted(stream + "0", 7, computer, "wrong")).status()).isEqualTo(400);
    assertThat(ofThisSensor("RdpSensor_CL", "sort by End asc | project End, PasswordSealed"))
        .containsExactly("first|", "next|");
    assertThat(query("RdpSensor_CL | getschema | project ColumnName"))
        .contains("PasswordSealed")
        .doesNotContain("Invented");
  }
}
