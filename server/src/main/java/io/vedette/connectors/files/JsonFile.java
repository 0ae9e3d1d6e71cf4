package io.vedette.connectors.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads JSON: one object a line, where a broken line costs only itself; an array of objects; or
 * objects one after the other over several lines.
 */
final class JsonFile {
  private static final int HEAD = 1 << 12;

  private final RowFinder finder;
  private final RowTarget target;

  JsonFile(RowFinder finder, RowTarget target) {
    this.finder = finder;
    this.target = target;
  }

  void read(InputStream in, FileLog log) throws IOException {
    InputStream text = new Utf8Input(in);
    byte[] head = text.readNBytes(HEAD);
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), text);
    if (head.length == 0) {
      log.incomplete("the file is empty");
      return;
    }
    String fileTable = finder.ofFile(log.file());
    if (beginsArray(head)) {
      document(all, fileTable, log);
      return;
    }
    LineChunks chunks = new LineChunks(all);
    LineChunks.Chunk first = chunks.next();
    if (first instanceof LineChunks.Chunk.Lines(JsonLines lines) && !beginsWithObject(lines)) {
      document(new SequenceInputStream(lines.open(), chunks.rest()), fileTable, log);
    } else {
      log.format("jsonl");
      new JsonLinesFile(finder, target, fileTable, log).read(first, chunks);
    }
  }

  private static boolean beginsArray(byte[] head) {
    for (byte next : head) {
      if (next < 0 || next > ' ') {
        return next == '[';
      }
    }
    return false;
  }

  /** Whether the first line is an object. */
  private static boolean beginsWithObject(JsonLines lines) {
    AtomicBoolean object = new AtomicBoolean();
    lines
        .firstLine()
        .forEach(
            (bytes, start, end, number) ->
                object.set(new JsonObjects().read(bytes, start, end) != null));
    return object.get();
  }

  private void document(InputStream in, @Nullable String fileTable, FileLog log) {
    long number = 1;
    JsonObjects objects = new JsonObjects();
    try (FileRows rows = new FileRows(target, log, "object");
        JsonParser parser = JsonObjects.JSON.createParser(in)) {
      JsonToken token = parser.nextToken();
      boolean array = token == JsonToken.START_ARRAY;
      if (array) {
        token = parser.nextToken();
      }
      for (; token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          finder.find(objects.read(parser), fileTable).addTo(rows.next(), number);
        } else {
          parser.skipChildren();
          rows.next().refuse(number, "not a JSON object");
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
}
