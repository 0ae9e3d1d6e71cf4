package io.vedette.connectors.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads CSV whose first line names the columns; an empty field is no value. */
final class CsvFile {
  private static final int HEADER_LOOK = 1 << 16;

  private final RowFinder finder;
  private final RowTarget target;

  CsvFile(RowFinder finder, RowTarget target) {
    this.finder = finder;
    this.target = target;
  }

  void read(InputStream in, FileLog log) throws IOException {
    BufferedReader reader = new BufferedReader(TextInput.open(in), HEADER_LOOK);
    CsvReader csv = new CsvReader(reader, separator(reader));
    List<String> first = csv.next();
    List<String> header = first == null ? List.of() : first.stream().map(CsvFile::column).toList();
    if (header.isEmpty() || header.stream().allMatch(String::isEmpty)) {
      log.incomplete("the file has no line of column names");
      return;
    }
    if (new HashSet<>(header).size() < header.size()) {
      log.incomplete("two columns have the same name");
      return;
    }
    try (FileRows rows = new FileRows(target, log, "line")) {
      rows(csv, header, finder.ofFile(log.file()), rows);
    }
  }

  private void rows(CsvReader csv, List<String> header, @Nullable String fileTable, FileRows rows)
      throws IOException {
    for (List<String> fields = csv.next(); fields != null; fields = csv.next()) {
      if (fields.size() == 1 && fields.getFirst().isBlank()) {
        continue;
      }
      if (fields.size() != header.size()) {
        String reason = "%d fields where the header has %d".formatted(fields.size(), header.size());
        rows.next().refuse(csv.line(), reason);
      } else {
        finder.find(row(header, fields), fileTable).addTo(rows.next(), csv.line());
      }
    }
  }

  /** Exports of Log Analytics write {@code TimeGenerated [UTC]}. */
  private static String column(String header) {
    return header.strip().replaceFirst("\\s*\\[UTC]$", "");
  }

  private static Map<String, String> row(List<String> header, List<String> fields) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      if (!fields.get(i).isEmpty() && !header.get(i).isEmpty()) {
        row.put(header.get(i), fields.get(i));
      }
    }
    return row;
  }

  /** The separator that the first line has most of. */
  private static char separator(BufferedReader reader) throws IOException {
    reader.mark(HEADER_LOOK);
    int comma = 0;
    int semicolon = 0;
    int tab = 0;
    for (int i = 0; i < HEADER_LOOK - 1; i++) {
      int c = reader.read();
      if (c < 0 || c == '\n') {
        break;
      }
      comma += c == ',' ? 1 : 0;
      semicolon += c == ';' ? 1 : 0;
      tab += c == '\t' ? 1 : 0;
    }
    reader.reset();
    if (tab > comma && tab > semicolon) {
      return '\t';
    }
    return semicolon > comma ? ';' : ',';
  }
}
