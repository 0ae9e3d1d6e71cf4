package io.vedette.portalapi;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The endpoints of this package: each class of endpoints is named here. */
@Configuration(proxyBeanMethods = false)
@Import({
  HealthEndpoints.class,
  ImportEndpoints.class,
  IncidentEndpoints.class,
  IngestionRate.class,
  LiveEndpoints.class,
  OverviewEndpoints.class,
  QueryEndpoints.class,
  SchemaEndpoints.class,
  Problems.class,
  RemoteSensorEndpoints.class,
  RuleEndpoints.class,
  SessionEndpoints.class,
  SensorEndpoints.class,
  StatusEndpoints.class,
  UserEndpoints.class,
  WebSetup.class,
})
public class PortalApi {}
