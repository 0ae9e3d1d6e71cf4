package io.vedette.portalapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.connectors.rdp.OwnSensor;
import io.vedette.connectors.rdp.SensorConfiguration;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The RDP sensor of this server: what it passes for, and where it listens.
 *
 * @param listening whether it takes connections
 * @param address that it listens on; null when it does not
 * @param port 0 when it does not listen
 * @param refused connections that were closed at once since the start, being too many
 * @param settings in the words of the settings' file, without the passwords of decoys
 * @param version of the settings, to change them by
 * @param saved whether they were saved here, and hold instead of the file's
 * @param fault why it does not run as they say; null when it does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SensorView(
    boolean listening,
    @Nullable String address,
    int port,
    long refused,
    Map<String, Object> settings,
    long version,
    boolean saved,
    @Nullable String fault) {
  static SensorView of(SensorConfiguration.Current current, OwnSensor sensor) {
    InetSocketAddress address = sensor.address().orElse(null);
    return new SensorView(
        address != null,
        address == null ? null : address.getAddress().getHostAddress(),
        address == null ? 0 : address.getPort(),
        sensor.refused(),
        current.settings().values(false),
        current.version(),
        current.saved(),
        current.fault());
  }
}
