package io.vedette.connectors.rdp.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.connectors.windows.TableRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowBufferTest {
  private static final long LARGE = 1 << 20;

  @TempDir private Path folder;

  private RowBuffer open(long mostBytes) throws IOException {
    return RowBuffer.open(folder, mostBytes, InstantSource.system());
  }

  private static List<TableRow> rows(String... texts) {
    return Stream.of(texts).map(text -> new TableRow("T_CL", Map.of("Text", text))).toList();
  }

  /** Takes all batches out, the oldest first. */
  private static List<List<String>> drain(RowBuffer buffer) throws IOException {
    List<List<String>> batches = new ArrayList<>();
    for (Segment next = buffer.oldest(); next != null; next = buffer.oldest()) {
      batches.add(texts(next));
      buffer.remove(next);
    }
    return batches;
  }

  private static List<String> texts(Segment segment) throws IOException {
    return segment.read().stream()
        .map(row -> row.values().getOrDefault("Text", row.table()) + "")
        .toList();
  }

  @Test
  void rowsComeOutAsTheyWentInAndLeaveNothing() throws IOException {
    try (RowBuffer buffer = open(LARGE)) {
      buffer.append(rows("1", "2"));
      buffer.append(rows("3 ünï\n"));
      Instant time = Instant.parse("2026-01-02T03:04:05.123456789Z");
      buffer.append(List.of(new TableRow("U_CL", Map.of("Text", time))));
      assertThat(drain(buffer))
          .containsExactly(List.of("1", "2", "3 ünï\n", "2026-01-02T03:04:05.123456789Z"));
      assertThat(buffer.waitingBytes()).isZero();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aBatchStaysAsItIsUntilItIsRemoved() throws IOException {
    try (RowBuffer buffer = open(LARGE)) {
      buffer.append(rows("1"));
      Segment first = Objects.requireNonNull(buffer.oldest());
      buffer.append(rows("2"));
      assertThat(buffer.oldest()).isEqualTo(first);
      assertThat(texts(first)).containsExactly("1");
      buffer.remove(first);
      Segment second = Objects.requireNonNull(buffer.oldest());
      assertThat(second.number()).isGreaterThan(first.number());
      assertThat(second.stream()).isEqualTo(first.stream());
    }
  }

  @Test
  void anotherRunGoesOnWithWhatThereIsAndNumbersItsOwn() throws IOException {
    Segment first;
    try (RowBuffer buffer = open(LARGE)) {
      buffer.append(rows("1"));
      first = Objects.requireNonNull(buffer.oldest());
      buffer.append(rows("2"));
    }
    try (RowBuffer buffer = open(LARGE)) {
      buffer.append(rows("3"));
      assertThat(buffer.oldest()).isEqualTo(first);
      assertThat(buffer.waitingBytes()).isEqualTo(3 * Files.size(first.file()));
      assertThat(drain(buffer)).containsExactly(List.of("1"), List.of("2"), List.of("3"));
    }
  }

  @Test
  void aTornOrDamagedLineIsPassedOver() throws IOException {
    Path file;
    try (RowBuffer buffer = open(LARGE)) {
      buffer.append(rows("one", "two", "three"));
      file = Objects.requireNonNull(buffer.oldest()).file();
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 31) {
      Files.write(file, Arrays.copyOf(whole, length));
      long lines = countLines(whole, length);
      assertThat(Segment.of(file).orElseThrow().read())
          .as("cut to %d", length)
          .hasSize((int) lines);
    }
    Files.write(
        file,
        new String(whole, StandardCharsets.UTF_8)
            .replace("two", "twa")
            .getBytes(StandardCharsets.UTF_8));
    Files.writeString(file, "\n\n x\nfffffffff {}\n", StandardOpenOption.APPEND);
    try (RowBuffer buffer = open(LARGE)) {
      assertThat(drain(buffer)).containsExactly(List.of("one", "three"));
      assertThat(buffer.waitingBytes()).isZero();
    }
  }

  private static long countLines(byte[] bytes, int length) {
    long lines = 0;
    for (int i = 0; i < length; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  @Test
  void whatFindsItFullIsCountedAlsoOverARestart() throws IOException {
    try (RowBuffer buffer = open(4_000)) {
      for (int i = 0; i < 100; i++) {
        buffer.append(rows("row " + i));
      }
      assertThat(buffer.dropped()).isBetween(1L, 99L);
      assertThat(buffer.waitingBytes()).isBetween(3_000L, 4_000L);
    }
    try (RowBuffer buffer = open(4_000)) {
      List<String> kept = drain(buffer).getFirst();
      assertThat(kept).startsWith("row 0", "row 1").doesNotContain("row 99");
      buffer.tellLost();
      Segment told = Objects.requireNonNull(buffer.oldest());
      SensorRow row = told.read().getFirst();
      assertThat(row.table()).isEqualTo("SentinelHealth");
      assertThat(row.values().get("ExtendedProperties"))
          .asString()
          .contains("LostRows=" + (100 - kept.size()));
      buffer.remove(told);
      buffer.append(rows("next"));
      assertThat(drain(buffer)).containsExactly(List.of("next"));
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void largeAmountsAreCutIntoBatches() throws IOException {
    try (RowBuffer buffer = open(LARGE << 4)) {
      String[] texts = new String[3_000];
      Arrays.setAll(texts, i -> i + "x".repeat(1_000));
      buffer.append(rows(texts));
      List<List<String>> batches = drain(buffer);
      assertThat(batches).hasSizeGreaterThan(5);
      assertThat(batches.stream().flatMap(List::stream)).containsExactly(texts);
    }
  }

  @Test
  void filesAreForTheirOwnerAlone() throws IOException {
    try (RowBuffer buffer = open(LARGE)) {
      buffer.append(rows("1"));
      Path file = Objects.requireNonNull(buffer.oldest()).file();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void whoWaitsIsToldOfRows() throws IOException, InterruptedException {
    try (RowBuffer buffer = open(LARGE)) {
      assertThat(buffer.awaitRows(Duration.ofMillis(1))).isFalse();
      Thread later = Thread.startVirtualThread(() -> buffer.append(rows("1")));
      assertThat(buffer.awaitRows(Duration.ofSeconds(30))).isTrue();
      later.join();
    }
  }
}
