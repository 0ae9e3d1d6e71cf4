package io.vedette.portalapi;

import io.vedette.identity.AuthenticationFilter;
import io.vedette.identity.CurrentUser;
import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.identity.Sessions;
import io.vedette.identity.SignIn;
import io.vedette.platform.Settings;
import io.vedette.platform.Version;
import io.vedette.workspace.Workspace;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, and who is signed in. */
@RestController
@RequestMapping("/api/session")
final class SessionEndpoints {
  private final SignIn signIn;
  private final Settings settings;
  private final Workspace workspace;

  SessionEndpoints(SignIn signIn, Settings settings, Workspace workspace) {
    this.signIn = signIn;
    this.settings = settings;
    this.workspace = workspace;
  }

  record Credentials(@Nullable String username, @Nullable String password) {
    /** Never shows the password. */
    @Override
    public String toString() {
      return "Credentials[" + username + "]";
    }
  }

  record SessionView(User user, WorkspaceView workspace, String version, boolean demo) {
    record User(String name, List<String> roles) {}

    record WorkspaceView(String id, String name) {}
  }

  @GetMapping
  SessionView session() {
    return view(CurrentUser.get());
  }

  /** Also for whoever is signed in: as somebody else, or again. */
  @PostMapping
  @RequiresRole(Role.READER)
  ResponseEntity<Object> signIn(@RequestBody Credentials credentials, HttpServletRequest request)
      throws InterruptedException {
    if (credentials.username() == null || credentials.password() == null) {
      throw RefusedRequestException.badRequest("A sign-in has a username and a password.");
    }
    SignIn.Outcome outcome =
        signIn.attempt(
            new SignIn.Attempt(
                credentials.username(),
                credentials.password(),
                request.getRemoteAddr(),
                Objects.requireNonNullElse(request.getHeader("User-Agent"), "")));
    return switch (outcome) {
      case SignIn.Outcome.SignedIn(CurrentUser user, String token) -> {
        String before = AuthenticationFilter.sessionToken(request);
        if (before != null) {
          signIn.signOut(before, request.getRemoteAddr());
        }
        yield ResponseEntity.ok()
            .header(
                HttpHeaders.SET_COOKIE, cookie(token, settings.sessions().absolute().toSeconds()))
            .body(view(user));
      }
      case SignIn.Outcome.Denied() ->
          problem(Problem.of(401, "SignInFailed", "The name or the password is wrong."), null);
      case SignIn.Outcome.TooMany(var retryAfter) -> {
        long seconds = Math.max(1, (retryAfter.toMillis() + 999) / 1000);
        yield problem(
            Problem.of(
                429,
                "TooManyAttempts",
                "Too many failed sign-ins. Try again in " + seconds + " s."),
            Long.toString(seconds));
      }
    };
  }

  @DeleteMapping
  @RequiresRole(Role.READER)
  ResponseEntity<Void> signOut(HttpServletRequest request) {
    String token = AuthenticationFilter.sessionToken(request);
    if (token != null) {
      signIn.signOut(token, request.getRemoteAddr());
    }
    return ResponseEntity.noContent().header(HttpHeaders.SET_COOKIE, cookie("", 0)).build();
  }

  private SessionView view(CurrentUser user) {
    return new SessionView(
        new SessionView.User(user.name(), List.of(user.role().title())),
        new SessionView.WorkspaceView(workspace.id().toString(), settings.workspaceName()),
        Version.text(),
        settings.demo());
  }

  private static String cookie(String token, long seconds) {
    return ResponseCookie.from(Sessions.COOKIE, token)
        .httpOnly(true)
        .secure(true)
        .sameSite("Strict")
        .path("/")
        .maxAge(seconds)
        .build()
        .toString();
  }

  private static ResponseEntity<Object> problem(Problem problem, @Nullable String retryAfter) {
    ResponseEntity.BodyBuilder builder =
        ResponseEntity.status(problem.status())
            .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
    if (retryAfter != null) {
      builder.header(HttpHeaders.RETRY_AFTER, retryAfter);
    }
    return builder.body(problem);
  }
}
