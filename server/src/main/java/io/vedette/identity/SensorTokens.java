package io.vedette.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The sensors on other machines that may deliver rows, each with a token of its own that does
 * nothing else. Only a hash of each token is stored.
 */
public final class SensorTokens {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** That a sensor was heard is noted at most this often, to spare the disk. */
  private static final long NOTE_EVERY_MILLIS = 30_000;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  SensorTokens(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A sensor that may deliver.
   *
   * @param lastHeard null until it was heard the first time; exact to half a minute
   */
  public record Sensor(String name, Instant createdAt, @Nullable Instant lastHeard) {}

  /** Whether a sensor may have that name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** All sensors by name. */
  public List<Sensor> list() {
    return jdbc.sql("SELECT name, created_at, last_heard_at FROM sensor ORDER BY name")
        .query(SensorTokens::sensor)
        .list();
  }

  /**
   * Lets a sensor deliver.
   *
   * @return its token, which is kept nowhere; empty when there is a sensor of that name
   */
  public Optional<String> create(String name) {
    String token = Tokens.random();
    int made =
        jdbc.sql(
                """
                INSERT INTO sensor (name, token_hash, created_at) VALUES (?, ?, ?)
                ON CONFLICT (name) DO NOTHING
                """)
            .params(name, Tokens.hash(token), clock.millis())
            .update();
    return made == 1 ? Optional.of(token) : Optional.empty();
  }

  /** Lets a sensor deliver no more; false when there is none of that name. */
  public boolean remove(String name) {
    return jdbc.sql("DELETE FROM sensor WHERE name = ?").param(name).update() == 1;
  }

  /** Notes that a sensor was heard. */
  public void heard(String name) {
    long now = clock.millis();
    jdbc.sql(
            """
            UPDATE sensor SET last_heard_at = ?1
            WHERE name = ?2 AND (last_heard_at IS NULL OR last_heard_at < ?1 - ?3)
            """)
        .params(now, name, NOTE_EVERY_MILLIS)
        .update();
  }

  /** The sensor of a token. */
  Optional<CurrentUser> user(String token) {
    return jdbc.sql("SELECT name FROM sensor WHERE token_hash = ?")
        .param(Tokens.hash(token))
        .query(String.class)
        .optional()
        .map(name -> new CurrentUser(name, Role.SENSOR));
  }

  private static Sensor sensor(ResultSet row, int index) throws SQLException {
    Instant created = Instant.ofEpochMilli(row.getLong(2));
    long heard = row.getLong(3);
    return new Sensor(
        row.getString(1), created, row.wasNull() ? null : Instant.ofEpochMilli(heard));
  }
}
