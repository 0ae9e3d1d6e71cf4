package io.vedette.connectors.rdp.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of rows, one a line: the CRC-32C of the row's JSON in eight hexadecimal digits, a space,
 * the JSON. Its name says which batch it is. Nothing is added to it any more once it is delivered;
 * what a crash left unfinished at its end is passed over.
 */
record Segment(Path file, String stream, long number) {
  private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern NAME = Pattern.compile("(\\d{16})-([0-9a-f]{32})\\.rows");
  private static final int CHECK = 8;

  static Segment in(Path folder, String stream, long number) {
    String name = String.format(Locale.ROOT, "%016d-%s.rows", number, stream);
    return new Segment(folder.resolve(name), stream, number);
  }

  /** The segment of a file; empty when the file is none. */
  static Optional<Segment> of(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches()
        ? Optional.of(new Segment(file, name.group(2), Long.parseLong(name.group(1))))
        : Optional.empty();
  }

  static byte[] line(SensorRow row) {
    byte[] json = JSON.writeValueAsBytes(row);
    byte[] line = new byte[CHECK + 1 + json.length + 1];
    byte[] check = check(json, 0, json.length).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(check, 0, line, 0, CHECK);
    line[CHECK] = ' ';
    System.arraycopy(json, 0, line, CHECK + 1, json.length);
    line[line.length - 1] = '\n';
    return line;
  }

  /** All rows that are whole; none where somebody has taken the file away. */
  List<SensorRow> read() throws IOException {
    if (Files.notExists(file)) {
      LOG.warn("{} is gone, and its rows with it", file);
      return List.of();
    }
    byte[] bytes = Files.readAllBytes(file);
    List<SensorRow> rows = new ArrayList<>();
    int broken = 0;
    int from = 0;
    while (from < bytes.length) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      Optional<SensorRow> row = row(bytes, from, end);
      row.ifPresent(rows::add);
      broken += row.isPresent() ? 0 : 1;
      from = end + 1;
    }
    if (broken > 0) {
      LOG.warn("{} of {} lines of {} are not whole", broken, broken + rows.size(), file);
    }
    return rows;
  }

  private static Optional<SensorRow> row(byte[] bytes, int from, int end) {
    int json = from + CHECK + 1;
    if (end == bytes.length || end <= json) {
      return Optional.empty();
    }
    String check = new String(bytes, from, CHECK, StandardCharsets.US_ASCII);
    if (!check.equals(check(bytes, json, end - json))) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(bytes, json, end - json, SensorRow.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String check(byte[] bytes, int from, int length) {
    CRC32C check = new CRC32C();
    check.update(bytes, from, length);
    return HexFormat.of().toHexDigits((int) check.getValue());
  }
}
