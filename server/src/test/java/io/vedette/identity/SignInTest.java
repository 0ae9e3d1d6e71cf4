package io.vedette.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.identity.SignIn.Outcome;
import io.vedette.platform.AuditEntry;
import io.vedette.platform.Settings;
import io.vedette.platform.StateDatabase;
import io.vedette.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T08:00:00Z"));
  private final List<AuditEntry> audit = new ArrayList<>();
  private StateDatabase database;
  private Identity identity;
  private String password;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = StateDatabase.open(directory.resolve("state.db"));
    identity =
        Identity.of(
            database.jdbc(),
            clock,
            Settings.in(directory),
            audit::add,
            AdminToken.create(directory));
    password = identity.accounts().makeAdministratorWhenNone().orElseThrow();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Outcome attempt(String name, String secret, String address) {
    try {
      return identity.signIn().attempt(new SignIn.Attempt(name, secret, address, "test"));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signedIn() {
    return attempt("admin", password, "192.0.2.1") instanceof Outcome.SignedIn(var user, var token)
        ? token
        : "";
  }

  @Test
  void the_first_start_makes_one_owner_and_the_second_none() {
    assertThat(identity.accounts().list())
        .singleElement()
        .satisfies(account -> assertThat(account.role()).isEqualTo(Role.OWNER));
    assertThat(identity.accounts().makeAdministratorWhenNone()).isEmpty();
    assertThat(password).hasSize(20);
  }

  @Test
  void passwords_and_tokens_are_stored_as_hashes_only() {
    String token = signedIn();
    assertThat(database.jdbc().sql("SELECT password_hash FROM account").query(String.class).list())
        .singleElement()
        .asString()
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .doesNotContain(password);
    assertThat(database.jdbc().sql("SELECT token_hash FROM session").query(String.class).list())
        .singleElement()
        .isNotEqualTo(token);
  }

  @Test
  void names_are_the_same_in_any_case_and_audited() {
    assertThat(attempt("ADMIN", password, "192.0.2.1")).isInstanceOf(Outcome.SignedIn.class);
    assertThat(attempt("admin", "wrong", "192.0.2.1")).isEqualTo(new Outcome.Denied());
    assertThat(attempt("nobody", "wrong", "192.0.2.1")).isEqualTo(new Outcome.Denied());
    assertThat(audit)
        .extracting(AuditEntry::status)
        .containsExactly("Success", "Failure", "Failure");
    assertThat(audit.toString()).doesNotContain(password).contains("192.0.2.1");
  }

  @Test
  void a_source_that_guesses_waits_longer_each_time() {
    for (int i = 0; i < 5; i++) {
      assertThat(attempt("user" + i, "wrong", "192.0.2.9")).isEqualTo(new Outcome.Denied());
    }
    assertThat(attempt("admin", password, "192.0.2.9"))
        .isEqualTo(new Outcome.TooMany(Duration.ofSeconds(1)));
    assertThat(attempt("admin", password, "192.0.2.10")).isInstanceOf(Outcome.SignedIn.class);
    clock.pass(Duration.ofSeconds(1));
    assertThat(attempt("admin", "wrong", "192.0.2.9")).isEqualTo(new Outcome.Denied());
    assertThat(attempt("admin", password, "192.0.2.9"))
        .isEqualTo(new Outcome.TooMany(Duration.ofSeconds(2)));
  }

  @Test
  void an_account_that_many_guess_at_is_slowed_but_never_locked_for_long() {
    for (int i = 0; i < 40; i++) {
      attempt("admin", "wrong", "192.0.2." + i);
      clock.pass(Duration.ofMinutes(2));
    }
    attempt("admin", "wrong", "198.51.100.1");
    assertThat(attempt("admin", password, "203.0.113.1"))
        .isInstanceOfSatisfying(
            Outcome.TooMany.class,
            wait -> assertThat(wait.retryAfter()).isLessThanOrEqualTo(Duration.ofMinutes(1)));
    clock.pass(Duration.ofMinutes(1));
    assertThat(attempt("admin", password, "203.0.113.1")).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void a_session_ends_when_unused_and_at_last_in_any_case() {
    String token = signedIn();
    clock.pass(Duration.ofHours(8).minusSeconds(1));
    assertThat(identity.sessions().user(token)).contains(new CurrentUser("admin", Role.OWNER));
    clock.pass(Duration.ofHours(8).minusSeconds(1));
    assertThat(identity.sessions().user(token)).isPresent();
    clock.pass(Duration.ofHours(8));
    assertThat(identity.sessions().user(token)).isEmpty();

    String used = signedIn();
    for (int hour = 0; hour < 7 * 24 - 1; hour += 6) {
      assertThat(identity.sessions().user(used)).as("after %d hours", hour).isPresent();
      clock.pass(Duration.ofHours(6));
    }
    assertThat(identity.sessions().user(used)).isEmpty();
  }

  @Test
  void the_last_owner_stays_owner() {
    Accounts accounts = identity.accounts();
    assertThat(accounts.setRole("admin", Role.READER)).isInstanceOf(Accounts.Change.Refused.class);
    assertThat(accounts.remove("admin")).isInstanceOf(Accounts.Change.Refused.class);
    accounts.create("Alice", "correct horse battery", Role.OWNER);
    assertThat(accounts.setRole("admin", Role.READER)).isInstanceOf(Accounts.Change.Done.class);
    assertThat(accounts.remove("alice")).isInstanceOf(Accounts.Change.Refused.class);
  }

  @Test
  void weak_passwords_odd_names_and_doubles_are_refused_with_the_reason() {
    Accounts accounts = identity.accounts();
    assertThat(accounts.create("bob", "short", Role.READER))
        .isEqualTo(new Accounts.Change.Refused("A password has at least 12 characters."));
    assertThat(accounts.create("bob", "aaaaaaaaaaaaaa", Role.READER))
        .isInstanceOf(Accounts.Change.Refused.class);
    assertThat(accounts.create("../x", "correct horse battery", Role.READER))
        .isInstanceOf(Accounts.Change.Refused.class);
    assertThat(accounts.create("ADMIN", "correct horse battery", Role.READER))
        .isEqualTo(new Accounts.Change.Refused("There is a user named admin already."));
    assertThat(accounts.setPassword("nobody", "correct horse battery"))
        .isEqualTo(new Accounts.Change.Unknown("nobody"));
  }

  @Test
  void removing_an_account_ends_its_sessions() {
    identity.accounts().create("bob", "correct horse battery", Role.READER);
    assertThat(attempt("bob", "correct horse battery", "192.0.2.1"))
        .isInstanceOfSatisfying(
            Outcome.SignedIn.class,
            in -> {
              identity.accounts().remove("bob");
              assertThat(identity.sessions().user(in.token())).isEmpty();
            });
  }
}
