package io.vedette.api.loganalytics;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.vedette.api.loganalytics.WorkspaceQueries.Query;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The body of a request for several queries.
 *
 * <p>Source: Azure Monitor documentation, "Batch queries".
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BatchRequest(@Nullable List<Part> requests) {
  private static final int MOST = 100;
  private static final String PATH = "/query";

  List<Part> parts() {
    return requests == null ? List.of() : requests;
  }

  /**
   * Refuses what has no requests, too many of them, or two with the same id.
   *
   * @throws LogAnalyticsException then
   */
  void check() {
    long ids = parts().stream().map(Part::id).distinct().count();
    if (parts().isEmpty() || parts().size() > MOST || ids < parts().size()) {
      throw new LogAnalyticsException(
          400,
          LogAnalyticsError.badArgument(
              "InvalidBatchError",
              "The body must have from 1 to %d requests, each with an id of its own."
                  .formatted(MOST)));
    }
  }

  /**
   * One query.
   *
   * @param id names it in the answer
   * @param method GET, the default, takes the query from the path and ignores the body
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Part(
      @Nullable String id,
      @Nullable Map<String, String> headers,
      @Nullable Query body,
      @Nullable String method,
      @Nullable String path,
      @Nullable String workspace) {

    @Override
    public String id() {
      return id == null ? "" : id;
    }

    String workspaceId() {
      return workspace == null ? "" : workspace;
    }

    Preferences preferences() {
      Map<String, String> all = headers == null ? Map.of() : headers;
      return Preferences.of(
          all.entrySet().stream()
              .filter(header -> header.getKey().equalsIgnoreCase("prefer"))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null));
    }

    /**
     * The query.
     *
     * @throws LogAnalyticsException when the path or the method is another's
     */
    Query query() {
      UriComponents uri = UriComponentsBuilder.fromUriString(path == null ? "" : path).build();
      String verb = method == null ? "GET" : method.toUpperCase(Locale.ROOT);
      if (!PATH.equals(uri.getPath()) || !(verb.equals("GET") || verb.equals("POST"))) {
        throw new LogAnalyticsException(
            404,
            LogAnalyticsError.of(
                "PathNotFoundError",
                "A batch holds requests of GET and POST to " + PATH + " only."));
      }
      if (verb.equals("POST")) {
        return body == null ? new Query(null, null, null) : body;
      }
      MultiValueMap<String, String> values = uri.getQueryParams();
      return new Query(decoded(values, "query"), decoded(values, "timespan"), null);
    }

    private static @Nullable String decoded(MultiValueMap<String, String> values, String name) {
      String value = values.getFirst(name);
      return value == null ? null : URLDecoder.decode(value, StandardCharsets.UTF_8);
    }
  }
}
