package io.vedette.ingestion;

import io.vedette.query.EventDatabase;
import io.vedette.query.StoredTables;
import io.vedette.workspace.Watchlist;
import io.vedette.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;

/**
 * What is done beside storing: lines of the ledger are merged every few minutes, and rows that are
 * older than their table keeps them are deleted every hour.
 */
public final class Upkeep implements AutoCloseable {
  private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(5);
  private static final Duration BETWEEN_DELETIONS = Duration.ofHours(1);

  private final Ingestion ingestion;
  private final EventDatabase database;
  private final Workspace workspace;
  private final InstantSource clock;
  private final ObjLongConsumer<String> deleted;
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ingestion-upkeep").factory());
  private Instant nextDeletion = Instant.MIN;

  /**
   * Begins with the first round in some minutes.
   *
   * @param deleted hears of each table and how many rows were deleted from it
   */
  public Upkeep(
      Ingestion ingestion,
      EventDatabase database,
      Workspace workspace,
      InstantSource clock,
      ObjLongConsumer<String> deleted) {
    this.ingestion = ingestion;
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
    this.deleted = deleted;
    var _ =
        schedule.scheduleWithFixedDelay(
            this::tick, BETWEEN_ROUNDS.toSeconds(), BETWEEN_ROUNDS.toSeconds(), TimeUnit.SECONDS);
  }

  /** A round that fails is left to the next. */
  private void tick() {
    try {
      round();
    } catch (RuntimeException e) {
      System.getLogger(Upkeep.class.getName())
          .log(System.Logger.Level.WARNING, "the upkeep of stored rows is put off", e);
    }
  }

  /** Does what is due now. */
  void round() {
    Instant now = clock.instant();
    ingestion.run(new LedgerMerge(now));
    if (now.isBefore(nextDeletion)) {
      return;
    }
    nextDeletion = now.plus(BETWEEN_DELETIONS);
    for (String table : StoredTables.read(database).keySet()) {
      if (!Watchlist.isStoredName(table)) {
        deleteOldRows(table, now.minus(Duration.ofDays(workspace.retentionDays(table))));
      }
    }
  }

  private void deleteOldRows(String table, Instant before) {
    Retention retention = new Retention(table, DateTimes.micros(before));
    do {
      ingestion.run(retention);
    } while (retention.more());
    if (retention.deleted() > 0) {
      deleted.accept(table, retention.deleted());
    }
  }

  @Override
  public void close() {
    schedule.shutdownNow();
  }
}
