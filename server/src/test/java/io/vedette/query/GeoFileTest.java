package io.vedette.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code geo_info_from_ip_address} over files that the tests write themselves. */
class GeoFileTest {
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

  private static final Map<String, Object> CITY =
      ordered(
          "city", Map.of("names", ordered("de", "Dresdn", "en", "Dresden")),
          "country", ordered("iso_code", "DE", "names", Map.of("en", "Germany")),
          "location", ordered("latitude", 51.05, "longitude", 13.74),
          "subdivisions", List.of(Map.of("names", Map.of("en", "Saxony"))));

  @TempDir private Path folder;

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("places.mmdb"), content);
  }

  private static QueryOutcome run(Path file, String kql) {
    try (EventDatabase database =
            EventDatabase.inMemory(new DatabaseSettings(256L << 20, 2).withGeoData(file));
        QueryEngine engine =
            new QueryEngine(database, Workspace.inMemory(TableCatalog.of(List.of()))::schema, 1)) {
      return engine.run(QueryRequest.of(kql, NOW));
    }
  }

  private static String place(Path file, String address) {
    QueryOutcome outcome =
        run(
            file,
            "print ip = '" + address + "' | project x = tostring(geo_info_from_ip_address(ip))");
    assertThat(outcome).isInstanceOf(QueryOutcome.Completed.class);
    return String.valueOf(((QueryOutcome.Completed) outcome).primary().rows().getFirst()[0]);
  }

  @Test
  void tellsWhatIsKnownOfAnAddress() throws IOException {
    Path places = file(mmdb(CITY));
    String dresden =
        "{\"country\":\"Germany\",\"state\":\"Saxony\",\"city\":\"Dresden\",\"latitude\":51.05,"
            + "\"longitude\":13.74}";
    assertThat(place(places, "141.30.2.1")).isEqualTo(dresden);
    assertThat(place(places, "::ffff:141.30.2.1")).isEqualTo(dresden);
    assertThat(place(places, "10.0.0.1")).isEmpty();
    assertThat(place(places, "2001:db8::1")).isEmpty();
    assertThat(place(places, "no address")).isEmpty();
  }

  @Test
  void takesFilesWithPlainFields() throws IOException {
    assertThat(place(file(mmdb(ordered("country_code", "AU"))), "141.30.2.1"))
        .isEqualTo(
            "{\"country\":\"Australia\",\"state\":\"\",\"city\":\"\",\"latitude\":null,"
                + "\"longitude\":null}");
  }

  @Test
  void refusesWhatIsNoSuchFile() throws IOException {
    byte[] good = mmdb(CITY);
    byte[] noise = new byte[5_000];
    new Random(7).nextBytes(noise);
    for (byte[] bad :
        List.of(
            new byte[0],
            "hello".getBytes(StandardCharsets.UTF_8),
            noise,
            java.util.Arrays.copyOf(good, good.length - 20))) {
      Path file = file(bad);
      assertThatThrownBy(() -> run(file, "print 1"))
          .isInstanceOf(EventDatabaseException.class)
          .hasMessageContaining("places.mmdb is no file of geographic data")
          .hasMessageContaining("geoData in vedette.yaml");
    }
    assertThatThrownBy(() -> run(folder.resolve("none.mmdb"), "print 1"))
        .isInstanceOf(EventDatabaseException.class);
  }

  @Test
  void damagedDataFailsTheQueryByTheFilesName() throws IOException {
    byte[] bytes = mmdb(CITY);
    int data = 32 * 6 + 16;
    // A map of more entries than the file has bytes.
    bytes[data] = (byte) 0xFF;
    QueryOutcome outcome =
        run(file(bytes), "print ip = '141.30.2.1' | project geo_info_from_ip_address(ip)");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            QueryOutcome.Failed.class,
            failed ->
                assertThat(failed.diagnostics().getFirst().message())
                    .contains("places.mmdb is damaged"));
  }

  // ---------------------------------------------------------------- MaxMind DB format 2.0

  /** A file for IPv4 in which 141.30.0.0/16 has a place and nothing else has. */
  private static byte[] mmdb(Map<String, Object> place) throws IOException {
    int bits = 16;
    int network = (141 << 8) | 30;
    int nodes = 32;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int node = 0; node < nodes; node++) {
      boolean used = node < bits;
      int next = node == bits - 1 ? nodes + 16 : node + 1;
      boolean right = used && ((network >> (bits - 1 - node)) & 1) == 1;
      record24(out, used && !right ? next : nodes);
      record24(out, right ? next : nodes);
    }
    out.write(new byte[16]);
    value(out, place);
    out.write(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF});
    out.write("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
    value(
        out,
        ordered(
            "binary_format_major_version", 2,
            "binary_format_minor_version", 0,
            "build_epoch", 1_700_000_000,
            "database_type", "Test",
            "description", Map.of("en", "test"),
            "ip_version", 4,
            "languages", List.of("en"),
            "node_count", nodes,
            "record_size", 24));
    return out.toByteArray();
  }

  private static void record24(ByteArrayOutputStream out, int value) {
    out.write(value >> 16);
    out.write(value >> 8);
    out.write(value);
  }

  private static void value(ByteArrayOutputStream out, Object value) throws IOException {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        control(out, 2, bytes.length);
        out.write(bytes);
      }
      case Double number -> {
        control(out, 3, 8);
        out.write(ByteBuffer.allocate(8).putDouble(number).array());
      }
      case Integer number -> {
        control(out, 6, 4);
        out.write(ByteBuffer.allocate(4).putInt(number).array());
      }
      case Map<?, ?> map -> {
        control(out, 7, map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          value(out, entry.getKey());
          value(out, entry.getValue());
        }
      }
      case List<?> list -> {
        control(out, 11, list.size());
        for (Object item : list) {
          value(out, item);
        }
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  private static void control(ByteArrayOutputStream out, int type, int size) {
    int length = Math.min(size, 29);
    if (type > 7) {
      out.write(length);
      out.write(type - 7);
    } else {
      out.write((type << 5) | length);
    }
    if (size >= 29) {
      out.write(size - 29);
    }
  }
}
