package io.vedette;

import static java.util.stream.Collectors.toSet;

import io.vedette.connectors.rdp.OwnSensor;
import io.vedette.connectors.rdp.SensorSettings;
import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.connectors.rdp.protocol.SecurityMode;
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
    return new OwnSensor(rdp == null ? null : sensor(rdp), clock, ingestion);
  }

  private static SensorSettings sensor(RdpSettings rdp) {
    List<DecoyAccount> decoys =
        rdp.decoys().entrySet().stream()
            .map(d -> new DecoyAccount(d.getKey(), d.getValue(), DecoyAccount.State.OK))
            .toList();
    return SensorSettings.of(
            new InetSocketAddress(rdp.address(), rdp.port()), rdp.computer(), decoys)
        .offering(rdp.security().stream().map(WiringConnectors::mode).collect(toSet()));
  }

  private static SecurityMode mode(RdpSettings.Security security) {
    return switch (security) {
      case NLA -> SecurityMode.NLA;
      case TLS -> SecurityMode.TLS;
      case RDP -> SecurityMode.STANDARD;
    };
  }
}
