package io.vedette.connectors.files;

import io.vedette.evtx.EvtxReport;
import io.vedette.evtx.Fault;
import io.vedette.evtx.FaultKind;

/** Tells the faults of an event log in a file's report. */
final class EventLogFaults {
  private EventLogFaults() {}

  static void report(EvtxReport report, FileLog log) {
    long told = 0;
    for (Fault fault : report.faults()) {
      String where = "offset 0x" + Long.toHexString(fault.offset());
      if (fault.kind() == FaultKind.RECORD_CONTENT) {
        log.refused(where, "damaged record: " + fault.detail());
        told++;
      } else if (fault.kind().loses()) {
        log.incomplete(where + ": " + fault.detail());
      }
    }
    for (; told < report.skipped(); told++) {
      log.refused("further on", "damaged record");
    }
    long checksums =
        report.count(FaultKind.CHUNK_DATA_CHECKSUM)
            + report.count(FaultKind.CHUNK_HEADER_CHECKSUM)
            + report.count(FaultKind.FILE_HEADER_CHECKSUM);
    if (checksums > 0) {
      log.note(
          checksums
              + (checksums == 1 ? " checksum is wrong" : " checksums are wrong")
              + (report.dirty() ? "; the file is a copy of a log in use" : ""));
    }
  }
}
