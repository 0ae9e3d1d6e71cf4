package io.vedette.evtx;

import java.util.List;
import java.util.Map;

/**
 * What reading a file has come to so far.
 *
 * @param chunks chunks read
 * @param events events read
 * @param skipped records found that could not be read
 * @param dirty whether the file was not closed properly, as files of a running system are
 * @param counts how often each fault occurred
 * @param faults the first faults, at most {@value #KEPT_FAULTS}
 */
public record EvtxReport(
    long chunks,
    long events,
    long skipped,
    boolean dirty,
    Map<FaultKind, Long> counts,
    List<Fault> faults) {

  /** How many faults are kept with place and reason; all are counted. */
  public static final int KEPT_FAULTS = 200;

  public EvtxReport {
    counts = Map.copyOf(counts);
    faults = List.copyOf(faults);
  }

  /** How often that fault occurred. */
  public long count(FaultKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** Whether the file gave all that it should hold; wrong checksums alone do not matter. */
  public boolean complete() {
    return counts.keySet().stream().noneMatch(FaultKind::loses);
  }
}
