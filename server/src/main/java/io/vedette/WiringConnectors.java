package io.vedette;

import io.vedette.connectors.rdp.OwnSensor;
import io.vedette.connectors.rdp.SensorSettings;
import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.ingestion.Ingestion;
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
    Settings.Rdp rdp = settings.rdp();
    return new OwnSensor(rdp == null ? null : sensor(rdp), clock, ingestion);
  }

  private static SensorSettings sensor(Settings.Rdp rdp) {
    List<DecoyAccount> decoys =
        rdp.decoys().entrySet().stream()
            .map(d -> new DecoyAccount(d.getKey(), d.getValue(), DecoyAccount.State.OK))
            .toList();
    return SensorSettings.of(
        new InetSocketAddress(rdp.address(), rdp.port()), rdp.computer(), decoys);
  }
}
