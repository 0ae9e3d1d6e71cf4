package io.vedette.portalapi;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The endpoints of this package: each class of endpoints is named here. */
@Configuration(proxyBeanMethods = false)
@Import({
  HealthEndpoints.class,
  IncidentEndpoints.class,
  LiveEndpoints.class,
  QueryEndpoints.class,
  SchemaEndpoints.class,
  SessionEndpoints.class,
  UserEndpoints.class,
  Problems.class,
  RuleEndpoints.class,
  WebSetup.class,
})
public class PortalApi {}
