package io.vedette.api;

import io.vedette.api.kusto.KustoEndpoints;
import io.vedette.api.loganalytics.LogAnalyticsEndpoints;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;

/** The endpoints below this package: each class of endpoints is named here. */
@Configuration(proxyBeanMethods = false)
@Import({KustoEndpoints.class, LogAnalyticsEndpoints.class})
public class QueryApis {
  /** Log Analytics' code and message, and what Kusto's clients read beside them. */
  private static final String STRANGER =
      """
      {"error": {
        "code": "AuthorizationRequiredError",
        "message": "Valid authentication was not provided",
        "@type": "Kusto.Data.Exceptions.KustoRequestDeniedException",
        "@message": "Valid authentication was not provided (401-Unauthorized)",
        "@permanent": true
      }}
      """;

  /** Whether a path is one of these interfaces'. */
  public static boolean serve(String path) {
    return path.startsWith("/v1/") || path.startsWith("/v2/");
  }

  /** Answers a request without a valid token, in the shape that the clients of both read. */
  public static void refuseStranger(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getOutputStream().write(STRANGER.getBytes(StandardCharsets.UTF_8));
  }
}
