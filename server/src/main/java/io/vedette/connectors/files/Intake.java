package io.vedette.connectors.files;

import io.vedette.connectors.windows.EventTables;
import io.vedette.evtx.EvtxEvent;
import io.vedette.evtx.EvtxReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads one file and what is packed in it, and hands its rows to a target. */
final class Intake {
  private final RowFinder finder;
  private final RowTarget target;
  private final InstantSource clock;
  private final ArchiveBudget.Limits limits;
  private final List<FileReport> reports = new ArrayList<>();

  Intake(RowFinder finder, RowTarget target, InstantSource clock, ArchiveBudget.Limits limits) {
    this.finder = finder;
    this.target = target;
    this.clock = clock;
    this.limits = limits;
  }

  /** Reads a file to its end. What is wrong with it stands in the reports. */
  List<FileReport> read(String name, InputStream in) {
    read(name, in, null, 0);
    return List.copyOf(reports);
  }

  private void read(String name, InputStream in, @Nullable ArchiveBudget budget, int depth) {
    FileLog log = new FileLog(name);
    int reportsBefore = reports.size();
    boolean archive = false;
    try {
      byte[] prefix = in.readNBytes(FileFormat.PREFIX);
      InputStream all = new SequenceInputStream(new ByteArrayInputStream(prefix), in);
      FileFormat format = FileFormat.of(name, prefix);
      log.format(format.name().toLowerCase(java.util.Locale.ROOT));
      archive = format == FileFormat.ZIP || format == FileFormat.GZIP;
      ArchiveBudget inside = budget;
      if (archive && inside == null) {
        inside = new ArchiveBudget(limits);
        all = inside.packed(all);
      }
      if (archive && inside != null && depth >= inside.depth()) {
        throw new TooLargeException("archives are nested deeper than " + inside.depth());
      }
      switch (format) {
        case EVTX -> eventLog(all, log);
        case JSON -> new JsonFile(finder, target).read(all, log);
        case CSV -> new CsvFile(finder, target).read(all, log);
        case ZIP -> zip(name, all, java.util.Objects.requireNonNull(inside), depth);
        case GZIP -> gzip(name, all, java.util.Objects.requireNonNull(inside), depth);
        case UNKNOWN ->
            log.incomplete(
                prefix.length == 0
                    ? "the file is empty"
                    : "not a kind of file that can be imported: .evtx, .json, .jsonl, .ndjson,"
                        + " .csv, .tsv, and .zip or .gz of these");
      }
    } catch (IOException e) {
      log.incomplete("the file cannot be read to its end: " + reason(e));
    }
    target.flush();
    FileReport report = log.report();
    if (!archive || !report.complete() || reports.size() == reportsBefore) {
      reports.add(report);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void eventLog(InputStream in, FileLog log) throws IOException {
    EvtxReader reader = EvtxReader.open(new BufferedInputStream(in, 1 << 16));
    Instant collected = clock.instant();
    try (FileRows rows = new FileRows(target, log, "record")) {
      for (EvtxEvent event = reader.read(); event != null; event = reader.read()) {
        rows.next().add(EventTables.row(event, collected), event.system().recordId());
      }
    }
    EventLogFaults.report(reader.report(), log);
  }

  private void zip(String name, InputStream in, ArchiveBudget budget, int depth)
      throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      budget.entry();
      if (!entry.isDirectory()) {
        InputStream unpacked = budget.unpacked(new Unclosed(zip));
        read(name + "!" + entry.getName(), unpacked, budget, depth + 1);
        stopWhenSpent(unpacked);
      }
    }
  }

  private void gzip(String name, InputStream in, ArchiveBudget budget, int depth)
      throws IOException {
    budget.entry();
    String inner = name.replaceFirst("(?i)\\.gz$", "");
    read(inner, budget.unpacked(new GZIPInputStream(in, 1 << 16)), budget, depth + 1);
  }

  /** A file that was too large ended early; the archive must end, too. */
  private static void stopWhenSpent(InputStream unpacked) throws IOException {
    byte[] rest = new byte[1 << 16];
    while (unpacked.read(rest) > 0) {}
  }

  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
