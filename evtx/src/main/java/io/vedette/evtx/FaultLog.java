package io.vedette.evtx;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts faults and keeps the first of them. */
final class FaultLog {
  private final Map<FaultKind, Long> counts = new EnumMap<>(FaultKind.class);
  private final List<Fault> faults = new ArrayList<>();

  void add(FaultKind kind, long offset, String detail) {
    counts.merge(kind, 1L, Long::sum);
    if (faults.size() < EvtxReport.KEPT_FAULTS) {
      faults.add(new Fault(kind, offset, detail));
    }
  }

  Map<FaultKind, Long> counts() {
    return counts;
  }

  List<Fault> faults() {
    return faults;
  }
}
