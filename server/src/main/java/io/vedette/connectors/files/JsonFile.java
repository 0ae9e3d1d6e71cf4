package io.vedette.connectors.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON: one object a line, where a broken line costs only itself; an array of objects; or
 * objects one after the other over several lines.
 */
final class JsonFile {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Lines.LONGEST)
                          .maxNestingDepth(200)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final RowFinder finder;
  private final RowTarget target;

  JsonFile(RowFinder finder, RowTarget target) {
    this.finder = finder;
    this.target = target;
  }

  void read(InputStream in, FileLog log) throws IOException {
    InputStream text = new Utf8Input(in);
    Lines lines = new Lines(text);
    String fileTable = finder.ofFile(log.file());
    do {
      if (!lines.next()) {
        log.incomplete("the file is empty");
        return;
      }
    } while (lines.isBlank());
    if (object(lines) != null) {
      log.format("jsonl");
      lines(lines, fileTable, log);
    } else {
      byte[] first = Arrays.copyOfRange(lines.buffer(), lines.start(), lines.bufferEnd());
      document(new SequenceInputStream(new ByteArrayInputStream(first), text), fileTable, log);
    }
  }

  private void lines(Lines lines, @Nullable String fileTable, FileLog log) throws IOException {
    do {
      if (lines.isBlank()) {
        continue;
      }
      String where = "line " + lines.number();
      Map<?, ?> object = object(lines);
      if (object == null) {
        log.refused(where, lines.tooLong() ? "line too long" : "not a JSON object");
      } else {
        add(object, fileTable, log, where);
      }
    } while (lines.next());
  }

  private static @Nullable Map<?, ?> object(Lines lines) {
    try {
      return JSON.readValue(lines.buffer(), lines.start(), lines.length(), Map.class);
    } catch (JacksonException e) {
      return null;
    }
  }

  private void document(InputStream in, @Nullable String fileTable, FileLog log) {
    long number = 1;
    try (JsonParser parser = JSON.createParser(in)) {
      JsonToken token = parser.nextToken();
      boolean array = token == JsonToken.START_ARRAY;
      if (array) {
        token = parser.nextToken();
      }
      for (; token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
        String where = "object " + number;
        if (token == JsonToken.START_OBJECT) {
          add(
              JSON.readerFor(Map.class)
                  .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                  .<Map<?, ?>>readValue(parser),
              fileTable,
              log,
              where);
        } else {
          parser.skipChildren();
          log.refused(where, "not a JSON object");
        }
        number++;
      }
      if (array && token == null) {
        log.incomplete("the array does not end");
      }
    } catch (JacksonException e) {
      log.incomplete(
          "not JSON at object %d (%s)".formatted(number, e.getOriginalMessage()) + place(e));
    }
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : ", line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr();
  }

  private void add(Map<?, ?> object, @Nullable String fileTable, FileLog log, String where) {
    switch (finder.find(object, fileTable)) {
      case RowFinder.Found.Row found -> target.add(found.row(), log, where);
      case RowFinder.Found.Nothing nothing -> log.refused(where, nothing.reason());
      case RowFinder.Found.Table table -> throw new IllegalStateException(table.name());
    }
  }
}
