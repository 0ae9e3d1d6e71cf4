package io.vedette.analytics;

import io.vedette.ingestion.Commit;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Knows which rows were stored by when, so that windows on ingestion time can be cut by sequence
 * number. Ingestion times never go back, therefore each instant cuts the rows in two at one number.
 */
final class SequenceClock {
  private static final int MOST_ENTRIES = 200_000;

  /** The first sequence number of each ingestion time, in microseconds. */
  private final ConcurrentSkipListMap<Long, Long> firstAt = new ConcurrentSkipListMap<>();

  private int entries;

  void note(Commit commit) {
    long at = MicroTime.of(commit.ingestionTime());
    // Counting a skip list walks it, so the entries are counted here; only the writer's thread
    // notes.
    if (firstAt.putIfAbsent(at, commit.firstSequence()) == null && ++entries > MOST_ENTRIES) {
      firstAt.pollFirstEntry();
      entries--;
    }
  }

  /**
   * The last row that was stored at or before an instant.
   *
   * @param last the last row of all, for an instant after which nothing was stored
   */
  long through(Instant end, long last) {
    Map.Entry<Long, Long> later = firstAt.higherEntry(MicroTime.of(end));
    return later == null ? last : later.getValue() - 1;
  }
}
