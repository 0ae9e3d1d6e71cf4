package io.vedette.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vedette.kql.Diagnostic;
import io.vedette.platform.Settings;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code externaldata} over a real HTTP server. */
class ExternalFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

  @TempDir private Path folder;
  private HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final EventDatabase database =
      EventDatabase.inMemory(new DatabaseSettings(512L << 20, 2));
  private @Nullable QueryEngine engine;
  private Duration fileTime = Duration.ofMinutes(1);

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    if (engine != null) {
      engine.close();
    }
    database.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = files.get(path);
    switch (path) {
      case "/lists/moved" -> redirect(exchange, "/lists/a.csv");
      case "/lists/away" -> redirect(exchange, "http://localhost:1/lists/a.csv");
      case "/lists/up" -> redirect(exchange, "/secret/a.csv");
      case "/lists/round" -> redirect(exchange, "/lists/round");
      case "/lists/slow" -> slowly(exchange);
      default -> {
        exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
        if (body != null) {
          exchange.getResponseBody().write(body);
        }
        exchange.close();
      }
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static void slowly(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write("a\n".getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    try {
      Thread.sleep(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void put(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  private QueryOutcome run(String kql) {
    return run(kql, List.of(address("/lists/")));
  }

  private QueryOutcome run(String kql, List<String> allowed) {
    engine =
        new QueryEngine(
            database,
            Workspace.inMemory(TableCatalog.of(List.of()))::schema,
            2,
            new ExternalFiles(
                new Settings.ExternalData(allowed, List.of()),
                new ExternalFiles.Limits(Duration.ofSeconds(10), fileTime, 4L << 20)));
    return engine.run(QueryRequest.of(kql, NOW));
  }

  private List<List<@Nullable Object>> rows(String kql) {
    QueryOutcome outcome = run(kql);
    assertThat(outcome).isInstanceOf(QueryOutcome.Completed.class);
    return ((QueryOutcome.Completed) outcome)
        .primary().rows().stream().map(row -> Arrays.asList(row)).toList();
  }

  private static Diagnostic refusal(QueryOutcome outcome) {
    assertThat(outcome).isInstanceOf(QueryOutcome.Failed.class);
    return ((QueryOutcome.Failed) outcome).diagnostics().getFirst();
  }

  private String read(String columns, String path, String properties) {
    return "externaldata(" + columns + ") ['" + address(path) + "'] " + properties;
  }

  @Test
  void readsTypedColumnsOfSeveralFiles() {
    put("/lists/a.csv", "ip,n,at,tags\n192.0.2.1,7,2026-01-02,\"[\"\"x\"\"]\"\n192.0.2.2,,no,\n");
    put("/lists/b.csv", "ip,n\n\"192.0.2.3, b\",8\n");

    assertThat(
            rows(
                "externaldata(ip:string, n:long, at:datetime, tags:dynamic) ['"
                    + address("/lists/a.csv")
                    + "', h@'"
                    + address("/lists/b.csv?sv=secret")
                    + "'] with (format='csv', ignoreFirstRecord=true)"
                    + " | project ip, m = n + 1, y = getyear(at), t = tostring(tags[0])"
                    + " | order by ip asc"))
        .containsExactly(
            List.of("192.0.2.1", 8L, 2026, "x"),
            Arrays.asList("192.0.2.2", null, null, ""),
            Arrays.asList("192.0.2.3, b", 9L, null, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          tsv       ! a\\tb           ! a|b
          psv       ! a|b             ! a|b
          scsv      ! a;b             ! a|b
          txt       ! a,b             ! a,b|
          raw       ! a\\nb           ! a\\nb|
          json      ! {"x":"a","y":"b"}\\n{"x":"c","y":1} ! a|b c|1
          multijson ! [{"y":{"z":1}, "x":"a"},\\n{"x":null}] ! a|{"z":1} |
          """)
  void readsKustosFormats(String format, String content, String expected) {
    put("/lists/f", unescaped(content));
    List<String> read =
        rows(read("x:string, y:string", "/lists/f", "with (format=" + format + ")")).stream()
            .map(row -> row.get(0) + "|" + row.get(1))
            .toList();
    assertThat(String.join(" ", read)).isEqualTo(unescaped(expected));
  }

  private static String unescaped(String text) {
    return text.replace("\\t", "\t").replace("\\n", "\n");
  }

  @Test
  void mapsNestedValues() {
    put("/lists/m.json", "[{\"Category\":\"c\",\"Known\":{\"n\":[1,2]}},{\"Category\":\"d\"}]");
    assertThat(
            rows(
                read(
                    "all:dynamic, n:dynamic",
                    "/lists/m.json",
                    "with (format=multijson, ingestionMapping='[{\"Column\":\"all\",\"Properties\":"
                        + "{\"Path\":\"$\"}},{\"Column\":\"n\",\"Properties\":{\"Path\":\"$.Known.n\"}}]')"
                        + " | project tostring(all.Category), toint(n[1])")))
        .containsExactly(List.of("c", 2), Arrays.asList("d", null));
  }

  @Test
  void unpacksArchives() throws IOException {
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gz)) {
      out.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
    }
    files.put("/lists/a.csv.gz", gz.toByteArray());
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      for (String name : List.of("c.csv", "d.txt")) {
        out.putNextEntry(new ZipEntry(name));
        out.write((name + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    files.put("/lists/a.zip", zip.toByteArray());

    assertThat(rows(read("x:string", "/lists/a.csv.gz", ""))).hasSize(2);
    assertThat(rows(read("x:string", "/lists/a.zip", "with (zipPattern='*.csv')")))
        .containsExactly(List.of("c.csv"));
  }

  @Test
  void stopsAtAnArchiveThatUnpacksToTooMuch() throws IOException {
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gz)) {
      out.write(("a".repeat(999) + "\n").repeat(16 << 10).getBytes(StandardCharsets.UTF_8));
    }
    files.put("/lists/bomb.csv.gz", gz.toByteArray());
    assertThat(refusal(run(read("x:string", "/lists/bomb.csv.gz", ""))).message())
        .contains("bomb.csv is too large", "4 MiB");
  }

  @Test
  void readsFilesBelowAllowedFoldersOnly() throws IOException {
    Path allowed = Files.createDirectory(folder.resolve("lists"));
    Files.writeString(allowed.resolve("a.csv"), "a\n");
    Files.writeString(folder.resolve("secret.csv"), "s\n");
    Files.createSymbolicLink(allowed.resolve("link.csv"), folder.resolve("secret.csv"));
    List<String> settings = List.of(allowed.toUri().toString());

    assertThat(run("externaldata(x:string) ['" + allowed.resolve("a.csv").toUri() + "']", settings))
        .isInstanceOf(QueryOutcome.Completed.class);
    for (String file :
        List.of(
            folder.resolve("secret.csv").toUri().toString(),
            allowed.toUri() + "../secret.csv",
            allowed.resolve("link.csv").toUri().toString(),
            folder.resolve("nowhere.csv").toUri().toString())) {
      assertThat(refusal(run("externaldata(x:string) ['" + file + "']", settings)).message())
          .startsWith("externaldata may not read");
    }
  }

  @Test
  void namesTheSettingWhereNothingIsAllowed() {
    Diagnostic refused =
        refusal(run("externaldata(x:string) ['https://example.org/a.csv']", List.of()));
    assertThat(refused.code()).isEqualTo("VK033");
    assertThat(refused.message()).isEqualTo("externaldata may not read https://example.org/a.csv.");
    assertThat(refused.hint()).contains("externalData of vedette.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/secret/a.csv",
        "/listsabc/a.csv",
        "/lists/../secret/a.csv",
        "/lists/%2e%2e/secret/a.csv",
        "/lists/%252e%252e/secret/a.csv"
      })
  void staysBelowWhatIsAllowed(String path) {
    put("/secret/a.csv", "s\n");
    assertThat(refusal(run(read("x:string", path, ""))).message())
        .startsWith("externaldata may not read");
  }

  @Test
  void refusesOtherServersAndSchemes() {
    for (String address :
        List.of(
            "http://localhost:1/lists/a.csv",
            "http://127.0.0.1@example.org/lists/a.csv",
            "ftp://127.0.0.1/lists/a.csv",
            "abfss://x@y/z",
            "no address")) {
      refusal(run("externaldata(x:string) ['" + address + "']"));
    }
  }

  @Test
  void followsRedirectionsWithinTheAllowedPartOfAServer() {
    put("/lists/a.csv", "a\n");
    put("/secret/a.csv", "s\n");
    assertThat(rows(read("x:string", "/lists/moved", ""))).containsExactly(List.of("a"));
    for (String path : List.of("/lists/away", "/lists/up")) {
      assertThat(refusal(run(read("x:string", path, ""))).message())
          .contains("another server or not allowed");
    }
    assertThat(refusal(run(read("x:string", "/lists/round", ""))).message()).contains("too often");
  }

  @Test
  void saysWhatWentWrongAtTheServer() {
    assertThat(refusal(run(read("x:string", "/lists/none.csv?sig=secret", ""))).message())
        .contains("status 404")
        .doesNotContain("secret");
    put("/lists/bad.json", "{\"x\": ");
    assertThat(refusal(run(read("x:string", "/lists/bad.json", ""))).message())
        .startsWith("bad.json is no JSON");
    fileTime = Duration.ofSeconds(2);
    assertThat(refusal(run(read("x:string", "/lists/slow", ""))).message())
        .contains("not read within 2 seconds");
    fileTime = Duration.ofMinutes(1);
    assertThat(
            refusal(
                    run(
                        "externaldata(x:string) ['http://127.0.0.1:1/a']",
                        List.of("http://127.0.0.1:1/")))
                .message())
        .startsWith("http://127.0.0.1:1/a cannot be read");
  }

  @Test
  void refusesServersInPrivateNetworksThatAreNotNamed() throws IOException {
    for (String address :
        List.of(
            "10.1.2.3",
            "127.0.0.2",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::")) {
      assertThat(AllowedAddresses.isPrivate(InetAddress.getByName(address))).as(address).isTrue();
    }
    for (String address : List.of("192.0.66.2", "8.8.8.8", "2001:4860:4860::8888")) {
      assertThat(AllowedAddresses.isPrivate(InetAddress.getByName(address))).as(address).isFalse();
    }
  }
}
