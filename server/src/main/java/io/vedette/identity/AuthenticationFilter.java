package io.vedette.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Says who sends a request: the bearer of the administrator's token or of a sensor's, or else the
 * user of the session cookie. A request with an Authorization header is never taken for that of a
 * cookie: that is why it needs no CSRF token.
 */
public final class AuthenticationFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String BEARER = "Bearer ";

  private final transient Sessions sessions;
  private final transient AdminToken adminToken;
  private final transient SensorTokens sensors;

  AuthenticationFilter(Sessions sessions, AdminToken adminToken, SensorTokens sensors) {
    this.sessions = sessions;
    this.adminToken = adminToken;
    this.sensors = sensors;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    user(request)
        .ifPresent(
            user -> {
              SecurityContext context = SecurityContextHolder.createEmptyContext();
              context.setAuthentication(
                  UsernamePasswordAuthenticationToken.authenticated(
                      user, null, List.of(new SimpleGrantedAuthority("ROLE_" + user.role()))));
              SecurityContextHolder.setContext(context);
            });
    chain.doFilter(request, response);
  }

  private Optional<CurrentUser> user(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      return authorization.startsWith(BEARER)
          ? bearer(authorization.substring(BEARER.length()).strip())
          : Optional.empty();
    }
    String token = sessionToken(request);
    return token == null ? Optional.empty() : sessions.user(token);
  }

  private Optional<CurrentUser> bearer(String token) {
    return adminToken.matches(token)
        ? Optional.of(new CurrentUser(Accounts.ADMINISTRATOR, Role.OWNER))
        : sensors.user(token);
  }

  /** The token of the request's session cookie, or null. */
  public static @Nullable String sessionToken(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return null;
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(Sessions.COOKIE)) {
        return cookie.getValue();
      }
    }
    return null;
  }
}
