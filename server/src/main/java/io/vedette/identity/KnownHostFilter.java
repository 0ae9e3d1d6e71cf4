package io.vedette.identity;

import io.vedette.platform.HostNames;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests for a host name that is not ours, so that no foreign name that is made to point
 * here (DNS rebinding) is of the same origin as the portal. Addresses cannot be rebound and pass.
 */
public final class KnownHostFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private final transient Set<String> names;

  /** Takes the names that {@link HostNames#of} gives. */
  public KnownHostFilter(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String name = request.getServerName().toLowerCase(Locale.ROOT);
    if (names.contains(name) || HostNames.isAddress(name)) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(421);
    response.setContentType("text/plain;charset=UTF-8");
    response
        .getWriter()
        .println(
            "This server does not go by that name. Add it to 'names' in vedette.yaml to allow it.");
  }
}
