package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.DecoyAccounts;
import io.vedette.connectors.rdp.protocol.RdpConversation;
import io.vedette.connectors.rdp.protocol.RdpObserver;
import io.vedette.connectors.rdp.protocol.SensorIdentity;
import io.vedette.connectors.rdp.protocol.StandardKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for RDP clients and talks with each on a thread of its own. */
public final class RdpSensor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RdpSensor.class);
  private static final int BACKLOG = 1024;
  private static final Duration SWEEP = Duration.ofSeconds(1);

  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  /** How long connections may take to tell of their end when the sensor stops. */
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final SensorSettings settings;
  private final SensorIdentity identity;
  private final DecoyAccounts accounts;
  private final InstantSource clock;
  private final Function<InetSocketAddress, RdpObserver> observers;
  private final ServerSocket server;

  /** The connections, with the time of {@link System#nanoTime} at which each must be over. */
  private final Map<Socket, Long> open = new ConcurrentHashMap<>();

  private final Map<InetAddress, Integer> perSource = new ConcurrentHashMap<>();
  private final AtomicLong refused = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread acceptor;
  private final Thread sweeper;

  private RdpSensor(
      SensorSettings settings,
      SensorIdentity identity,
      InstantSource clock,
      Function<InetSocketAddress, RdpObserver> observers,
      ServerSocket server) {
    this.settings = settings;
    this.identity = identity;
    this.clock = clock;
    this.observers = observers;
    this.server = server;
    accounts = new DecoyAccounts(settings.decoys());
    acceptor = Thread.ofPlatform().daemon().name("rdp-sensor").unstarted(this::accept);
    sweeper = Thread.ofVirtual().name("rdp-sensor-sweeper").unstarted(this::sweep);
  }

  /**
   * Starts it; fails when another has the port, the address is not this machine's, or the folder's
   * files cannot be read.
   *
   * @param listen where; port 0 is any free one
   * @param folder where it keeps its certificate and keys
   * @param store gets what it sees
   */
  static RdpSensor start(
      InetSocketAddress listen,
      SensorSettings settings,
      Path folder,
      InstantSource clock,
      HandOver store)
      throws IOException, GeneralSecurityException {
    // First, so that nothing is renewed in the folder for a sensor that has no port.
    ServerSocket server = listen(listen);
    try {
      SensorCertificate certificate =
          SensorCertificate.kept(folder, settings.persona().dnsComputer(), clock.instant());
      CapturedPasswords passwords =
          new CapturedPasswords(settings.passwords(), PasswordVault.in(folder));
      SensorEvents events = new SensorEvents(store, clock, settings.persona(), passwords);
      return start(server, settings, certificate, clock, events::of);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Takes an address and a port; fails when another has them, or they are not this machine's. */
  static ServerSocket listen(InetSocketAddress at) throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(at, BACKLOG);
      return server;
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "cannot listen on "
              + at.getHostString()
              + " port "
              + at.getPort()
              + " ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /**
   * Starts it.
   *
   * @param server where it listens; closed with the sensor
   * @param observers gives who hears of a client's connection
   */
  static RdpSensor start(
      ServerSocket server,
      SensorSettings settings,
      SensorCertificate certificate,
      InstantSource clock,
      Function<InetSocketAddress, RdpObserver> observers)
      throws IOException, GeneralSecurityException {
    SensorIdentity identity =
        SensorIdentity.of(
            settings.persona(),
            certificate.key(),
            certificate.certificate(),
            new StandardKey(certificate.standardKey()));
    RdpSensor sensor = new RdpSensor(settings, identity, clock, observers, server);
    sensor.acceptor.start();
    sensor.sweeper.start();
    return sensor;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** Connections that were closed at once because there were too many. */
  public long refused() {
    return refused.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (admit(socket)) {
          Thread.ofVirtual().name("rdp-", 0).start(() -> serve(socket));
        }
      } catch (IOException e) {
        if (!server.isClosed()) {
          LOG.warn("the RDP sensor could not take a connection: {}", e.getMessage());
        }
      }
    }
  }

  /**
   * Ends connections that last too long: each step has its limit, but a client may take many. Also
   * says from time to time that some were refused.
   */
  private void sweep() {
    long toldAt = System.nanoTime() - BETWEEN_WARNINGS.toNanos();
    long told = 0;
    try {
      while (!server.isClosed()) {
        Thread.sleep(SWEEP);
        long now = System.nanoTime();
        long all = refused.get();
        if (all > told && now - toldAt > BETWEEN_WARNINGS.toNanos()) {
          LOG.warn(
              "the RDP sensor refused {} connections: it has {} open and takes {}, {} of one source",
              all - told,
              open.size(),
              settings.mostConnections(),
              settings.mostPerSource());
          told = all;
          toldAt = now;
        }
        open.forEach(
            (socket, end) -> {
              if (end - now < 0) {
                end(socket);
              }
            });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.warn("the RDP sensor could not end a connection: {}", e.getMessage());
    }
  }

  private boolean admit(Socket socket) throws IOException {
    InetAddress source = socket.getInetAddress();
    int ofSource = perSource.merge(source, 1, Integer::sum);
    if (open.size() < settings.mostConnections() && ofSource <= settings.mostPerSource()) {
      open.put(socket, System.nanoTime() + settings.longest().toNanos());
      return true;
    }
    refused.incrementAndGet();
    left(source);
    socket.close();
    return false;
  }

  private void left(InetAddress source) {
    perSource.computeIfPresent(source, (address, count) -> count > 1 ? count - 1 : null);
  }

  private void serve(Socket socket) {
    InetSocketAddress client = (InetSocketAddress) socket.getRemoteSocketAddress();
    try {
      RdpObserver observer = observers.apply(client);
      new RdpConversation(
              identity,
              accounts,
              settings.rules(),
              clock,
              settings.tarpit().isZero()
                  ? observer
                  : new Tarpit(observer, settings.tarpit(), closing))
          .run(socket);
    } catch (RuntimeException e) {
      LOG.error("the RDP sensor failed on what {} sent", client, e);
    } finally {
      open.remove(socket);
      left(client.getAddress());
    }
  }

  /** Stops listening and ends all connections; waits until all have told of their end. */
  @Override
  public void close() {
    try {
      server.close();
      closing.countDown();
      open.keySet().forEach(RdpSensor::end);
      sweeper.interrupt();
      acceptor.join();
      long end = System.nanoTime() + GOODBYE.toNanos();
      while (!open.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(10);
      }
    } catch (IOException e) {
      LOG.warn("the RDP sensor could not close its port: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
