package io.vedette.portalapi;

import io.vedette.identity.CurrentUser;
import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request through to an endpoint when the user's role allows it, see {@link RequiresRole}.
 */
final class RoleCheck implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    // Who is not signed in got past the security filters only where that is meant.
    Optional<CurrentUser> user = CurrentUser.find();
    if (handler instanceof HandlerMethod method && user.isPresent()) {
      Role least = leastRole(method, request.getMethod());
      if (!user.get().role().includes(least)) {
        throw new RefusedRequestException(
            Problem.of(
                403,
                "RoleRequired",
                "This takes the role "
                    + least.title()
                    + "; "
                    + user.get().name()
                    + " is "
                    + user.get().role().title()
                    + "."));
      }
    }
    return true;
  }

  static Role leastRole(HandlerMethod method, String httpMethod) {
    RequiresRole required =
        AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequiresRole.class);
    if (required == null) {
      required =
          AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequiresRole.class);
    }
    if (required != null) {
      return required.value();
    }
    return httpMethod.equals("GET") || httpMethod.equals("HEAD") ? Role.READER : Role.OWNER;
  }
}
