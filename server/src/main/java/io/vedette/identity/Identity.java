package io.vedette.identity;

import io.vedette.platform.AuditTrail;
import io.vedette.platform.Settings;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the parts of this package together. */
public record Identity(
    Accounts accounts,
    Sessions sessions,
    SignIn signIn,
    SensorTokens sensors,
    AuthenticationFilter filter) {

  /** The parts on a state database. */
  public static Identity of(
      JdbcClient jdbc,
      InstantSource clock,
      Settings settings,
      AuditTrail audit,
      AdminToken adminToken) {
    Passwords passwords = new Passwords();
    Accounts accounts = new Accounts(jdbc, clock, passwords);
    Sessions sessions = new Sessions(jdbc, clock, settings.sessions());
    SignIn signIn = new SignIn(accounts, passwords, sessions, new SignInThrottle(clock), audit);
    SensorTokens sensors = new SensorTokens(jdbc, clock);
    return new Identity(
        accounts,
        sessions,
        signIn,
        sensors,
        new AuthenticationFilter(sessions, adminToken, sensors));
  }
}
