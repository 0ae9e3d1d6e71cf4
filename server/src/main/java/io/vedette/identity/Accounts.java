package io.vedette.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The accounts of this server. Names are kept and compared in lower case. */
public final class Accounts {
  /** The account that the first start makes. */
  public static final String ADMINISTRATOR = "admin";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final Passwords passwords;

  Accounts(JdbcClient jdbc, InstantSource clock, Passwords passwords) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.passwords = passwords;
  }

  /** What a change gives: done, or why not, in a sentence for the person who asked. */
  public sealed interface Change {
    record Done(Account account) implements Change {}

    record Refused(String reason) implements Change {}

    record Unknown(String name) implements Change {}
  }

  /** All accounts by name. */
  public List<Account> list() {
    return jdbc.sql("SELECT * FROM account ORDER BY name").query(Accounts::account).list();
  }

  /** The account of that name in any case. */
  public Optional<Account> find(String name) {
    return jdbc.sql("SELECT * FROM account WHERE name = ?")
        .param(key(name))
        .query(Accounts::account)
        .optional();
  }

  /** Makes an account. */
  public Change create(String name, String password, Role role) {
    String key = key(name);
    if (!NAME.matcher(key).matches()) {
      return new Change.Refused(
          "A user name has 1 to 64 letters, digits and . _ @ -, and starts with a letter or digit.");
    }
    Optional<String> objection = Passwords.objection(password);
    if (objection.isPresent()) {
      return new Change.Refused(objection.get());
    }
    long now = clock.millis();
    int made =
        jdbc.sql(
                """
                INSERT INTO account (name, password_hash, role, created_at, password_changed_at)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING
                """)
            .params(key, passwords.hash(password), role.name(), now, now)
            .update();
    return made == 1
        ? new Change.Done(find(key).orElseThrow())
        : new Change.Refused("There is a user named " + key + " already.");
  }

  /** Sets a password and ends all sessions of the account. */
  public Change setPassword(String name, String password) {
    Optional<String> objection = Passwords.objection(password);
    if (objection.isPresent()) {
      return new Change.Refused(objection.get());
    }
    String key = key(name);
    int changed =
        jdbc.sql("UPDATE account SET password_hash = ?, password_changed_at = ? WHERE name = ?")
            .params(passwords.hash(password), clock.millis(), key)
            .update();
    return changed(changed, key);
  }

  /** Sets a random password and returns it; empty when there is no such account. */
  public Optional<String> resetPassword(String name) {
    String password = Passwords.generate();
    return setPassword(name, password) instanceof Change.Done
        ? Optional.of(password)
        : Optional.empty();
  }

  /** Gives an account another role; the last owner stays owner. */
  public Change setRole(String name, Role role) {
    String key = key(name);
    int changed =
        jdbc.sql(
                """
                UPDATE account SET role = ?1 WHERE name = ?2 AND (?1 = 'OWNER' OR role <> 'OWNER'
                  OR (SELECT count(*) FROM account WHERE role = 'OWNER') > 1)
                """)
            .params(role.name(), key)
            .update();
    return changed == 0 && find(key).isPresent()
        ? new Change.Refused(key + " is the only owner. Make another user owner first.")
        : changed(changed, key);
  }

  /** Removes an account with its sessions; the last owner stays. */
  public Change remove(String name) {
    Optional<Account> account = find(name);
    if (account.isEmpty()) {
      return new Change.Unknown(name);
    }
    int removed =
        jdbc.sql(
                """
                DELETE FROM account WHERE name = ? AND (role <> 'OWNER'
                  OR (SELECT count(*) FROM account WHERE role = 'OWNER') > 1)
                """)
            .param(account.get().name())
            .update();
    return removed == 1
        ? new Change.Done(account.get())
        : new Change.Refused(
            account.get().name() + " is the only owner. Make another user owner first.");
  }

  /**
   * Makes the first owner with a random password when there is no account at all, and returns that
   * password; it is kept nowhere.
   */
  public Optional<String> makeAdministratorWhenNone() {
    if (jdbc.sql("SELECT count(*) FROM account").query(Long.class).single() > 0) {
      return Optional.empty();
    }
    String password = Passwords.generate();
    return create(ADMINISTRATOR, password, Role.OWNER) instanceof Change.Done
        ? Optional.of(password)
        : Optional.empty();
  }

  /** The stored hash, for the sign-in. */
  Optional<String> passwordHash(String name) {
    return jdbc.sql("SELECT password_hash FROM account WHERE name = ?")
        .param(key(name))
        .query(String.class)
        .optional();
  }

  static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private Change changed(int rows, String key) {
    return rows == 1 ? new Change.Done(find(key).orElseThrow()) : new Change.Unknown(key);
  }

  private static Account account(ResultSet row, int index) throws SQLException {
    return new Account(
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("password_changed_at")));
  }
}
