package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.Capture;
import io.vedette.connectors.rdp.protocol.RdpObserver;
import io.vedette.connectors.rdp.protocol.SessionEnd;
import io.vedette.connectors.rdp.protocol.SignIn;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what a sensor tells of its clients. */
final class Witness implements RdpObserver {
  private final Queue<SignIn> attempts = new ConcurrentLinkedQueue<>();
  private final Queue<SignIn> signedOff = new ConcurrentLinkedQueue<>();
  private final Queue<Capture> ended = new ConcurrentLinkedQueue<>();
  private final Queue<Tool> tools = new ConcurrentLinkedQueue<>();
  private final Pace pace = new Pace();

  /** Starts a sensor that tells this. */
  RdpSensor watch(SensorSettings settings) throws IOException, GeneralSecurityException {
    InstantSource clock = InstantSource.system();
    SensorCertificate certificate =
        SensorCertificate.create(settings.persona().dnsComputer(), clock.instant());
    return RdpSensor.start(
        RdpSensor.listen(settings.listen()), settings, certificate, clock, client -> this);
  }

  @Override
  public void connected() {
    // The connection's end tells more.
  }

  @Override
  public void signIn(SignIn attempt) {
    attempts.add(attempt);
  }

  @Override
  public void signOff(SignIn session, SessionEnd how) {
    signedOff.add(session);
  }

  @Override
  public void ended(Capture capture) {
    InetAddress client = InetAddress.getLoopbackAddress();
    tools.add(ToolGuess.of(capture, pace.note(client, capture.attempts(), Instant.now())));
    ended.add(capture);
  }

  List<SignIn> attempts() {
    return List.copyOf(attempts);
  }

  List<SignIn> attempts(SignIn.Kind kind) {
    return attempts.stream().filter(attempt -> attempt.kind() == kind).toList();
  }

  List<SignIn> signedOff() {
    return List.copyOf(signedOff);
  }

  /** The programs of the connections that have ended, as soon as there are so many. */
  List<Tool> tools(int count) throws InterruptedException {
    ended(count);
    return List.copyOf(tools);
  }

  /** The connections that have ended, as soon as there are so many. */
  List<Capture> ended(int count) throws InterruptedException {
    while (ended.size() < count) {
      Thread.sleep(10);
    }
    return List.copyOf(ended);
  }
}
