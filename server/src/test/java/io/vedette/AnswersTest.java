package io.vedette;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.http.AnswerFilter;
import io.vedette.platform.Certificates;
import io.vedette.platform.Settings;
import io.vedette.testing.RunningServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.tomcat.TomcatWebServer;

/** How answers leave the web server, whatever a servlet does with them. */
class AnswersTest {
  private static final String TEXT = "[\"änderung\",1234567890],".repeat(4000);
  private static final byte[] LARGE = TEXT.getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path directory;

  private static TomcatWebServer web;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    Settings settings = Settings.in(directory).withPort(0);
    Certificates certificates = new Certificates(settings, InstantSource.system());
    web =
        (TomcatWebServer)
            TomcatSetup.factory(settings, certificates.current())
                .getWebServer(
                    context -> {
                      context
                          .addFilter("answers", new AnswerFilter())
                          .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
                      context.addServlet("many", new Many()).addMapping("/*");
                    });
    web.start();
    http = HttpClient.newBuilder().sslContext(RunningServer.trusting(directory)).build();
  }

  @AfterAll
  static void stop() {
    http.shutdownNow();
    web.stop();
    web.destroy();
  }

  /** Answers each path in another way. */
  private static final class Many extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static void forward(
        HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
      try {
        request.getRequestDispatcher(path).forward(request, response);
      } catch (ServletException e) {
        throw new IOException(e);
      }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("application/json;charset=UTF-8");
      switch (request.getRequestURI()) {
        case "/large" -> response.getOutputStream().write(LARGE);
        case "/told" -> {
          response.setContentLength(LARGE.length);
          response.getOutputStream().write(LARGE);
        }
        case "/told-as-header" -> {
          response.setHeader("Content-Length", Integer.toString(LARGE.length));
          response.getOutputStream().write(LARGE);
        }
        case "/bytes" -> {
          for (byte value : LARGE) {
            response.getOutputStream().write(value);
          }
        }
        case "/flushed" -> {
          for (int at = 0; at < LARGE.length; at += 4000) {
            response.getOutputStream().write(LARGE, at, Math.min(4000, LARGE.length - at));
            response.flushBuffer();
          }
        }
        case "/flushed-early" -> {
          response.getOutputStream().write(LARGE, 0, 10);
          response.getOutputStream().flush();
          response.getOutputStream().write(LARGE, 10, LARGE.length - 10);
        }
        case "/writer" -> response.getWriter().print(TEXT);
        case "/closed" -> {
          try (var out = response.getOutputStream()) {
            out.write(LARGE);
          }
        }
        case "/small" -> response.getOutputStream().write(LARGE, 0, 2000);
        case "/forward-to-large" -> forward(request, response, "/large");
        case "/forward-to-small" -> forward(request, response, "/small");
        case "/forward-to-small-writer" -> forward(request, response, "/small-writer");
        case "/small-writer" -> response.getWriter().print("{}");
        case "/empty" -> response.setContentLength(0);
        case "/length-alone" -> response.setContentLength(LARGE.length);
        case "/tagged" -> {
          response.setHeader("ETag", "\"one\"");
          response.getOutputStream().write(LARGE);
        }
        case "/not-modified" -> {
          response.setHeader("ETag", "W/\"one\"");
          response.setStatus(304);
        }
        case "/encoded" -> {
          response.setHeader("Content-Encoding", "br");
          response.getOutputStream().write(LARGE);
        }
        case "/part" -> {
          response.setStatus(206);
          response.setHeader("Content-Range", "bytes 0-%d/*".formatted(LARGE.length - 1));
          response.getOutputStream().write(LARGE);
        }
        case "/picture" -> {
          response.setContentType("image/png");
          response.getOutputStream().write(LARGE);
        }
        case "/events" -> {
          response.setContentType("text/event-stream");
          response.getOutputStream().write(LARGE);
        }
        case "/refused" -> {
          response.setStatus(400);
          response.getOutputStream().write(LARGE);
        }
        case "/reset" -> {
          response.getOutputStream().write(LARGE, 0, 3000);
          response.reset();
          response.setContentType("application/json");
          response.setStatus(409);
          response.getOutputStream().write('x');
        }
        case "/emptied" -> {
          response.getOutputStream().write(LARGE, 0, 3000);
          response.resetBuffer();
          response.getOutputStream().write('x');
        }
        case "/error" -> {
          response.setContentLength(LARGE.length);
          response.getOutputStream().write(LARGE, 0, 3000);
          response.sendError(404, "Gone");
        }
        case "/broken" -> {
          response.getOutputStream().write(LARGE, 0, 3000);
          throw new IllegalStateException("a bug that the test wants");
        }
        default -> response.setStatus(204);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/large",
    "/told",
    "/told-as-header",
    "/bytes",
    "/flushed",
    "/writer",
    "/closed",
    "/refused"
  })
  void largeAnswersAreCompressedForThoseWhoTakeIt(String path) throws Exception {
    HttpResponse<byte[]> plain = get(path, null);
    assertThat(encoding(plain)).isEmpty();
    assertThat(plain.body()).isEqualTo(LARGE);
    for (HttpClient.Version version :
        List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
      HttpResponse<byte[]> packed =
          http.send(
              request(path, "deflate, GZIP;q=0.5").version(version).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(packed.version()).isEqualTo(version);
      assertThat(packed.statusCode()).isEqualTo(plain.statusCode());
      assertThat(encoding(packed)).isEqualTo("gzip");
      assertThat(header(packed, "Vary")).isEqualTo("Accept-Encoding");
      assertThat(header(packed, "Content-Length")).isNotEqualTo("" + LARGE.length);
      assertThat(packed.body().length).isLessThan(LARGE.length / 4);
      assertThat(unpacked(packed)).isEqualTo(LARGE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/flushed-early,96000",
    "/small,2000",
    "/small-writer,2",
    "/empty,0",
    "/encoded,96000",
    "/part,96000",
    "/picture,96000",
    "/events,96000",
    "/nothing,0",
  })
  void othersStayAsTheyAre(String path, int size) throws Exception {
    HttpResponse<byte[]> answer = get(path, "gzip");
    assertThat(encoding(answer)).isEqualTo(path.equals("/encoded") ? "br" : "");
    assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(answer.body()).hasSize(size == 96000 ? LARGE.length : size);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|gzip", "br, gzip|gzip", "*|gzip", "*;q=0.1|gzip", "x-gzip|gzip", "gzip; q=1.0|gzip",
        "gzip;q=0|''", "gzip;q=0, *|''", "*, gzip;q=0.0|''", "identity|''", "br|''", "gzip;q=x|''",
        "gzipped|''", "''|''",
      })
  void readsWhatIsAccepted(String accepted, String encoding) throws Exception {
    assertThat(encoding(get("/large", accepted))).isEqualTo(encoding);
  }

  /** As the portal's first page is answered. */
  @ParameterizedTest
  @CsvSource({"/forward-to-large,96000", "/forward-to-small,2000", "/forward-to-small-writer,2"})
  void whatIsForwardedIsWhole(String path, int size) throws Exception {
    int expected = size == 96000 ? LARGE.length : size;
    assertThat(get(path, null).body()).hasSize(expected);
    HttpResponse<byte[]> answer = get(path, "gzip");
    assertThat(encoding(answer)).isEqualTo(size == 96000 ? "gzip" : "");
    assertThat(encoding(answer).isEmpty() ? answer.body() : unpacked(answer)).hasSize(expected);
  }

  @ParameterizedTest
  @CsvSource({"/large", "/told", "/length-alone"})
  void headTellsWhatGetWould(String path) throws Exception {
    HttpResponse<byte[]> head =
        http.send(request(path, "gzip").HEAD().build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(encoding(head)).isEqualTo("gzip");
    assertThat(head.body()).isEmpty();
    HttpResponse<byte[]> plain =
        http.send(request(path, null).HEAD().build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(encoding(plain)).isEmpty();
    if (!path.equals("/large")) {
      assertThat(header(plain, "Content-Length")).isEqualTo("" + LARGE.length);
    }
  }

  @Test
  void tagsOfCompressedAnswersAreWeak() throws Exception {
    assertThat(header(get("/tagged", "gzip"), "ETag")).isEqualTo("W/\"one\"");
    assertThat(header(get("/tagged", null), "ETag")).isEqualTo("\"one\"");
    HttpResponse<byte[]> same = get("/not-modified", "gzip");
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(encoding(same)).isEmpty();
    assertThat(header(same, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(header(same, "ETag")).isEqualTo("W/\"one\"");
  }

  @Test
  void whatWasTakenBackIsNotSent() throws Exception {
    for (String path : new String[] {"/reset", "/emptied"}) {
      HttpResponse<byte[]> answer = get(path, "gzip");
      assertThat(answer.statusCode()).isEqualTo(path.equals("/reset") ? 409 : 200);
      assertThat(encoding(answer)).isEmpty();
      assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
      assertThat(answer.body()).isEqualTo(new byte[] {'x'});
    }
    HttpResponse<byte[]> error = get("/error", "gzip");
    assertThat(error.statusCode()).isEqualTo(404);
    assertThat(encoding(error)).isEmpty();
    HttpResponse<byte[]> bug = get("/broken", "gzip");
    assertThat(bug.statusCode()).isEqualTo(500);
    assertThat(encoding(bug)).isEmpty();
  }

  private static HttpResponse<byte[]> get(String path, @Nullable String accepted) throws Exception {
    return http.send(request(path, accepted).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static HttpRequest.Builder request(String path, @Nullable String accepted) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + web.getPort() + path));
    return accepted == null ? request : request.header("Accept-Encoding", accepted);
  }

  private static byte[] unpacked(HttpResponse<byte[]> answer) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return in.readAllBytes();
    }
  }

  private static String encoding(HttpResponse<byte[]> answer) {
    return header(answer, "Content-Encoding");
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return String.join(", ", answer.headers().allValues(name));
  }
}
