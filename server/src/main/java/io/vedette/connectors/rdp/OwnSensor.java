package io.vedette.connectors.rdp;

import io.vedette.ingestion.Ingestion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sensor in the server's own process, where the settings want one. */
public final class OwnSensor implements AutoCloseable {
  private final @Nullable SensorSettings settings;
  private final Path folder;
  private final InstantSource clock;
  private final Ingestion ingestion;
  private @Nullable RdpSensor running;
  private @Nullable HandOver store;

  /**
   * @param settings null for none
   * @param folder where it keeps its certificate and keys
   */
  public OwnSensor(
      @Nullable SensorSettings settings, Path folder, InstantSource clock, Ingestion ingestion) {
    this.settings = settings;
    this.folder = folder;
    this.clock = clock;
    this.ingestion = ingestion;
  }

  /** Starts it; does nothing where none is wanted. */
  public synchronized void start() throws IOException, GeneralSecurityException {
    if (settings != null && running == null) {
      SensorCertificate certificate =
          SensorCertificate.kept(folder, settings.persona().dnsComputer(), clock.instant());
      CapturedPasswords passwords =
          new CapturedPasswords(settings.passwords(), PasswordVault.in(folder));
      HandOver handOver = new HandOver(ingestion);
      store = handOver;
      SensorEvents events = new SensorEvents(handOver, clock, settings.persona(), passwords);
      running = RdpSensor.start(settings, certificate, clock, events::of);
    }
  }

  /** Where it listens. */
  public synchronized Optional<InetSocketAddress> address() {
    return Optional.ofNullable(running).map(RdpSensor::address);
  }

  /** Connections that it closed at once because there were too many. */
  public synchronized long refused() {
    return running == null ? 0 : running.refused();
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      running.close();
      running = null;
    }
    if (store != null) {
      store.close();
      store = null;
    }
  }
}
