package io.vedette.ingestion;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Stores something large piece by piece. While one piece is written the next can be read, and
 * pieces that follow each other share a commit. Each piece's outcome is told on the caller's
 * thread, in order, once its rows are durable. For one thread.
 */
public final class BulkLoad {
  private final Ingestion ingestion;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();

  private record Pending(
      CompletableFuture<IngestionOutcome> outcome, Consumer<IngestionOutcome> listener) {
    void tell() {
      listener.accept(outcome.join());
    }
  }

  BulkLoad(Ingestion ingestion) {
    this.ingestion = ingestion;
  }

  /**
   * Hands a piece over, waiting while there is no room for it; a few thousand rows are a good size.
   *
   * @param listener hears what became of it during this call or a later one of this load; {@link
   *     IngestionOutcome.Overloaded} means that its rows are lost unless the caller keeps them
   */
  public void add(BatchBuilder piece, Consumer<IngestionOutcome> listener) {
    pending.add(new Pending(ingestion.begin(piece), listener));
    while (!pending.isEmpty() && pending.getFirst().outcome().isDone()) {
      pending.remove().tell();
    }
  }

  /** Waits until all pieces are durable, and has told so when it returns. */
  public void finish() {
    if (pending.isEmpty()) {
      return;
    }
    ingestion.settle();
    while (!pending.isEmpty()) {
      pending.remove().tell();
    }
  }
}
