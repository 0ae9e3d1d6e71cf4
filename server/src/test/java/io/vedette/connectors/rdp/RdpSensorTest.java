package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.connectors.rdp.protocol.Capture;
import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.rdp.protocol.Stage;
import io.vedette.connectors.rdp.protocol.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sensor under real clients and attack tools, on loopback. */
@Timeout(120)
final class RdpSensorTest implements SensorListener {
  private static final String PASSWORD = "Summer2024!";

  private final Queue<SignIn> attempts = new ConcurrentLinkedQueue<>();
  private final Queue<SignIn> signedOff = new ConcurrentLinkedQueue<>();
  private final Queue<Capture> ended = new ConcurrentLinkedQueue<>();
  private RdpSensor sensor;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    List<DecoyAccount> decoys =
        List.of(
            new DecoyAccount("decoy", PASSWORD, DecoyAccount.State.OK),
            new DecoyAccount("old", PASSWORD, DecoyAccount.State.DISABLED));
    sensor =
        RdpSensor.start(
            SensorSettings.of(anyPort, "SRV01", decoys), InstantSource.system(), this);
  }

  @AfterEach
  void stop() {
    sensor.close();
  }

  @Override
  public void signIn(InetSocketAddress client, SignIn attempt) {
    attempts.add(attempt);
  }

  @Override
  public void signOff(InetSocketAddress client, SignIn session) {
    signedOff.add(session);
  }

  @Override
  public void ended(InetSocketAddress client, Capture capture) {
    ended.add(capture);
  }

  private List<SignIn> attempts(SignIn.Kind kind) {
    return attempts.stream().filter(a -> a.kind() == kind).toList();
  }

  private static void need(String program) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(there, () -> "the program " + program + " is not installed");
  }

  /** Runs a program to its end and gives what it printed. */
  private String run(String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  private int port() {
    return sensor.address().getPort();
  }

  @Test
  void hydraFindsTheDecoyAlone() throws IOException, InterruptedException {
    need("hydra");
    Path users = folder.resolve("users");
    Path passwords = folder.resolve("passwords");
    Files.writeString(users, "administrator\nadmin\ndecoy\nguest\ntest\n");
    Files.writeString(
        passwords,
        "123456\npassword\nadmin\nletmein\n" + PASSWORD + "\nqwerty\nroot\nwelcome\nP@ssw0rd\n");
    String output =
        run(
            "hydra",
            "-L",
            users.toString(),
            "-P",
            passwords.toString(),
            "-s",
            Integer.toString(port()),
            "-t",
            "2",
            "-I",
            "rdp://127.0.0.1");
    List<String> found = output.lines().filter(line -> line.contains("login:")).toList();
    assertThat(found).as(output).hasSize(1);
    assertThat(found.getFirst()).contains("decoy").contains(PASSWORD);
    assertThat(output).doesNotContain("might be valid");
    List<String> tried =
        attempts(SignIn.Kind.NETWORK).stream().map(SignIn::user).distinct().sorted().toList();
    assertThat(tried).containsExactly("admin", "administrator", "decoy", "guest", "test");
    assertThat(attempts.stream().filter(a -> a.verdict().isAccepted())).isNotEmpty();
  }

  @Test
  void freeRdpSignsInOrIsRefused() throws IOException, InterruptedException {
    need("xfreerdp");
    String right = freeRdp(PASSWORD);
    assertThat(right).contains("Authentication only, exit status 0");
    assertThat(freeRdp("wrong")).contains("ERRCONNECT_LOGON_FAILURE");
    assertThat(attempts(SignIn.Kind.NETWORK))
        .extracting(SignIn::verdict)
        .containsExactly(Verdict.ACCEPTED, Verdict.WRONG_PASSWORD);
    assertThat(attempts.peek().netNtlmV2()).startsWith("decoy::");
  }

  private String freeRdp(String password) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (System.getenv("DISPLAY") == null) {
      need("xvfb-run");
      command.addAll(List.of("xvfb-run", "-a"));
    }
    command.addAll(
        List.of(
            "xfreerdp",
            "/cert-ignore",
            "+auth-only",
            "/v:127.0.0.1:" + port(),
            "/u:decoy",
            "/p:" + password));
    return run(command.toArray(String[]::new));
  }

  @Test
  void whatIsNotRdpEndsQuietly() throws IOException, InterruptedException {
    List<byte[]> probes =
        List.of(
            "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            new byte[] {3, 0, 0},
            HexFormat.of().parseHex("0300000700000000"),
            HexFormat.of().parseHex("030000130ee000000000000100080003000000ffffffffff"));
    for (byte[] probe : probes) {
      try (Socket socket = new Socket(sensor.address().getAddress(), port())) {
        socket.getOutputStream().write(probe);
        socket.shutdownOutput();
        byte[] answer = socket.getInputStream().readAllBytes();
        assertThat(answer.length).isLessThan(100);
      }
    }
    while (ended.size() < probes.size()) {
      Thread.sleep(10);
    }
    assertThat(ended).extracting(Capture::attempts).containsOnly(0);
    assertThat(ended).extracting(Capture::stage).contains(Stage.CONNECTED, Stage.NEGOTIATED);
  }
}
