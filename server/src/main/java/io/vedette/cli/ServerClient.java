package io.vedette.cli;

import io.vedette.identity.AdminToken;
import io.vedette.platform.Certificates;
import io.vedette.platform.ServerAddress;
import io.vedette.platform.TrustedAuthorities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to the server that runs on a data directory: over its HTTPS, trusting its local authority
 * only, with the token that whoever may read the directory finds there.
 */
public final class ServerClient implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Path dataDirectory;
  private final URI address;
  private final String token;
  private final HttpClient http;

  private ServerClient(Path dataDirectory, URI address, String token, HttpClient http) {
    this.dataDirectory = dataDirectory;
    this.address = address;
    this.token = token;
    this.http = http;
  }

  /** What a request gives. */
  public sealed interface Reply {
    /** 2xx; {@code body} is null where there is none. */
    record Done(JsonNode body) implements Reply {}

    /** The server refused; the message is for people, the body what came with it. */
    record Refused(int status, String message, JsonNode body) implements Reply {
      static Refused unanswered(String message) {
        return new Refused(0, message, JSON.nullNode());
      }
    }

    /** No server answers; the message says how to start one. */
    record NoServer(String message) implements Reply {}
  }

  /** A client of the server on that directory; empty when none runs there. */
  public static Optional<ServerClient> find(Path dataDirectory) {
    Optional<URI> address = ServerAddress.find(dataDirectory);
    Path tokenFile = AdminToken.file(dataDirectory);
    if (address.isEmpty() || !Files.isReadable(tokenFile)) {
      return Optional.empty();
    }
    try {
      String token = Files.readString(tokenFile).strip();
      // Uploads over HTTP/2 wait for the small windows of its flow control.
      HttpClient.Builder http =
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
      X509Certificate authority = Certificates.authority(dataDirectory);
      if (authority != null) {
        http.sslContext(TrustedAuthorities.only(List.of(authority)));
      }
      return Optional.of(new ServerClient(dataDirectory, address.get(), token, http.build()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What to say when no server runs on a directory. */
  public static String noServerMessage(Path dataDirectory) {
    return "No server is running on "
        + dataDirectory
        + ". Start it with: vedette serve --data "
        + dataDirectory;
  }

  /** Where the server answers. */
  public URI address() {
    return address;
  }

  /** Gets JSON. */
  public Reply get(String path) {
    return send(request(path).GET());
  }

  /** Sends JSON with a method and gets JSON. */
  public Reply send(String method, String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** A request to the server with the token, to fill in. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token);
  }

  /** A text as it must stand in a path or query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Sends a request and reads its answer as JSON. */
  public Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      JsonNode body =
          response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body());
      if (response.statusCode() / 100 == 2) {
        return new Reply.Done(body);
      }
      String detail = body.path("detail").asString("");
      return new Reply.Refused(
          response.statusCode(),
          detail.isEmpty() ? "The server answered with HTTP " + response.statusCode() : detail,
          body);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Reply.NoServer(noServerMessage(dataDirectory));
    } catch (IOException e) {
      return Reply.Refused.unanswered("Talking to " + address + " failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.Refused.unanswered("Interrupted");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
