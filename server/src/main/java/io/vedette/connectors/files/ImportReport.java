package io.vedette.connectors.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of an import: a report for each file, archives' files one by one. */
public record ImportReport(List<FileReport> files) {
  public ImportReport {
    files = List.copyOf(files);
  }

  /** Rows stored. */
  public long rows() {
    return files.stream().mapToLong(FileReport::rows).sum();
  }

  /** Rows, lines and records refused. */
  public long refused() {
    return files.stream().mapToLong(FileReport::refused).sum();
  }

  /** Rows stored, by table. */
  public Map<String, Long> stored() {
    Map<String, Long> all = new TreeMap<>();
    files.forEach(
        file -> file.stored().forEach((table, rows) -> all.merge(table, rows, Long::sum)));
    return all;
  }

  /** Whether each file gave all that it should hold. */
  public boolean complete() {
    return files.stream().allMatch(FileReport::complete);
  }

  /** This and another. */
  public ImportReport and(ImportReport other) {
    List<FileReport> all = new ArrayList<>(files);
    all.addAll(other.files);
    return new ImportReport(all);
  }
}
