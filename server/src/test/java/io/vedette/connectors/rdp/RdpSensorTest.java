package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.connectors.rdp.protocol.Capture;
import io.vedette.connectors.rdp.protocol.ClientHello;
import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.rdp.protocol.Stage;
import io.vedette.connectors.rdp.protocol.Verdict;
import io.vedette.connectors.rdp.protocol.WindowsRelease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sensor under real clients and attack tools, on loopback. */
@Timeout(120)
final class RdpSensorTest {
  private static final String PASSWORD = "Summer2024!";

  private static final Persona PERSONA =
      Persona.of("SRV01", "corp.example", WindowsRelease.SERVER_2019);

  private final Witness seen = new Witness();
  private RdpSensor sensor;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    List<DecoyAccount> decoys =
        List.of(
            new DecoyAccount("decoy", PASSWORD, DecoyAccount.State.OK, 0),
            new DecoyAccount("locked", PASSWORD, DecoyAccount.State.LOCKED, 0),
            new DecoyAccount("disabled", PASSWORD, DecoyAccount.State.DISABLED, 0),
            new DecoyAccount("expired", PASSWORD, DecoyAccount.State.EXPIRED, 0),
            new DecoyAccount("outside", PASSWORD, DecoyAccount.State.NOT_ALLOWED, 0));
    sensor = seen.watch(SensorSettings.of(anyPort, PERSONA, decoys));
  }

  @AfterEach
  void stop() {
    sensor.close();
  }

  private int port() {
    return sensor.address().getPort();
  }

  @Test
  void hydraFindsTheDecoyAlone() throws IOException, InterruptedException {
    String output = new RdpTools(folder).hydra(port(), PASSWORD);
    List<String> found = output.lines().filter(line -> line.contains("login:")).toList();
    assertThat(found).as(output).hasSize(1);
    assertThat(found.getFirst()).contains("decoy").contains(PASSWORD);
    assertThat(output).doesNotContain("might be valid");
    List<String> tried =
        seen.attempts(SignIn.Kind.NETWORK).stream().map(SignIn::user).distinct().sorted().toList();
    assertThat(tried).containsExactly("admin", "administrator", "decoy", "guest", "test");
    assertThat(seen.attempts().stream().filter(a -> a.verdict().isAccepted())).isNotEmpty();
    // The first ones might be typed by somebody with FreeRDP.
    List<Tool> tools = seen.tools(45);
    assertThat(tools.subList(0, 4)).containsOnly(Tool.FREERDP);
    assertThat(tools.subList(4, 45)).containsOnly(Tool.HYDRA);
  }

  @Test
  void freeRdpSignsInOrIsRefused() throws IOException, InterruptedException {
    RdpTools tools = new RdpTools(folder);
    assertThat(tools.freeRdp(port(), "decoy", PASSWORD))
        .contains("Authentication only, exit status 0");
    assertThat(tools.freeRdp(port(), "decoy", "wrong")).contains("ERRCONNECT_LOGON_FAILURE");
    assertThat(seen.attempts(SignIn.Kind.NETWORK))
        .extracting(SignIn::verdict)
        .containsExactly(Verdict.ACCEPTED, Verdict.WRONG_PASSWORD);
    assertThat(seen.attempts().getFirst().netNtlmV2()).startsWith("decoy::");
    assertThat(seen.tools(2)).containsOnly(Tool.FREERDP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hydra", "xfreerdp", "rdesktop", "rdp_check"})
  void theFingerprintIsTheOneThatWiresharkSees(String tool)
      throws IOException, InterruptedException {
    RdpTools tools = new RdpTools(folder);
    try (Recorder recorder = new Recorder(sensor.address())) {
      int port = recorder.port();
      switch (tool) {
        case "hydra" -> tools.hydra(port, PASSWORD);
        case "xfreerdp" -> tools.freeRdp(port, "decoy", PASSWORD);
        case "rdesktop" -> tools.rdesktop(port, "decoy", "wrong");
        default -> tools.rdpCheck(port, "decoy", PASSWORD);
      }
      // The connection request, as long as its own head says, then TLS' first record.
      byte[] sent = recorder.connections().getFirst();
      int request = (sent[2] & 0xFF) << 8 | (sent[3] & 0xFF);
      int record = 5 + ((sent[request + 3] & 0xFF) << 8 | (sent[request + 4] & 0xFF));
      String expected = tools.ja3(Arrays.copyOfRange(sent, request, request + record));
      assertThat(seen.ended(1))
          .extracting(Capture::hello)
          .filteredOn(Objects::nonNull)
          .extracting(ClientHello::ja3)
          .first()
          .isEqualTo(expected);
      // No program of Debian 12 knows JA4; ClientHelloTest has its authors' examples.
      assertThat(seen.ended(1))
          .extracting(Capture::hello)
          .filteredOn(Objects::nonNull)
          .extracting(ClientHello::ja4)
          .allMatch(ja4 -> ja4.matches("t13[di][0-9]{4}00_[0-9a-f]{12}_[0-9a-f]{12}"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "locked, ERRCONNECT_ACCOUNT_LOCKED_OUT, LOCKED",
    "disabled, ERRCONNECT_ACCOUNT_DISABLED, DISABLED",
    "expired, ERRCONNECT_ACCOUNT_EXPIRED, EXPIRED",
    "outside, ERRINFO_SERVER_INSUFFICIENT_PRIVILEGES, NOT_ALLOWED",
  })
  void clientsAreToldTheStateOfADecoy(String user, String said, Verdict verdict)
      throws IOException, InterruptedException {
    RdpTools tools = new RdpTools(folder);
    assertThat(tools.freeRdp(port(), user, PASSWORD)).contains(said);
    assertThat(seen.attempts().getLast().verdict()).isEqualTo(verdict);
    assertThat(seen.signedOff()).isEmpty();
  }

  @Test
  void impacketIsGrantedAccessOrNot() throws IOException, InterruptedException {
    RdpTools tools = new RdpTools(folder);
    assertThat(tools.rdpCheck(port(), "decoy", PASSWORD)).contains("Access Granted");
    assertThat(tools.rdpCheck(port(), "decoy", "wrong")).doesNotContain("Access Granted");
    assertThat(seen.attempts())
        .extracting(SignIn::verdict)
        .containsExactly(Verdict.ACCEPTED, Verdict.WRONG_PASSWORD);
    assertThat(seen.tools(2)).containsOnly(Tool.IMPACKET);
  }

  @Test
  void nmapSeesOneMachine() throws IOException, InterruptedException {
    String output = new RdpTools(folder).nmap(port());
    assertThat(output)
        .contains("ms-wbt-server", "Microsoft Terminal Services")
        .contains("Target_Name: CORP", "NetBIOS_Domain_Name: CORP", "NetBIOS_Computer_Name: SRV01")
        .contains("DNS_Domain_Name: corp.example", "DNS_Computer_Name: srv01.corp.example")
        .contains("DNS_Tree_Name: corp.example", "Product_Version: 10.0.17763")
        .contains("CredSSP (NLA): SUCCESS", "SSL: SUCCESS")
        .contains("RDP Protocol Version:  RDP 10.6 server")
        .doesNotContain("Native RDP", "RDSTLS", "Early User Auth", "RC4");
    assertThat(seen.attempts()).isEmpty();
    // Its probes of other protocols are anybody's.
    assertThat(seen.tools(10)).contains(Tool.NMAP).containsOnly(Tool.NMAP, Tool.PORT_SCANNER);
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER_2019, TLSv1.2",
    "WINDOWS_10, TLSv1.2",
    "SERVER_2022, TLSv1.3",
    "WINDOWS_11, TLSv1.3"
  })
  void eachReleaseSpeaksItsVersionOfTls(WindowsRelease release, String version)
      throws IOException, InterruptedException, GeneralSecurityException {
    sensor.close();
    Persona persona = Persona.of("SRV01", "", release);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    sensor = seen.watch(SensorSettings.of(anyPort, persona, List.of()));
    new RdpAttacker(sensor.address())
        .guess(RdpAttacker.Way.NLA, "admin", InetAddress.getLoopbackAddress(), "srv01.example");
    assertThat(seen.ended(1)).extracting(Capture::tlsVersion).containsExactly(version);
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
    List<Capture> ended = seen.ended(probes.size());
    assertThat(ended).extracting(Capture::attempts).containsOnly(0);
    assertThat(ended).extracting(Capture::stage).contains(Stage.CONNECTED, Stage.NEGOTIATED);
    assertThat(seen.tools(probes.size())).containsOnly(Tool.PORT_SCANNER);
  }

  @Test
  void whoSpeaksTooSlowlyIsEnded()
      throws IOException, InterruptedException, GeneralSecurityException {
    sensor.close();
    SensorSettings usual = SensorSettings.of(sensor.address(), PERSONA, List.of());
    sensor =
        seen.watch(
            new SensorSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                PERSONA,
                List.of(),
                usual.rules(),
                usual.mostConnections(),
                usual.mostPerSource(),
                Duration.ofSeconds(1),
                usual.tarpit(),
                usual.passwords()));
    try (Socket socket = new Socket(sensor.address().getAddress(), port())) {
      byte[] request = HexFormat.of().parseHex("0300040038e0");
      socket.getOutputStream().write(request);
      assertThatThrownBy(
              () -> {
                // A byte every tenth of a second is no silence, and would do for minutes.
                for (int i = 0; i < 200; i++) {
                  socket.getOutputStream().write(0);
                  Thread.sleep(100);
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(seen.ended(1).getFirst().stage()).isEqualTo(Stage.CONNECTED);
  }
}
