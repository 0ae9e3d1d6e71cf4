package io.vedette.connectors.files;

import io.vedette.connectors.files.RowFinder.Found;
import io.vedette.connectors.files.RowTarget.Part;
import io.vedette.connectors.files.RowTarget.Place;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Imports one object a line. Chunks of lines are read ahead on several threads, and their rows
 * handed on in the order of the file; a broken line costs only itself.
 */
final class JsonLinesFile {
  private static final String LINE_TOO_LONG = "line too long";
  private static final int READERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

  /** Chunks that are read or wait. */
  private static final int AHEAD = READERS + 1;

  private final RowFinder finder;
  private final RowTarget target;
  private final @Nullable String fileTable;
  private final FileLog log;
  private final ArrayDeque<CompletableFuture<Chunk>> ahead = new ArrayDeque<>();
  private long linesBefore;

  private record Chunk(Part rows, long lines) {}

  JsonLinesFile(RowFinder finder, RowTarget target, @Nullable String fileTable, FileLog log) {
    this.finder = finder;
    this.target = target;
    this.fileTable = fileTable;
    this.log = log;
  }

  /** Takes the first chunk and those that follow it; what was read is handed on, come what may. */
  void read(LineChunks.@Nullable Chunk first, LineChunks chunks) throws IOException {
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      try {
        for (LineChunks.Chunk chunk = first; chunk != null; chunk = chunks.next()) {
          ahead.add(begin(readers, chunk));
          if (ahead.size() > AHEAD) {
            handOn(ahead.remove());
          }
        }
      } finally {
        while (!ahead.isEmpty()) {
          handOn(ahead.remove());
        }
      }
    }
  }

  private CompletableFuture<Chunk> begin(ExecutorService readers, LineChunks.Chunk chunk) {
    Part rows = target.part();
    return switch (chunk) {
      case LineChunks.Chunk.TooLong() -> {
        rows.refuse(1, LINE_TOO_LONG);
        yield CompletableFuture.completedFuture(new Chunk(rows, 1));
      }
      case LineChunks.Chunk.Lines(JsonLines lines) ->
          CompletableFuture.supplyAsync(() -> new Chunk(rows, read(lines, rows)), readers);
    };
  }

  private long read(JsonLines lines, Part rows) {
    JsonObjects objects = new JsonObjects();
    return lines.forEach(
        (bytes, start, end, number) -> find(objects, bytes, start, end).addTo(rows, number));
  }

  private Found find(JsonObjects objects, byte[] bytes, int start, int end) {
    if (end - start > LineChunks.LONGEST) {
      return new Found.Nothing(LINE_TOO_LONG);
    }
    Map<String, Object> object = objects.read(bytes, start, end);
    return object == null ? new Found.Nothing("not a JSON object") : finder.find(object, fileTable);
  }

  private void handOn(CompletableFuture<Chunk> read) {
    Chunk chunk = read.join();
    chunk.rows().handOn(log, new Place("line", linesBefore));
    linesBefore += chunk.lines();
  }
}
