package io.vedette.identity;

import io.vedette.platform.AuditEntry;
import io.vedette.platform.AuditTrail;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Signing in and out with a password. */
public final class SignIn {
  private final Accounts accounts;
  private final Passwords passwords;
  private final Sessions sessions;
  private final SignInThrottle throttle;
  private final AuditTrail audit;

  SignIn(
      Accounts accounts,
      Passwords passwords,
      Sessions sessions,
      SignInThrottle throttle,
      AuditTrail audit) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.throttle = throttle;
    this.audit = audit;
  }

  /**
   * Who tries, and from where.
   *
   * @param address the peer's IP address
   */
  public record Attempt(String name, String password, String address, String userAgent) {
    /** Never shows the password. */
    @Override
    public String toString() {
      return "Attempt[" + name + " from " + address + "]";
    }
  }

  /** How an attempt ended. */
  public sealed interface Outcome {
    /** A new session; the token goes into the cookie. */
    record SignedIn(CurrentUser user, String token) implements Outcome {
      /** Never shows the token. */
      @Override
      public String toString() {
        return "SignedIn[" + user + "]";
      }
    }

    /** Wrong name or password; which of the two is not said. */
    record Denied() implements Outcome {}

    /** Too many failures; the next attempt is looked at after that time. */
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  /** Tries to sign in. */
  public Outcome attempt(Attempt attempt) throws InterruptedException {
    String name = Accounts.key(attempt.name());
    Optional<Duration> wait = throttle.waitFor(name, attempt.address());
    if (wait.isPresent()) {
      note(attempt, name, "Failure", "Too many failed attempts");
      return new Outcome.TooMany(wait.get());
    }
    Optional<Boolean> matches =
        passwords.matches(attempt.password(), accounts.passwordHash(name).orElse(null));
    if (matches.isEmpty()) {
      note(attempt, name, "Failure", "Too many attempts at a time");
      return new Outcome.TooMany(Duration.ofSeconds(10));
    }
    if (!matches.get()) {
      throttle.failed(name, attempt.address());
      note(attempt, name, "Failure", "Wrong name or password");
      return new Outcome.Denied();
    }
    throttle.succeeded(name, attempt.address());
    Account account = accounts.find(name).orElseThrow();
    String token = sessions.start(account.name(), attempt.address(), attempt.userAgent());
    note(attempt, name, "Success", "Signed in");
    return new Outcome.SignedIn(new CurrentUser(account.name(), account.role()), token);
  }

  /** Ends the session of a token. */
  public void signOut(String token, String address) {
    Optional<CurrentUser> user = sessions.user(token);
    sessions.end(token);
    user.ifPresent(
        someone ->
            audit.record(
                new AuditEntry(
                    "Sign out",
                    "Success",
                    "Signed out",
                    "User",
                    someone.name(),
                    Map.of("CallerName", someone.name(), "CallerIpAddress", address))));
  }

  private void note(Attempt attempt, String name, String status, String description) {
    audit.record(
        new AuditEntry(
            "Sign in",
            status,
            description,
            "User",
            shortened(name),
            Map.of(
                "CallerName",
                shortened(name),
                "CallerIpAddress",
                attempt.address(),
                "UserAgent",
                shortened(attempt.userAgent()))));
  }

  private static String shortened(String text) {
    return text.length() <= 256 ? text : text.substring(0, 256);
  }
}
