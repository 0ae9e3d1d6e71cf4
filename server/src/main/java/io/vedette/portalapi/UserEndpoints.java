package io.vedette.portalapi;

import io.vedette.identity.Account;
import io.vedette.identity.Accounts;
import io.vedette.identity.CurrentUser;
import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.identity.Sessions;
import io.vedette.platform.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The accounts: who an incident can be assigned to, and for owners their management. */
@RestController
@RequestMapping("/api/users")
final class UserEndpoints {
  private final Accounts accounts;
  private final Sessions sessions;
  private final CallerAudit audit;

  UserEndpoints(Accounts accounts, Sessions sessions, AuditTrail audit) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.audit = new CallerAudit(audit);
  }

  record UserView(String name, String role) {}

  /** {@code role} is Reader, Responder, Contributor or Owner. */
  record NewUser(@Nullable String name, @Nullable String password, @Nullable String role) {
    /** Never shows the password. */
    @Override
    public String toString() {
      return "NewUser[" + name + ", " + role + "]";
    }
  }

  record UserChange(@Nullable String password, @Nullable String role) {
    /** Never shows the password. */
    @Override
    public String toString() {
      return "UserChange[" + role + "]";
    }
  }

  record NewPassword(String name, String password) {
    /** Never shows the password. */
    @Override
    public String toString() {
      return "NewPassword[" + name + "]";
    }
  }

  @GetMapping
  List<UserView> list() {
    return accounts.list().stream().map(UserEndpoints::view).toList();
  }

  @PostMapping
  @RequiresRole(Role.OWNER)
  ResponseEntity<UserView> create(@RequestBody NewUser user, HttpServletRequest request) {
    if (user.name() == null || user.password() == null || user.role() == null) {
      throw RefusedRequestException.badRequest("A user has a name, a password and a role.");
    }
    Account made =
        done(accounts.create(user.name(), user.password(), role(user.role())), user.name());
    note("Create user", made.name(), request, Map.of("Role", made.role().title()));
    return ResponseEntity.status(201).body(view(made));
  }

  /** Owners change anybody; all others their own password only. */
  @PatchMapping("/{name}")
  @RequiresRole(Role.READER)
  UserView change(
      @PathVariable String name, @RequestBody UserChange change, HttpServletRequest request) {
    CurrentUser user = CurrentUser.get();
    boolean own = user.name().equalsIgnoreCase(name) && change.role() == null;
    if (!own && !user.role().includes(Role.OWNER)) {
      throw new RefusedRequestException(
          Problem.of(403, "RoleRequired", "Only an owner changes other users or roles."));
    }
    if (change.role() != null) {
      Account changed = done(accounts.setRole(name, role(change.role())), name);
      note("Change role", changed.name(), request, Map.of("Role", changed.role().title()));
    }
    if (change.password() != null) {
      Account changed = done(accounts.setPassword(name, change.password()), name);
      sessions.endAllOf(changed.name());
      note("Change password", changed.name(), request, Map.of());
    }
    return accounts.find(name).map(UserEndpoints::view).orElseThrow(() -> unknown(name));
  }

  @PostMapping("/{name}/reset-password")
  @RequiresRole(Role.OWNER)
  NewPassword resetPassword(@PathVariable String name, HttpServletRequest request) {
    String password = accounts.resetPassword(name).orElseThrow(() -> unknown(name));
    Account account = accounts.find(name).orElseThrow(() -> unknown(name));
    sessions.endAllOf(account.name());
    note("Reset password", account.name(), request, Map.of());
    return new NewPassword(account.name(), password);
  }

  @DeleteMapping("/{name}")
  @RequiresRole(Role.OWNER)
  ResponseEntity<Void> remove(@PathVariable String name, HttpServletRequest request) {
    Account removed = done(accounts.remove(name), name);
    note("Remove user", removed.name(), request, Map.of());
    return ResponseEntity.noContent().build();
  }

  private void note(
      String operation, String name, HttpServletRequest request, Map<String, String> details) {
    audit.note(request, operation, "User", name, details);
  }

  private static Account done(Accounts.Change change, String name) {
    return switch (change) {
      case Accounts.Change.Done(Account account) -> account;
      case Accounts.Change.Refused(String reason) ->
          throw RefusedRequestException.badRequest(reason);
      case Accounts.Change.Unknown(String ignored) -> throw unknown(name);
    };
  }

  private static RefusedRequestException unknown(String name) {
    return RefusedRequestException.notFound("There is no user named " + name + ".");
  }

  private static Role role(String text) {
    for (Role role : Role.values()) {
      boolean named =
          role.name().equals(text.toUpperCase(Locale.ROOT)) || role.title().equals(text);
      if (named && role != Role.SENSOR) {
        return role;
      }
    }
    throw RefusedRequestException.badRequest(
        "The roles are Reader, Responder, Contributor and Owner, not " + text + ".");
  }

  private static UserView view(Account account) {
    return new UserView(account.name(), account.role().title());
  }
}
