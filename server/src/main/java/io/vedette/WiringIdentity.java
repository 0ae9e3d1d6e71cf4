package io.vedette;

import io.vedette.identity.Accounts;
import io.vedette.identity.AdminToken;
import io.vedette.identity.Identity;
import io.vedette.identity.SensorTokens;
import io.vedette.identity.Sessions;
import io.vedette.identity.SignIn;
import io.vedette.platform.AuditTrail;
import io.vedette.platform.Settings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may do what. */
@Configuration(proxyBeanMethods = false)
class WiringIdentity {
  @Bean
  AdminToken adminToken(Settings settings) {
    return AdminToken.create(settings.dataDirectory());
  }

  @Bean
  Identity identity(
      JdbcClient jdbc, InstantSource clock, Settings settings, AuditTrail audit, AdminToken token) {
    return Identity.of(jdbc, clock, settings, audit, token);
  }

  @Bean
  Accounts accounts(Identity identity) {
    return identity.accounts();
  }

  @Bean
  Sessions sessions(Identity identity) {
    return identity.sessions();
  }

  @Bean
  SensorTokens sensorTokens(Identity identity) {
    return identity.sensors();
  }

  @Bean
  SignIn signIn(Identity identity) {
    return identity.signIn();
  }
}
