package io.vedette.ingestion;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pieces of one commit of a load: the first, and those that come while the engine reads. */
final class LoadedPieces implements Supplier<@Nullable Numbered> {
  /** Row groups of the engine hold 122,880 rows; whole ones need not go through its log. */
  private static final int ENOUGH_ROWS = 2 * 122_880;

  /** Longer than a reader needs for a piece of plain lines, short for a commit that waits. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final WorkQueue queue;
  private final OpenCommit commit;
  private final TableStore table;
  private @Nullable Numbered first;
  private Work.@Nullable Rows held;
  private int rows;

  LoadedPieces(WorkQueue queue, OpenCommit commit, TableStore table, Numbered first) {
    this.queue = queue;
    this.commit = commit;
    this.table = table;
    this.first = first;
    this.rows = first.batch().rows();
  }

  @Override
  public @Nullable Numbered get() {
    Numbered next = first;
    first = null;
    while (next == null && rows < ENOUGH_ROWS) {
      release();
      Work.Rows piece = queue.takePiece(this::fits, PATIENCE);
      if (piece == null) {
        break;
      }
      held = piece;
      next = commit.add(piece);
      rows += piece.batch().rows();
    }
    return next;
  }

  private boolean fits(Work.Rows piece) {
    Batch batch = piece.batch();
    return batch.isEmpty() || (batch.table().equals(table.name()) && table.has(batch.columns()));
  }

  /** Frees the memory of the piece that was read. */
  void release() {
    if (held != null) {
      queue.done(List.of(held));
      held = null;
    }
  }
}
