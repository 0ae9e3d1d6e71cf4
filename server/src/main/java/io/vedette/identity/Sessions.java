package io.vedette.identity;

import io.vedette.platform.Settings;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Signed-in browsers. Only a hash of each token is stored, so that a copy of the database signs
 * nobody in; each sign-in gets a token of its own.
 */
public final class Sessions {
  /** The cookie that carries a token. */
  public static final String COOKIE = "VEDETTE_SESSION";

  /** Use is noted at most this often, to spare the disk. */
  private static final long NOTE_EVERY_MILLIS = 30_000;

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final Settings.Sessions limits;

  Sessions(JdbcClient jdbc, InstantSource clock, Settings.Sessions limits) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.limits = limits;
  }

  /** Starts a session and returns its token; forgets those that ran out. */
  String start(String account, String address, String userAgent) {
    long now = clock.millis();
    jdbc.sql("DELETE FROM session WHERE last_used_at < ? OR created_at < ?")
        .params(now - limits.idle().toMillis(), now - limits.absolute().toMillis())
        .update();
    String token = Tokens.random();
    jdbc.sql(
            """
            INSERT INTO session (token_hash, account_name, created_at, last_used_at, address, user_agent)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .params(Tokens.hash(token), account, now, now, address, userAgent)
        .update();
    return token;
  }

  /** The user of a token, unless the session has ended or run out. */
  public Optional<CurrentUser> user(String token) {
    record Found(String name, String role, long createdAt, long lastUsedAt) {}
    String hash = Tokens.hash(token);
    Optional<Found> found =
        jdbc.sql(
                """
                SELECT a.name, a.role, s.created_at, s.last_used_at
                FROM session s JOIN account a ON a.name = s.account_name WHERE s.token_hash = ?
                """)
            .param(hash)
            .query(
                (row, index) ->
                    new Found(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
            .optional();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Found session = found.get();
    long now = clock.millis();
    if (now - session.createdAt >= limits.absolute().toMillis()
        || now - session.lastUsedAt >= limits.idle().toMillis()) {
      end(token);
      return Optional.empty();
    }
    if (now - session.lastUsedAt >= NOTE_EVERY_MILLIS) {
      jdbc.sql("UPDATE session SET last_used_at = ? WHERE token_hash = ?")
          .params(now, hash)
          .update();
    }
    return Optional.of(new CurrentUser(session.name, Role.valueOf(session.role)));
  }

  /** Ends the session of a token, if there is one. */
  public void end(String token) {
    jdbc.sql("DELETE FROM session WHERE token_hash = ?").param(Tokens.hash(token)).update();
  }

  /** Signs an account out everywhere. */
  public void endAllOf(String account) {
    jdbc.sql("DELETE FROM session WHERE account_name = ?").param(Accounts.key(account)).update();
  }
}
