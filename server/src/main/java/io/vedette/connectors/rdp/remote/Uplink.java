package io.vedette.connectors.rdp.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The way to the server: HTTPS with the sensor's token. */
public final class Uplink implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final URI address;
  private final Token token;
  private final HttpClient http;

  /** The sensor's token, as it is now. */
  @FunctionalInterface
  public interface Token {
    /** Fails when it cannot be had; the message says why, and what to do. */
    String current() throws IOException;
  }

  /** What becomes of a batch. */
  sealed interface Answer {
    /** It is stored. */
    record Stored() implements Answer {}

    /** The server will never take it. */
    record Refused(String why) implements Answer {}

    /** Not now; the server said when to come again, or did not. */
    record Later(String why, Optional<Duration> retryAfter) implements Answer {}
  }

  /**
   * @param server its address, such as {@code https://soc.example.org:8443}
   * @param trusted what to take the server's certificate by; null for what Java trusts
   */
  public Uplink(URI server, @Nullable SSLContext trusted, Token token) {
    this.address = server.resolve(SensorBatch.PATH);
    this.token = token;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if (trusted != null) {
      builder.sslContext(trusted);
    }
    this.http = builder.build();
  }

  /** Sends a batch and waits for its answer. */
  Answer send(SensorBatch batch) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(ANSWER)
              .header("Authorization", "Bearer " + token.current())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(batch)))
              .build();
      return answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (SSLException e) {
      return later(
          "the server's certificate is not trusted, or its address is not in it ("
              + e.getMessage()
              + "). Fetch the authority at the server with 'vedette ca --pem' for --ca, and name"
              + " the address under 'names' in its vedette.yaml");
    } catch (ConnectException | HttpTimeoutException e) {
      return later(address.resolve("/") + " does not answer");
    } catch (IOException e) {
      String why = e.getMessage();
      return later(why == null || why.isBlank() ? e.toString() : why);
    }
  }

  private Answer answer(HttpResponse<String> response) {
    int status = response.statusCode();
    String said = detail(response);
    return switch (status) {
      case 200 ->
          isStored(response.body())
              ? new Answer.Stored()
              : later("something else than Vedette answers at " + address.resolve("/"));
      case 400, 413, 422 -> new Answer.Refused(said);
      case 401, 403 ->
          later(
              said
                  + " The token is wrong, or was removed at the server: make another there with"
                  + " 'vedette admin add-sensor NAME' and put it in the place of the old one");
      case 404, 405 -> later(said + " Is --server the address of a Vedette of this version?");
      default -> new Answer.Later(said, retryAfter(response));
    };
  }

  /** A proxy may answer 200 to anything. */
  private static boolean isStored(String body) {
    try {
      return JSON.readTree(body).path("stored").asBoolean(false);
    } catch (JacksonException e) {
      return false;
    }
  }

  private static Answer later(String why) {
    return new Answer.Later(why, Optional.empty());
  }

  private static Optional<Duration> retryAfter(HttpResponse<String> response) {
    try {
      return response
          .headers()
          .firstValue("Retry-After")
          .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.strip())));
    } catch (NumberFormatException e) {
      // A date, which clocks that differ make useless.
      return Optional.empty();
    }
  }

  private static String detail(HttpResponse<String> response) {
    String detail = "";
    try {
      JsonNode body = JSON.readTree(response.body());
      detail = body == null ? "" : body.path("detail").asString("");
    } catch (JacksonException e) {
      // Something else than Vedette answers.
    }
    return "HTTP " + response.statusCode() + (detail.isEmpty() ? "." : ": " + detail);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
