package io.vedette.portalapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.identity.AdminToken;
import io.vedette.platform.Certificates;
import io.vedette.testing.RunningServer;
import io.vedette.testing.RunningServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cookies, headers, host names and files that keep others out. */
class BrowserProtectionTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void the_session_cookie_is_kept_from_scripts_and_other_sites() {
    Answer answer =
        server.post(
            "/api/session",
            Map.of(
                "username", "admin", "password", server.running().firstPassword().orElseThrow()));
    List<String> cookies = answer.response().headers().allValues("Set-Cookie");
    assertThat(cookies)
        .filteredOn(cookie -> cookie.startsWith("VEDETTE_SESSION="))
        .singleElement()
        .asString()
        .contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/");
  }

  @Test
  void each_sign_in_gets_a_session_of_its_own_and_ends_the_one_before() {
    String before = server.cookie("VEDETTE_SESSION");
    server.signIn("admin", server.running().firstPassword().orElseThrow());
    assertThat(server.cookie("VEDETTE_SESSION")).isNotEqualTo(before).hasSize(43);
    assertThat(statusWithSession(before)).isEqualTo(401);
    assertThat(statusWithSession(server.cookie("VEDETTE_SESSION"))).isEqualTo(200);
  }

  private static int statusWithSession(String token) {
    return server
        .sendWithoutCookies(
            server.request("/api/session").header("Cookie", "VEDETTE_SESSION=" + token))
        .status();
  }

  @Test
  void answers_carry_the_headers_that_bind_browsers() {
    Answer page = server.get("/");
    assertThat(page.header("Content-Security-Policy"))
        .contains("script-src 'self';", "frame-ancestors 'none'", "object-src 'none'");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Strict-Transport-Security")).isEmpty();
    assertThat(server.get("/api/session").header("Cache-Control")).contains("no-store");
  }

  @Test
  void a_foreign_host_name_is_refused() throws Exception {
    assertThat(raw("GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421");
    assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(raw("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void secrets_are_readable_for_their_owner_only() throws IOException {
    Path directory = server.directory();
    for (Path file :
        List.of(
            AdminToken.file(directory),
            directory.resolve("tls/ca.key"),
            directory.resolve("tls/server.key"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as("%s", file)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void the_token_of_the_command_line_is_that_of_the_file_and_needs_no_csrf_token()
      throws IOException {
    String token = server.token();
    Answer answer =
        server.send(
            server.request("/api/session").header("Authorization", "Bearer " + token).DELETE());
    assertThat(answer.status()).isEqualTo(204);
  }

  private static String raw(String request) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "ca", Objects.requireNonNull(Certificates.authority(server.directory())));
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket("127.0.0.1", server.address().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
