package io.vedette;

import io.vedette.connectors.rdp.OwnSensor;
import io.vedette.connectors.rdp.RemoteSensors;
import io.vedette.connectors.rdp.SensorConfiguration;
import io.vedette.ingestion.Ingestion;
import io.vedette.platform.Settings;
import io.vedette.workspace.Workspace;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What brings events in by itself. */
@Configuration(proxyBeanMethods = false)
class WiringConnectors {
  @Bean
  OwnSensor ownSensor(Settings settings, Ingestion ingestion, InstantSource clock) {
    return new OwnSensor(sensorFolder(settings), clock, ingestion);
  }

  @Bean
  SensorConfiguration sensorConfiguration(
      OwnSensor sensor, Settings settings, JdbcClient jdbc, InstantSource clock) {
    return new SensorConfiguration(sensor, settings.rdp(), sensorFolder(settings), jdbc, clock);
  }

  @Bean
  RemoteSensors remoteSensors(
      Settings settings, Ingestion ingestion, Workspace workspace, InstantSource clock) {
    return new RemoteSensors(ingestion, workspace, sensorFolder(settings), clock);
  }

  private static Path sensorFolder(Settings settings) {
    return settings.file("rdp");
  }
}
