package io.vedette;

import static java.util.stream.Collectors.toSet;

import io.vedette.connectors.rdp.OwnSensor;
import io.vedette.connectors.rdp.PasswordPolicy;
import io.vedette.connectors.rdp.SensorSettings;
import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.SecurityMode;
import io.vedette.connectors.rdp.protocol.WindowsRelease;
import io.vedette.ingestion.Ingestion;
import io.vedette.platform.RdpSettings;
import io.vedette.platform.Settings;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What brings events in by itself. */
@Configuration(proxyBeanMethods = false)
class WiringConnectors {
  @Bean
  OwnSensor ownSensor(Settings settings, Ingestion ingestion, InstantSource clock) {
    RdpSettings rdp = settings.rdp();
    return new OwnSensor(rdp == null ? null : sensor(rdp), settings.file("rdp"), clock, ingestion);
  }

  private static SensorSettings sensor(RdpSettings rdp) {
    List<DecoyAccount> decoys =
        rdp.decoys().entrySet().stream()
            .map(decoy -> decoy(decoy.getKey(), decoy.getValue()))
            .toList();
    return SensorSettings.of(new InetSocketAddress(rdp.address(), rdp.port()), persona(rdp), decoys)
        .offering(rdp.security().stream().map(WiringConnectors::mode).collect(toSet()))
        .keeping(passwords(rdp.passwords()));
  }

  private static PasswordPolicy passwords(RdpSettings.Passwords passwords) {
    return switch (passwords) {
      case ENCRYPTED -> PasswordPolicy.ENCRYPTED;
      case HASHED -> PasswordPolicy.HASHED;
      case DROPPED -> PasswordPolicy.DROPPED;
    };
  }

  private static DecoyAccount decoy(String name, RdpSettings.Decoy decoy) {
    DecoyAccount.State state =
        switch (decoy.state()) {
          case OK -> DecoyAccount.State.OK;
          case LOCKED -> DecoyAccount.State.LOCKED;
          case DISABLED -> DecoyAccount.State.DISABLED;
          case EXPIRED -> DecoyAccount.State.EXPIRED;
          case NOT_ALLOWED -> DecoyAccount.State.NOT_ALLOWED;
        };
    return new DecoyAccount(name, decoy.password(), state, decoy.acceptAfter());
  }

  private static Persona persona(RdpSettings rdp) {
    return Persona.of(rdp.computer(), rdp.domain(), release(rdp.windows()));
  }

  private static WindowsRelease release(RdpSettings.Windows windows) {
    return switch (windows) {
      case SERVER_2019 -> WindowsRelease.SERVER_2019;
      case SERVER_2022 -> WindowsRelease.SERVER_2022;
      case WINDOWS_10 -> WindowsRelease.WINDOWS_10;
      case WINDOWS_11 -> WindowsRelease.WINDOWS_11;
    };
  }

  private static SecurityMode mode(RdpSettings.Security security) {
    return switch (security) {
      case NLA -> SecurityMode.NLA;
      case TLS -> SecurityMode.TLS;
      case RDP -> SecurityMode.STANDARD;
    };
  }
}
