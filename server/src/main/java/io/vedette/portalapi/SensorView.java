package io.vedette.portalapi;

import io.vedette.connectors.rdp.OwnSensor;
import io.vedette.platform.RdpSettings;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The RDP sensor of this server: what it passes for, and where it listens.
 *
 * @param listening whether it takes connections
 * @param address that it listens on; null when it does not
 * @param port 0 when it does not listen
 * @param persona null when the settings want no sensor
 * @param refused connections that were closed at once since the start, being too many
 */
record SensorView(
    boolean listening,
    @Nullable String address,
    int port,
    @Nullable Persona persona,
    long refused) {

  /** The machine that it passes for, in the words of the settings' file. Passwords stay out. */
  record Persona(
      String computer, String domain, String windows, List<String> security, List<Decoy> decoys) {

    static Persona of(RdpSettings rdp) {
      return new Persona(
          rdp.computer(),
          rdp.domain(),
          RdpSettings.word(rdp.windows()),
          rdp.security().stream().sorted().map(RdpSettings::word).toList(),
          rdp.decoys().entrySet().stream()
              .map(decoy -> Decoy.of(decoy.getKey(), decoy.getValue()))
              .sorted(Comparator.comparing(Decoy::name))
              .toList());
    }
  }

  record Decoy(String name, String state, int acceptAfter) {
    static Decoy of(String name, RdpSettings.Decoy decoy) {
      return new Decoy(name, RdpSettings.word(decoy.state()), decoy.acceptAfter());
    }
  }

  static SensorView of(@Nullable RdpSettings rdp, OwnSensor sensor) {
    InetSocketAddress address = sensor.address().orElse(null);
    return new SensorView(
        address != null,
        address == null ? null : address.getAddress().getHostAddress(),
        address == null ? 0 : address.getPort(),
        rdp == null ? null : Persona.of(rdp),
        sensor.refused());
  }
}
