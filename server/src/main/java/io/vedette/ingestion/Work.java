package io.vedette.ingestion;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the writer's thread is asked to do. */
sealed interface Work {
  /** Memory that it holds while it waits. */
  long bytes();

  /**
   * Rows to store.
   *
   * @param once stored with them so that they are not stored again, or null
   * @param load whether they are a piece of something large, whose pieces share a long commit
   */
  record Rows(
      Batch batch, @Nullable Once once, boolean load, CompletableFuture<IngestionOutcome> outcome)
      implements Work {
    @Override
    public long bytes() {
      return batch.bytes();
    }
  }

  /** Something that must not run beside a commit, such as the deletion of old rows. */
  record Task(WriterTask task, CompletableFuture<@Nullable Void> done) implements Work {
    @Override
    public long bytes() {
      return 0;
    }
  }
}
