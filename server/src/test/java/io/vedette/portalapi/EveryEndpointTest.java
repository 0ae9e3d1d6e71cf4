package io.vedette.portalapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.identity.RequiresRole;
import io.vedette.testing.RunningServer;
import io.vedette.testing.RunningServer.Answer;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Rules that every endpoint keeps, also those that come later: they are asked of the server itself.
 */
class EveryEndpointTest {
  /** Kusto's clients ask where to sign in before they have a token. */
  private static final Set<String> OPEN =
      Set.of("GET /health", "GET /v1/rest/auth/metadata", "POST /api/session");

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Endpoint(String method, String path, HandlerMethod handler) {
    boolean changes() {
      return !method.equals("GET");
    }

    String name() {
      return method + " " + path;
    }

    /** The path with something in the place of each variable. */
    String concrete() {
      return path.replaceAll("\\{[^}]*}", "1");
    }
  }

  private static List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>();
    server
        .part(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (mapping, handler) -> {
              assertThat(mapping.getMethodsCondition().getMethods()).as("%s", mapping).isNotEmpty();
              for (String path : mapping.getPatternValues()) {
                for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                  endpoints.add(new Endpoint(method.name(), path, handler));
                }
              }
            });
    assertThat(endpoints).hasSizeGreaterThan(8);
    return endpoints;
  }

  private static Answer send(Endpoint endpoint, String... headers) {
    HttpRequest.Builder request =
        server
            .request(endpoint.concrete())
            .method(
                endpoint.method(),
                endpoint.changes()
                    ? HttpRequest.BodyPublishers.ofString("{}")
                    : HttpRequest.BodyPublishers.noBody());
    request.header("Content-Type", "application/json");
    return server.send(headers.length == 0 ? request : request.headers(headers));
  }

  @Test
  void without_a_sign_in_all_but_the_open_ones_answer_401() {
    Set<String> open = new TreeSet<>();
    for (Endpoint endpoint : endpoints()) {
      // A bearer token that is none keeps the session cookie out of it.
      Answer answer = send(endpoint, "Authorization", "Bearer wrong");
      if (answer.status() == 401) {
        boolean ofClients = endpoint.name().contains(" /v1/") || endpoint.name().contains(" /v2/");
        assertThat(answer.header("Content-Type"))
            .as(endpoint.name())
            .startsWith(ofClients ? "application/json" : Problem.MEDIA_TYPE);
        assertThat(answer.json().at(ofClients ? "/error/code" : "/code").asString(""))
            .as(endpoint.name())
            .isEqualTo(ofClients ? "AuthorizationRequiredError" : "NotSignedIn");
      } else {
        open.add(endpoint.name());
      }
    }
    assertThat(open).isEqualTo(new TreeSet<>(OPEN));
  }

  @Test
  void a_sensors_token_opens_its_own_door_only() {
    Answer made = server.post("/api/sensors", Map.of("name", "branch"));
    String token = made.json().path("token").asString();
    List<String> open = new ArrayList<>();
    for (Endpoint endpoint : endpoints()) {
      Answer answer = send(endpoint, "Authorization", "Bearer " + token);
      if (answer.status() != 403) {
        open.add(endpoint.name());
      }
    }
    assertThat(open).contains("POST /api/sensors/batches");
    open.remove("POST /api/sensors/batches");
    assertThat(OPEN).containsAll(open);
    assertThat(server.delete("/api/sensors/branch").status()).isEqualTo(204);
    Answer removed =
        server.send(server.request("/api/sensors").header("Authorization", "Bearer " + token));
    assertThat(removed.status()).isEqualTo(401);
  }

  @Test
  void a_person_is_no_sensor() {
    Answer answer = server.send("POST", "/api/sensors/batches", Map.of("rows", List.of()));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("RoleRequired", "Sensor");
    Answer user =
        server.post(
            "/api/users",
            Map.of("name", "eve", "password", "correct horse battery", "role", "Sensor"));
    assertThat(user.status()).isEqualTo(400);
  }

  @Test
  void without_a_csrf_token_every_change_is_refused() {
    List<String> changes = new ArrayList<>();
    for (Endpoint endpoint : endpoints()) {
      if (endpoint.changes()) {
        Answer answer = send(endpoint);
        assertThat(answer.status()).as(endpoint.name()).isEqualTo(403);
        assertThat(answer.json().path("code").asString("")).isEqualTo("CsrfTokenMissing");
        changes.add(endpoint.name());
      }
    }
    assertThat(changes).hasSizeGreaterThan(4);
  }

  @Test
  void every_change_says_which_role_it_takes() {
    for (Endpoint endpoint : endpoints()) {
      if (endpoint.changes() && !OPEN.contains(endpoint.name())) {
        boolean says =
            AnnotatedElementUtils.hasAnnotation(endpoint.handler().getMethod(), RequiresRole.class)
                || AnnotatedElementUtils.hasAnnotation(
                    endpoint.handler().getBeanType(), RequiresRole.class);
        assertThat(says).as("%s has @RequiresRole", endpoint.name()).isTrue();
      }
    }
  }

  @Test
  void paths_without_an_endpoint_are_closed_too() {
    Answer answer =
        server.send(server.request("/api/no-such-thing").header("Authorization", "Bearer wrong"));
    assertThat(answer.status()).isEqualTo(401);
    Answer signedIn = server.get("/api/no-such-thing");
    assertThat(signedIn.status()).isEqualTo(404);
    assertThat(signedIn.header("Content-Type")).startsWith(Problem.MEDIA_TYPE);
  }
}
