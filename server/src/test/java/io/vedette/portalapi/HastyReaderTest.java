package io.vedette.portalapi;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.platform.LiveEvent;
import io.vedette.platform.LiveEvents;
import io.vedette.testing.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Readers who leave in the middle of an answer: the connection and the log stay clean. */
class HastyReaderTest {
  private static final String LARGE =
      "range i from 1 to 30000 step 1 | project i, h = hash_sha256(tostring(i))";

  private static RunningServer server;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void listenNoMore() {
    root.detachAppender(log);
  }

  @Test
  void aCancelledQueryLeavesTheConnectionOpen() throws Exception {
    leavesTheConnectionOpen(query());
  }

  @Test
  void aCancelledJsonAnswerLeavesTheConnectionOpen() throws Exception {
    leavesTheConnectionOpen(server.request("/api/schema/kusto").GET());
  }

  @Test
  void aCancelledKustoAnswerLeavesTheConnectionOpen() throws Exception {
    leavesTheConnectionOpen(kusto());
  }

  @Test
  void cancelledLiveEventsLeaveTheConnectionOpen() throws Exception {
    String before = connection();
    for (int i = 0; i < 3; i++) {
      HttpResponse<InputStream> live = open(server.request("/api/live").GET());
      assertThat(live.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(live.body().read()).isEqualTo('e');
      live.body().close();
      for (int event = 0; event < 20; event++) {
        server.part(LiveEvents.class).publish(new LiveEvent("test", Map.of("event", event)));
        Thread.sleep(5);
      }
      assertThat(connection()).isEqualTo(before);
    }
    assertQuiet();
  }

  @Test
  void compressedAndPlainAnswersAreEqual() throws Exception {
    HttpResponse<InputStream> plain = open(kusto());
    HttpResponse<InputStream> compressed = open(kusto().header("Accept-Encoding", "gzip"));
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
    String text = new String(plain.body().readAllBytes(), StandardCharsets.UTF_8);
    byte[] packed = compressed.body().readAllBytes();
    assertThat(text).hasSizeGreaterThan(2_000_000);
    assertThat(packed.length).isLessThan(text.length() * 2 / 3);
    // The two runs differ in their names and times only.
    assertThat(rows(unpacked(packed))).isEqualTo(rows(text));
  }

  private void leavesTheConnectionOpen(HttpRequest.Builder request) throws Exception {
    String before = connection();
    for (int i = 0; i < 5; i++) {
      HttpResponse<InputStream> answer = open(request.copy().header("Accept-Encoding", "gzip"));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(answer.body().read()).isEqualTo(0x1f);
      answer.body().close();
      Thread.sleep(50);
      assertThat(connection()).isEqualTo(before);
    }
    assertQuiet();
  }

  private void assertQuiet() {
    assertThat(List.copyOf(log.list))
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .isEmpty();
  }

  /** Which connection the client has to the server; another one after it was closed. */
  private String connection() throws Exception {
    HttpResponse<Void> answer =
        server
            .http()
            .send(
                server.request("/api/session").GET().build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.connectionLabel().orElseThrow();
  }

  private HttpRequest.Builder query() {
    return json("/api/query", Map.of("query", LARGE));
  }

  private HttpRequest.Builder kusto() {
    return json("/v1/rest/query", Map.of("db", "", "csl", LARGE));
  }

  private HttpRequest.Builder json(String path, Map<String, String> body) {
    return server
        .request(path)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + server.token())
        .POST(
            HttpRequest.BodyPublishers.ofString(
                JsonMapper.builder().build().writeValueAsString(body)));
  }

  private HttpResponse<InputStream> open(HttpRequest.Builder request) throws Exception {
    return server.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private static String unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String rows(String answer) {
    return JsonMapper.builder().build().readTree(answer).at("/Tables/0").toString();
  }
}
