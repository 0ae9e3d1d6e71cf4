package io.vedette.connectors.rdp;

import io.vedette.ingestion.Ingestion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sensor in the server's own process, where one is wanted. */
public final class OwnSensor implements AutoCloseable {
  private final Path folder;
  private final InstantSource clock;
  private final Ingestion ingestion;
  private @Nullable Run running;

  /** A sensor that runs, and what stores its rows. */
  private record Run(SensorSettings settings, RdpSensor sensor, HandOver store) {
    void end() {
      sensor.close();
      store.close();
    }
  }

  /**
   * @param folder where it keeps its certificate and keys
   */
  public OwnSensor(Path folder, InstantSource clock, Ingestion ingestion) {
    this.folder = folder;
    this.clock = clock;
    this.ingestion = ingestion;
  }

  /**
   * Lets a sensor run with these settings, in the place of one that runs; conversations with that
   * one end. When it cannot start, what ran goes on, and the message says why.
   *
   * @param settings null for no sensor
   */
  public synchronized void run(@Nullable SensorSettings settings)
      throws IOException, GeneralSecurityException {
    Run before = running;
    if (settings == null) {
      close();
    } else if (before == null) {
      running = begin(settings, settings.listen());
    } else {
      replace(before, settings);
    }
  }

  private void replace(Run before, SensorSettings settings)
      throws IOException, GeneralSecurityException {
    InetSocketAddress now = before.sensor.address();
    // Any free port is the one that it has.
    InetSocketAddress listen =
        settings.listen().equals(before.settings.listen()) ? now : settings.listen();
    if (listen.getPort() != now.getPort()) {
      Run fresh = begin(settings, listen);
      running = fresh;
      before.end();
      return;
    }
    before.end();
    running = null;
    try {
      running = begin(settings, listen);
    } catch (IOException | GeneralSecurityException e) {
      try {
        running = begin(before.settings, now);
      } catch (IOException | GeneralSecurityException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private Run begin(SensorSettings settings, InetSocketAddress listen)
      throws IOException, GeneralSecurityException {
    HandOver store = new HandOver(new IngestedRows(ingestion));
    try {
      return new Run(settings, RdpSensor.start(listen, settings, folder, clock, store), store);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Where it listens. */
  public synchronized Optional<InetSocketAddress> address() {
    return Optional.ofNullable(running).map(run -> run.sensor.address());
  }

  /** Connections that it closed at once because there were too many. */
  public synchronized long refused() {
    return running == null ? 0 : running.sensor.refused();
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      running.end();
      running = null;
    }
  }
}
