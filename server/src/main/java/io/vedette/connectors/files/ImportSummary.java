package io.vedette.connectors.files;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An import in figures, as programs get it.
 *
 * @param received rows, lines and records that were found
 * @param problems what is wrong, the same together with how often
 * @param complete whether all that the files should hold was stored
 */
public record ImportSummary(
    long received,
    long stored,
    long refused,
    Map<String, Long> byTable,
    List<Problem> problems,
    long durationMillis,
    boolean complete,
    List<FileReport> files) {

  /**
   * Something that was not stored, or is wrong with a file.
   *
   * @param where the file, and the first place in it if there is one
   */
  public record Problem(String where, String reason, long count) {}

  /** The figures of a report. */
  public static ImportSummary of(ImportReport report, Duration duration) {
    List<Problem> problems = new ArrayList<>();
    report.files().forEach(file -> add(file, problems));
    return new ImportSummary(
        report.rows() + report.refused(),
        report.rows(),
        report.refused(),
        report.stored(),
        problems,
        duration.toMillis(),
        report.complete(),
        report.files());
  }

  private static void add(FileReport file, List<Problem> problems) {
    file.notes().forEach(note -> problems.add(new Problem(file.file(), note, 1)));
    file.reasons()
        .forEach(
            (reason, count) -> {
              String where =
                  file.examples().stream()
                      .filter(example -> example.reason().equals(reason))
                      .map(example -> file.file() + ", " + example.where())
                      .findFirst()
                      .orElse(file.file());
              problems.add(new Problem(where, reason, count));
            });
    file.warnings()
        .forEach((reason, count) -> problems.add(new Problem(file.file(), reason, count)));
  }
}
