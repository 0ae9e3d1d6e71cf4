package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.connectors.rdp.protocol.Capture;
import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.SecurityMode;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.rdp.protocol.Stage;
import io.vedette.connectors.rdp.protocol.Verdict;
import io.vedette.connectors.rdp.protocol.WindowsRelease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes before network level authentication: TLS alone, and standard RDP security. */
@Timeout(120)
final class OldSecurityTest {
  private static final String PASSWORD = "Summer2024!";

  private final Witness seen = new Witness();
  private @Nullable RdpSensor sensor;

  @TempDir private Path folder;

  private int start(SecurityMode... offered) throws IOException, GeneralSecurityException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    SensorSettings settings =
        SensorSettings.of(
                anyPort,
                Persona.of("SRV01", "", WindowsRelease.SERVER_2022),
                List.of(
                    new DecoyAccount("decoy", PASSWORD, DecoyAccount.State.OK, 0),
                    new DecoyAccount("weak", PASSWORD, DecoyAccount.State.OK, 2)))
            .offering(Arrays.stream(offered).collect(Collectors.toSet()));
    RdpSensor started = seen.watch(settings);
    sensor = started;
    return started.address().getPort();
  }

  @AfterEach
  void stop() {
    if (sensor != null) {
      sensor.close();
    }
  }

  @Test
  void ncrackFindsTheDecoyWithOneConnectionForEachPassword()
      throws IOException, InterruptedException, GeneralSecurityException {
    int port = start(SecurityMode.NLA, SecurityMode.TLS, SecurityMode.STANDARD);
    String output = new RdpTools(folder).ncrack(port, "decoy", "123456", "letmein", PASSWORD);
    assertThat(output.lines().filter(line -> line.startsWith("Discovered credentials on")))
        .as(output)
        .singleElement()
        .asString()
        .endsWith("'decoy' '" + PASSWORD + "'");
    assertThat(seen.attempts())
        .extracting(SignIn::password)
        .containsExactly("123456", "letmein", PASSWORD);
    assertThat(seen.attempts())
        .extracting(SignIn::verdict)
        .containsExactly(Verdict.WRONG_PASSWORD, Verdict.WRONG_PASSWORD, Verdict.ACCEPTED);
    assertThat(seen.tools(3)).containsOnly(Tool.NCRACK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"40", "56", "128"})
  void freeRdpTellsItsPasswordUnderEachKey(String bits)
      throws IOException, InterruptedException, GeneralSecurityException {
    int port = start(SecurityMode.NLA, SecurityMode.STANDARD);
    String output =
        new RdpTools(folder)
            .freeRdp(port, "decoy", "guess", "/sec:rdp", "/encryption-methods:" + bits);
    assertThat(seen.attempts()).as(output).extracting(SignIn::password).containsExactly("guess");
    assertThat(seen.attempts(SignIn.Kind.REMOTE_INTERACTIVE)).hasSize(1);
    Capture capture = seen.ended(1).getFirst();
    assertThat(capture.mode()).isEqualTo(SecurityMode.STANDARD);
    assertThat(capture.stage()).as(capture.end()).isEqualTo(Stage.ACTIVE);
    assertThat(seen.tools(1)).containsExactly(Tool.FREERDP);
  }

  @Test
  void freeRdpTellsItsPasswordInsideTls()
      throws IOException, InterruptedException, GeneralSecurityException {
    int port = start(SecurityMode.NLA, SecurityMode.TLS);
    new RdpTools(folder).freeRdp(port, "decoy", "guess", "/sec:tls");
    assertThat(seen.attempts()).extracting(SignIn::password).containsExactly("guess");
    assertThat(seen.ended(1).getFirst().mode()).isEqualTo(SecurityMode.TLS);
    assertThat(seen.tools(1)).containsExactly(Tool.FREERDP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS", "STANDARD"})
  void rdesktopSignsIn(SecurityMode mode)
      throws IOException, InterruptedException, GeneralSecurityException {
    int port = start(mode);
    new RdpTools(folder).rdesktop(port, "decoy", PASSWORD);
    assertThat(seen.attempts()).extracting(SignIn::password).containsExactly(PASSWORD);
    assertThat(seen.signedOff()).hasSize(1);
    assertThat(seen.tools(1)).containsOnly(Tool.RDESKTOP);
  }

  @Test
  void aDecoyOpensAfterSoManyTriesAndKeepsThePassword()
      throws IOException, InterruptedException, GeneralSecurityException {
    int port = start(SecurityMode.NLA, SecurityMode.TLS, SecurityMode.STANDARD);
    RdpTools tools = new RdpTools(folder);
    String output = tools.ncrack(port, "weak", "123456", "letmein", "qwerty");
    assertThat(output).contains("'weak' 'qwerty'");
    assertThat(tools.freeRdp(port, "weak", "qwerty"))
        .contains("Authentication only, exit status 0");
    assertThat(tools.freeRdp(port, "weak", "other")).contains("ERRCONNECT_LOGON_FAILURE");
  }

  @Test
  void nmapSeesWhichKeysThereAre()
      throws IOException, InterruptedException, GeneralSecurityException {
    int port = start(SecurityMode.NLA, SecurityMode.TLS, SecurityMode.STANDARD);
    assertThat(new RdpTools(folder).nmap(port))
        .contains("CredSSP (NLA): SUCCESS", "SSL: SUCCESS", "Native RDP: SUCCESS")
        .contains("RDP Encryption level: Client Compatible")
        .contains("40-bit RC4: SUCCESS", "56-bit RC4: SUCCESS", "128-bit RC4: SUCCESS")
        .doesNotContain("FIPS", "RDSTLS", "Early User Auth");
  }

  @Test
  void standardSecurityIsRefusedWhereItIsNotOffered()
      throws IOException, InterruptedException, GeneralSecurityException {
    int port = start(SecurityMode.NLA, SecurityMode.TLS);
    new RdpTools(folder).ncrack(port, "decoy", PASSWORD);
    List<Capture> ended = seen.ended(1);
    assertThat(ended).extracting(Capture::mode).containsOnlyNulls();
    assertThat(ended).extracting(Capture::stage).containsOnly(Stage.NEGOTIATED);
    // It asks again as soon as it is refused, for twenty seconds.
    assertThat(ended).hasSizeLessThan(40);
    assertThat(seen.attempts()).isEmpty();
  }
}
