package io.vedette.connectors.files;

import io.vedette.connectors.files.RowFinder.Found;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
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
  private static final int READERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

  /** Chunks that are read or wait; a chunk's rows take several times the memory of its bytes. */
  private static final int AHEAD = READERS + 1;

  private final RowFinder finder;
  private final RowTarget target;
  private final @Nullable String fileTable;
  private final FileLog log;
  private final ArrayDeque<CompletableFuture<List<Line>>> ahead = new ArrayDeque<>();

  private record Line(long number, Found found) {}

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

  private CompletableFuture<List<Line>> begin(ExecutorService readers, LineChunks.Chunk chunk) {
    return switch (chunk) {
      case LineChunks.Chunk.TooLong(long number) ->
          CompletableFuture.completedFuture(
              List.of(new Line(number, new Found.Nothing("line too long"))));
      case LineChunks.Chunk.Lines(JsonLines lines) ->
          CompletableFuture.supplyAsync(() -> lines(lines), readers);
    };
  }

  private List<Line> lines(JsonLines lines) {
    List<Line> found = new ArrayList<>();
    JsonObjects objects = new JsonObjects();
    lines.forEach(
        (bytes, start, end, number) ->
            found.add(new Line(number, find(objects, bytes, start, end))));
    return found;
  }

  private Found find(JsonObjects objects, byte[] bytes, int start, int end) {
    if (end - start > LineChunks.LONGEST) {
      return new Found.Nothing("line too long");
    }
    Map<String, Object> object = objects.read(bytes, start, end);
    return object == null ? new Found.Nothing("not a JSON object") : finder.find(object, fileTable);
  }

  private void handOn(CompletableFuture<List<Line>> chunk) {
    for (Line line : chunk.join()) {
      line.found().handTo(target, log, "line " + line.number());
    }
  }
}
