package io.vedette;

import io.vedette.connectors.rdp.OwnSensor;
import io.vedette.connectors.rdp.SensorEvents;
import io.vedette.connectors.rdp.SensorSettings;
import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.ingestion.Ingestion;
import io.vedette.platform.Settings;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What brings events in by itself. */
@Configuration(proxyBeanMethods = false)
class WiringConnectors {
  @Bean
  OwnSensor ownSensor(Settings settings, Ingestion ingestion, InstantSource clock) {
    Settings.Rdp wanted = settings.rdp();
    String computer = wanted == null ? "" : wanted.computer();
    SensorSettings sensor =
        wanted == null
            ? null
            : SensorSettings.of(
                new InetSocketAddress(wanted.address(), wanted.port()),
                computer,
                wanted.decoys().entrySet().stream()
                    .map(d -> new DecoyAccount(d.getKey(), d.getValue(), DecoyAccount.State.OK))
                    .toList());
    return new OwnSensor(
        sensor, clock, new SensorEvents(ingestion, clock, Persona.server2022(computer)));
  }
}
