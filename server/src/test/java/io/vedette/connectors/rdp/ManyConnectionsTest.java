package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.connectors.rdp.RdpAttacker.HalfOpen;
import io.vedette.connectors.rdp.RdpAttacker.Way;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.SecurityMode;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.rdp.protocol.Verdict;
import io.vedette.connectors.rdp.protocol.WindowsRelease;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many connections at the same time, from addresses of the loopback network. {@code
 * io.vedette.bench.SensorLoad half-open} does it with thousands.
 */
@Timeout(120)
final class ManyConnectionsTest {
  private static final int HALF_OPEN = 600;
  private static final int OF_SOURCE = 50;

  private final Witness seen = new Witness();
  private final List<Socket> clients = new ArrayList<>();
  private @Nullable RdpSensor running;

  private RdpSensor sensor() {
    return Objects.requireNonNull(running);
  }

  private RdpAttacker start(int mostConnections, int mostPerSource)
      throws IOException, GeneralSecurityException {
    SensorSettings settings =
        SensorSettings.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Persona.of("SRV01", "", WindowsRelease.SERVER_2022),
                List.of())
            .offering(Set.of(SecurityMode.values()))
            .limited(mostConnections, mostPerSource, Duration.ofSeconds(100));
    running = seen.watch(settings);
    return new RdpAttacker(sensor().address());
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    sensor().close();
  }

  private static InetAddress source(int number) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 2, 0, (byte) number});
  }

  @Test
  void attemptsAreServedBesideHalfOpenConnections() throws IOException, GeneralSecurityException {
    RdpAttacker attacker = start(8_000, OF_SOURCE);
    HalfOpen[] kinds = HalfOpen.values();
    for (int i = 0; i < HALF_OPEN; i++) {
      clients.add(attacker.halfOpen(kinds[i % kinds.length], source(1 + i / OF_SOURCE)));
    }
    for (Way way : Way.values()) {
      attacker.guess(way, "user", source(100), "srv01.example");
    }
    assertThat(seen.attempts())
        .extracting(SignIn::verdict)
        .containsExactly(Verdict.UNKNOWN_USER, Verdict.UNKNOWN_USER, Verdict.UNKNOWN_USER);
    assertThat(clients).allMatch(ManyConnectionsTest::isOpen);
    assertThat(sensor().refused()).isZero();
  }

  @Test
  void oneSourceMayHaveOnlySoManyConnections()
      throws IOException, GeneralSecurityException, InterruptedException {
    RdpAttacker attacker = start(100, 3);
    for (int i = 0; i < 3; i++) {
      clients.add(attacker.halfOpen(HalfOpen.NEGOTIATED, source(1)));
    }
    assertThat(isOpen(connect(source(1)), 5_000)).isFalse();
    assertThat(sensor().refused()).isEqualTo(1);
    clients.add(attacker.halfOpen(HalfOpen.NEGOTIATED, source(2)));
    // Whose connection has ended may come again.
    clients.getFirst().close();
    seen.ended(1);
    clients.add(attacker.halfOpen(HalfOpen.NEGOTIATED, source(1)));
  }

  @Test
  void allSourcesTogetherMayHaveOnlySoManyConnections()
      throws IOException, GeneralSecurityException, InterruptedException {
    RdpAttacker attacker = start(10, 3);
    for (int i = 0; i < 10; i++) {
      clients.add(attacker.halfOpen(HalfOpen.NEGOTIATED, source(1 + i)));
    }
    for (int i = 0; i < 5; i++) {
      assertThat(isOpen(connect(source(20 + i)), 5_000)).isFalse();
    }
    assertThat(sensor().refused()).isEqualTo(5);
    assertThat(clients.subList(0, 10)).allMatch(ManyConnectionsTest::isOpen);
    clients.getFirst().close();
    seen.ended(1);
    clients.add(attacker.halfOpen(HalfOpen.NEGOTIATED, source(30)));
  }

  private Socket connect(InetAddress from) throws IOException {
    Socket client =
        new Socket(sensor().address().getAddress(), sensor().address().getPort(), from, 0);
    clients.add(client);
    return client;
  }

  private static boolean isOpen(Socket client) {
    return isOpen(client, 1);
  }

  /** Whether the sensor has neither closed it nor does so within that time. */
  private static boolean isOpen(Socket client, int millis) {
    try {
      client.setSoTimeout(millis);
      InputStream in = client.getInputStream();
      // What TLS has answered may lie there.
      while (in.read(new byte[8_192]) >= 0) {
        client.setSoTimeout(1);
      }
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (SocketException e) {
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
