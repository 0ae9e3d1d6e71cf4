package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.remote.Delivery;
import io.vedette.connectors.rdp.remote.RowBuffer;
import io.vedette.connectors.rdp.remote.Uplink;
import io.vedette.platform.Version;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;

/** A sensor without a server beside it: what it sees is kept on its disk until it is delivered. */
public final class LoneSensor implements AutoCloseable {
  private final RowBuffer buffer;
  private final HandOver store;
  private final RdpSensor sensor;
  private final Delivery delivery;

  private LoneSensor(RowBuffer buffer, HandOver store, RdpSensor sensor, Delivery delivery) {
    this.buffer = buffer;
    this.store = store;
    this.sensor = sensor;
    this.delivery = delivery;
  }

  /**
   * Starts it; whether the server answers does not matter. Fails when the port is taken, the
   * address is not the machine's, or the folder's files cannot be read.
   *
   * @param folder where it keeps its certificate, its keys and its buffer
   * @param mostBuffered the most bytes that may wait to be delivered
   */
  public static LoneSensor start(
      SensorSettings settings,
      Path folder,
      long mostBuffered,
      Uplink uplink,
      Delivery.Pace pace,
      InstantSource clock)
      throws IOException, GeneralSecurityException {
    Path keys = folder.resolve("rdp");
    RowBuffer buffer = RowBuffer.open(folder.resolve("buffer"), mostBuffered, clock);
    HandOver store = new HandOver(buffer::append);
    boolean started = false;
    try {
      RdpSensor sensor = RdpSensor.start(settings.listen(), settings, keys, clock, store);
      Delivery delivery =
          Delivery.start(
              buffer,
              uplink,
              PasswordVault.in(keys)::open,
              pace,
              new Delivery.Self(settings.persona().dnsComputer(), Version.text()));
      started = true;
      return new LoneSensor(buffer, store, sensor, delivery);
    } finally {
      if (!started) {
        store.close();
        buffer.close();
        uplink.close();
      }
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return sensor.address();
  }

  /** What waits to be delivered. */
  public RowBuffer buffer() {
    return buffer;
  }

  /**
   * Stops listening, keeps what connections tell at their end, and leaves what is not delivered.
   */
  @Override
  public void close() {
    sensor.close();
    store.close();
    delivery.close();
    buffer.close();
  }
}
