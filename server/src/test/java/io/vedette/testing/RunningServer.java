package io.vedette.testing;

import io.vedette.VedetteServer;
import io.vedette.cli.ServerStart;
import io.vedette.identity.AdminToken;
import io.vedette.platform.Certificates;
import io.vedette.platform.Settings;
import io.vedette.platform.TrustedAuthorities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real server on a free port with a data directory of its own, and a client that trusts its
 * authority:
 *
 * <pre>{@code
 * try (RunningServer server = RunningServer.start()) {
 *   assertThat(server.get("/api/session").status()).isEqualTo(200);
 * }
 * }</pre>
 *
 * The client is signed in as the administrator and sends the CSRF token.
 */
public final class RunningServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path directory;
  private final boolean ownDirectory;
  private final ServerStart.Running server;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http;

  /** An answer: status, headers and body. */
  public record Answer(HttpResponse<String> response) {
    /** The HTTP status. */
    public int status() {
      return response.statusCode();
    }

    /** The body as text. */
    public String text() {
      return response.body();
    }

    /** The body as JSON. */
    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** A header's first value, or the empty text. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  private RunningServer(Path directory, boolean ownDirectory, ServerStart.Running server) {
    this.directory = directory;
    this.ownDirectory = ownDirectory;
    this.server = server;
    this.http =
        HttpClient.newBuilder()
            .sslContext(trusting(directory))
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
  }

  /** Starts one in a temporary directory, which goes when it is closed, and signs in. */
  public static RunningServer start() {
    return start(settings -> settings);
  }

  /** The same with other settings. */
  public static RunningServer start(UnaryOperator<Settings> change) {
    try {
      Path directory = Files.createTempDirectory("vedette-test");
      RunningServer started = start(change.apply(Settings.in(directory)).withPort(0), true);
      started.signIn("admin", started.server.firstPassword().orElseThrow());
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts one on a directory that stays; signed in only when this is the directory's first start.
   */
  public static RunningServer start(Path directory) {
    return start(directory, 0);
  }

  /** The same on a port. */
  public static RunningServer start(Path directory, int port) {
    RunningServer started = start(Settings.in(directory).withPort(port), false);
    started.server.firstPassword().ifPresent(password -> started.signIn("admin", password));
    return started;
  }

  private static RunningServer start(Settings settings, boolean own) {
    return switch (VedetteServer.start(settings)) {
      case ServerStart.Outcome.Started(ServerStart.Running running) ->
          new RunningServer(settings.dataDirectory(), own, running);
      case ServerStart.Outcome.Refused(String message) -> throw new IllegalStateException(message);
    };
  }

  /** Where it answers. */
  public URI address() {
    return server.address();
  }

  /** Its data directory. */
  public Path directory() {
    return directory;
  }

  /** The administrator's token, which the command line and other programs send. */
  public String token() {
    try {
      return Files.readString(AdminToken.file(directory)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server itself. */
  public ServerStart.Running running() {
    return server;
  }

  /** The part of that type, such as {@code QueryEngine}. */
  public <T> T part(Class<T> type) {
    return server.part(type);
  }

  /** Signs in, or fails. */
  public void signIn(String name, String password) {
    get("/api/session");
    Answer answer = post("/api/session", Map.of("username", name, "password", password));
    if (answer.status() != 200) {
      throw new IllegalStateException("Sign-in failed: " + answer.text());
    }
  }

  /** Forgets all cookies: nobody is signed in. */
  public void forgetCookies() {
    cookies.getCookieStore().removeAll();
  }

  /** The value of a cookie, or the empty text. */
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(withCsrf(request(path)).DELETE());
  }

  public Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  public Answer patch(String path, Object body) {
    return send("PATCH", path, body);
  }

  /** Sends a body as JSON with the CSRF token. */
  public Answer send(String method, String path, Object body) {
    return send(
        withCsrf(request(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** A request to fill in; {@link #send(HttpRequest.Builder)} sends it. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofSeconds(30));
  }

  /** Sends a request as it is. */
  public Answer send(HttpRequest.Builder request) {
    return send(http, request);
  }

  private static Answer send(HttpClient client, HttpRequest.Builder request) {
    try {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a request without the cookies of this client, keeping none. */
  public Answer sendWithoutCookies(HttpRequest.Builder request) {
    try (HttpClient guest = HttpClient.newBuilder().sslContext(trusting(directory)).build()) {
      return send(guest, request);
    }
  }

  /** The client, for what the methods above do not do. */
  public HttpClient http() {
    return http;
  }

  private HttpRequest.Builder withCsrf(HttpRequest.Builder request) {
    return request.header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"));
  }

  @Override
  public void close() {
    http.shutdownNow();
    server.close();
    if (ownDirectory) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What trusts the authority of a data directory alone. */
  public static SSLContext trusting(Path directory) {
    try {
      return TrustedAuthorities.only(
          List.of(Objects.requireNonNull(Certificates.authority(directory))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
