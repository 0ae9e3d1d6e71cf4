package io.vedette.connectors.files;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of one file.
 *
 * @param file its name; of a file in an archive {@code archive!name}
 * @param format what it was taken for, such as {@code evtx}
 * @param stored rows stored, by table
 * @param refused rows, lines or records that could not be stored
 * @param reasons how many of them for which reason
 * @param examples the first of them, with their place
 * @param warnings values that could not be kept as they came, by reason
 * @param notes what is wrong with the file as a whole
 * @param complete whether the file gave all that it should hold
 */
public record FileReport(
    String file,
    String format,
    Map<String, Long> stored,
    long refused,
    Map<String, Long> reasons,
    List<Refusal> examples,
    Map<String, Long> warnings,
    List<String> notes,
    boolean complete) {

  /** How many refusals are kept with their place; all are counted. */
  public static final int KEPT_EXAMPLES = 20;

  /**
   * Something that was not stored.
   *
   * @param where its place in the file, such as {@code line 7} or {@code offset 0x1200}
   */
  public record Refusal(String where, String reason) {}

  public FileReport {
    stored = new TreeMap<>(stored);
    reasons = new TreeMap<>(reasons);
    warnings = new TreeMap<>(warnings);
    examples = List.copyOf(examples);
    notes = List.copyOf(notes);
  }

  /** Rows stored in all tables. */
  public long rows() {
    return stored.values().stream().mapToLong(Long::longValue).sum();
  }
}
