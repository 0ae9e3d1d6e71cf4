package io.vedette.ingestion;

import io.vedette.ingestion.IngestionOutcome.AlreadyStored;
import io.vedette.ingestion.IngestionOutcome.Overloaded;
import io.vedette.ingestion.IngestionOutcome.Refused;
import io.vedette.ingestion.IngestionOutcome.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A commit under way: numbers the rows of its requests, counts them for the ledger, and keeps what
 * to answer once it is durable. It does not keep the rows.
 */
final class OpenCommit {
  private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(5);

  private final Instant ingestionTime;
  private final Ledger ledger = new Ledger();
  private final List<Answer> answers = new ArrayList<>();
  private final List<Added> added = new ArrayList<>();
  private long sequence;
  private boolean complete;

  private record Added(String table, long first, long last) {
    Commit committed(Instant ingestionTime, Instant at) {
      return new Commit(table, first, last, (int) (last - first + 1), ingestionTime, at);
    }
  }

  private record Answer(CompletableFuture<IngestionOutcome> to, IngestionOutcome outcome) {
    void send() {
      to.complete(outcome);
    }
  }

  /**
   * Begins a commit.
   *
   * @param lastSequence the greatest number that was given before
   */
  OpenCommit(Instant ingestionTime, long lastSequence) {
    this.ingestionTime = ingestionTime;
    this.sequence = lastSequence;
  }

  /** Takes a request in; null when it has no row to store. */
  @Nullable Numbered add(Work.Rows request) {
    Batch batch = request.batch();
    ledger.add(batch);
    int rows = batch.rows();
    if (rows == 0) {
      answers.add(new Answer(request.outcome(), new Refused(batch.refused())));
      return null;
    }
    long first = number(batch.table(), rows);
    answers.add(
        new Answer(
            request.outcome(),
            new Stored(rows, first, sequence, ingestionTime, batch.refused(), batch.warnings())));
    return new Numbered(batch, first);
  }

  private long number(String table, int rows) {
    long first = sequence + 1;
    sequence += rows;
    added.add(new Added(table, first, sequence));
    return first;
  }

  /** Takes a request in whose key was stored before. */
  void addStoredBefore(Work.Rows request) {
    answers.add(new Answer(request.outcome(), new AlreadyStored()));
  }

  /** The ledger's own rows, or null when there are none. */
  @Nullable Numbered ledger() {
    if (ledger.isEmpty()) {
      return null;
    }
    Batch lines = ledger.rows(micros());
    long first = sequence + 1;
    sequence += lines.rows();
    return new Numbered(lines, first);
  }

  long micros() {
    return DateTimes.micros(ingestionTime);
  }

  /** The greatest number that it gave. */
  long lastSequence() {
    return sequence;
  }

  /** Notes that all rows are written, and only the engine's commit is to come. */
  void complete() {
    complete = true;
  }

  /** Whether the engine was told to commit it. */
  boolean isComplete() {
    return complete;
  }

  /**
   * What listeners hear of, in order.
   *
   * @param at when the commit returned
   */
  List<Commit> commits(Instant at) {
    return added.stream().map(rows -> rows.committed(ingestionTime, at)).toList();
  }

  /** Tells all that their rows are durable. */
  void answer() {
    answers.forEach(Answer::send);
  }

  /** Tells all that nothing was stored. */
  void fail(String reason) {
    answers.forEach(answer -> answer.to().complete(failure(reason)));
  }

  static IngestionOutcome failure(String reason) {
    return new Overloaded(RETRY_AFTER_FAILURE, reason);
  }
}
