package io.vedette.connectors.files;

import io.vedette.connectors.files.FileReport.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The report of a file while it is read. */
final class FileLog {
  private static final int REASONS = 100;
  private static final String OTHER = "other reasons";

  private final String file;
  private String format = "unknown";
  private final Map<String, Long> stored = new HashMap<>();
  private final Map<String, Long> reasons = new HashMap<>();
  private final Map<String, Long> warnings = new HashMap<>();
  private final List<Refusal> examples = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long refused;
  private boolean complete = true;

  FileLog(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void format(String name) {
    format = name;
  }

  void stored(String table, long rows) {
    stored.merge(table, rows, Long::sum);
  }

  void refused(String where, String reason) {
    refused++;
    complete = false;
    count(reasons, reason, 1);
    if (examples.size() < FileReport.KEPT_EXAMPLES) {
      examples.add(new Refusal(where, reason));
    }
  }

  void warning(String reason, long values) {
    count(warnings, reason, values);
  }

  /** Something that is wrong with the file but loses nothing. */
  void note(String text) {
    notes.add(text);
  }

  /** Something that is wrong with the file and loses what it may hold. */
  void incomplete(String text) {
    complete = false;
    notes.add(text);
  }

  private static void count(Map<String, Long> counts, String reason, long times) {
    boolean room = counts.size() < REASONS || counts.containsKey(reason);
    counts.merge(room ? reason : OTHER, times, Long::sum);
  }

  FileReport report() {
    return new FileReport(
        file, format, stored, refused, reasons, examples, warnings, notes, complete);
  }
}
