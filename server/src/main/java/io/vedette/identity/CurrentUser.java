package io.vedette.identity;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is behind the request on this thread.
 *
 * @param name the account's name, or {@code admin} for the command line
 */
public record CurrentUser(String name, Role role) {
  /** The user of this request; throws where nobody is signed in. */
  public static CurrentUser get() {
    return find().orElseThrow(() -> new IllegalStateException("Nobody is signed in here"));
  }

  /** The user of this request, if anybody is signed in. */
  public static Optional<CurrentUser> find() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof CurrentUser user
        ? Optional.of(user)
        : Optional.empty();
  }
}
