package io.vedette.portalapi;

import io.vedette.ingestion.Commit;
import io.vedette.ingestion.CommitListener;
import io.vedette.ingestion.Ingestion;
import io.vedette.platform.LiveEvent;
import io.vedette.platform.LiveEvents;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Watches what is stored: tells live listeners once a second and table, and keeps a rate. */
final class IngestionRate implements CommitListener {
  private static final int SECONDS = 60;
  private static final long TELL_EVERY_MILLIS = 1_000;

  private final LiveEvents live;
  private final InstantSource clock;
  private final long[] rows = new long[SECONDS];
  private final long[] second = new long[SECONDS];
  private final Map<String, Told> told = new HashMap<>();

  private record Told(long at, long rowsSince) {}

  IngestionRate(LiveEvents live, InstantSource clock, Ingestion ingestion) {
    this.live = live;
    this.clock = clock;
    ingestion.onCommit(this);
  }

  @Override
  public synchronized void committed(Commit commit) {
    long now = clock.millis();
    int slot = (int) Math.floorMod(now / 1000, (long) SECONDS);
    if (second[slot] != now / 1000) {
      second[slot] = now / 1000;
      rows[slot] = 0;
    }
    rows[slot] += commit.rows();
    Told before = told.getOrDefault(commit.table(), new Told(0, 0));
    long since = before.rowsSince + commit.rows();
    if (now - before.at < TELL_EVERY_MILLIS) {
      told.put(commit.table(), new Told(before.at, since));
      return;
    }
    told.put(commit.table(), new Told(now, 0));
    live.publish(
        new LiveEvent(
            "ingestion",
            Map.of("table", commit.table(), "rows", since, "at", commit.committedAt())));
  }

  /** Rows a second, over the last minute. */
  synchronized double rowsPerSecond() {
    long from = clock.millis() / 1000 - SECONDS;
    long sum = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      if (second[slot] > from) {
        sum += rows[slot];
      }
    }
    return (double) sum / SECONDS;
  }
}
