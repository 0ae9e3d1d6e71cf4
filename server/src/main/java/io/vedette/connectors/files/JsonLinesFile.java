package io.vedette.connectors.files;

import io.vedette.ingestion.JsonLines;
import io.vedette.ingestion.StagedLines;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Imports one object a line. Chunks of lines that are plain rows of one table are read ahead by the
 * engine, two at a time, and stored in their order; the lines of any other chunk are read one by
 * one, where a broken line costs only itself.
 */
final class JsonLinesFile {
  private static final int AHEAD = 2;

  private final RowFinder finder;
  private final RowTarget target;
  private final @Nullable String fileTable;
  private final FileLog log;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();

  /** Lines on their way, and what the engine made of them: nothing when they go one by one. */
  private record Pending(JsonLines lines, CompletableFuture<Optional<StagedLines>> staged) {}

  JsonLinesFile(RowFinder finder, RowTarget target, @Nullable String fileTable, FileLog log) {
    this.finder = finder;
    this.target = target;
    this.fileTable = fileTable;
    this.log = log;
  }

  /** Reads the first chunk and those that follow it; what was read is stored, come what may. */
  void read(LineChunks.@Nullable Chunk first, LineChunks chunks) throws IOException {
    LineTarget together = target.lines().orElse(null);
    String table = together == null ? null : table(first);
    try (ExecutorService readers = Executors.newFixedThreadPool(AHEAD)) {
      try {
        for (LineChunks.Chunk chunk = first; chunk != null; chunk = chunks.next()) {
          switch (chunk) {
            case LineChunks.Chunk.TooLong(long number) ->
                log.refused("line " + number, "line too long");
            case LineChunks.Chunk.Lines(JsonLines lines) ->
                pending.add(new Pending(lines, stage(readers, together, lines, table)));
          }
          while (pending.size() > AHEAD) {
            finish(together, pending.remove());
          }
        }
      } finally {
        while (!pending.isEmpty()) {
          finish(together, pending.remove());
        }
      }
    }
  }

  private @Nullable String table(LineChunks.@Nullable Chunk first) {
    if (!(first instanceof LineChunks.Chunk.Lines(JsonLines lines))) {
      return null;
    }
    Map<?, ?> object = JsonFile.firstObject(lines);
    return object == null ? null : finder.common(object, fileTable);
  }

  private CompletableFuture<Optional<StagedLines>> stage(
      ExecutorService readers,
      @Nullable LineTarget together,
      JsonLines lines,
      @Nullable String table) {
    if (together == null || table == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return CompletableFuture.supplyAsync(
        () -> together.stage(lines, table, names -> finder.belonging(names, table, fileTable)),
        readers);
  }

  private void finish(@Nullable LineTarget together, Pending next) {
    StagedLines staged = next.staged().join().orElse(null);
    if (together == null || staged == null || !together.store(staged, log)) {
      next.lines().forEach(this::line);
      target.flush();
    }
  }

  private void line(byte[] bytes, int start, int end, long number) {
    String where = "line " + number;
    Map<?, ?> object = end - start > LineChunks.LONGEST ? null : JsonFile.object(bytes, start, end);
    if (object == null) {
      log.refused(where, end - start > LineChunks.LONGEST ? "line too long" : "not a JSON object");
    } else {
      finder.find(object, fileTable).handTo(target, log, where);
    }
  }
}
