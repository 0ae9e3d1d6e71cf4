package io.vedette.kql.spec;

import io.vedette.kql.spec.SpecCase.Expectation;
import io.vedette.kql.spec.SpecCase.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a spec file; docs/kql-specs.md describes the format.
 *
 * @param tables stored tables that the queries of the file see
 */
record SpecFile(List<Table> tables, List<SpecCase> cases) {

  /** A stored table: columns as {@code name:type}, rows of cells as written. */
  record Table(String name, List<String> columns, List<List<String>> rows) {}

  private static final Pattern PROBLEM =
      Pattern.compile("(error|warning) (\\w+) (\\d+:\\d+)(?: (.*))?");
  private static final Pattern OF = Pattern.compile("---( in order)?(?: result (\\d))?");
  private static final Pattern TABLE = Pattern.compile("table (\\w+) \\((.*)\\)");

  static SpecFile read(Path path) {
    try {
      return new Reader(path.getFileName().toString(), Files.readAllLines(path)).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Splits at commas that stand in no quotes and no brackets; cells are stripped. */
  static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        cells.add(line.substring(start, i).strip());
        start = i + 1;
      }
    }
    cells.add(line.substring(start).strip());
    return cells;
  }

  private static final class Reader {
    private final String file;
    private final List<String> lines;
    private final List<Table> tables = new ArrayList<>();
    private final List<SpecCase> cases = new ArrayList<>();
    private int at;

    Reader(String file, List<String> lines) {
      this.file = file;
      this.lines = lines;
    }

    SpecFile read() {
      while (at < lines.size()) {
        String line = lines.get(at);
        if (line.isBlank() || line.startsWith("//")) {
          at++;
        } else if (line.startsWith("# ")) {
          cases.add(oneCase());
        } else if (line.startsWith("table ")) {
          tables.add(table());
        } else {
          throw wrong("expected '# name', 'table ...' or a comment");
        }
      }
      return new SpecFile(List.copyOf(tables), List.copyOf(cases));
    }

    private Table table() {
      Matcher head = TABLE.matcher(lines.get(at).strip());
      if (!head.matches()) {
        throw wrong("expected 'table Name (column:type, ...)'");
      }
      at++;
      return new Table(head.group(1), cells(head.group(2)), rows());
    }

    private SpecCase oneCase() {
      int line = at + 1;
      String name = lines.get(at++).substring(2).strip();
      if (at == lines.size() || !lines.get(at).startsWith("// source: ")) {
        throw wrong("expected '// source: page or fact'");
      }
      String source = lines.get(at++).substring("// source: ".length()).strip();
      List<String> query = new ArrayList<>();
      while (at < lines.size() && !lines.get(at).startsWith("---")) {
        query.add(lines.get(at++));
      }
      if (at == lines.size()) {
        throw wrong("expected '---' after the query");
      }
      Matcher of = OF.matcher(lines.get(at).strip());
      if (!of.matches()) {
        throw wrong("expected '---', '--- in order' or '--- result N'");
      }
      at++;
      boolean inOrder = of.group(1) != null;
      int result = of.group(2) == null ? 1 : Integer.parseInt(of.group(2));
      return new SpecCase(
          file, line, name, source, String.join("\n", query), expectation(inOrder, result));
    }

    private Expectation expectation(boolean inOrder, int result) {
      List<Problem> problems = new ArrayList<>();
      while (at < lines.size() && PROBLEM.matcher(lines.get(at)).matches()) {
        Matcher problem = PROBLEM.matcher(lines.get(at++));
        problem.matches();
        String fragment = problem.group(4) == null ? "" : problem.group(4).strip();
        problems.add(new Problem(problem.group(1), problem.group(2), problem.group(3), fragment));
      }
      if (!problems.isEmpty()) {
        return new SpecCase.Problems(List.copyOf(problems));
      }
      if (at == lines.size() || lines.get(at).isBlank()) {
        throw wrong("expected columns or errors after '---'");
      }
      List<String> columns = cells(lines.get(at++));
      return new SpecCase.Rows(columns, rows(), inOrder, result);
    }

    private List<List<String>> rows() {
      List<List<String>> rows = new ArrayList<>();
      while (at < lines.size() && !lines.get(at).isBlank()) {
        rows.add(cells(lines.get(at++)));
      }
      return rows;
    }

    private IllegalStateException wrong(String what) {
      return new IllegalStateException(file + ":" + (at + 1) + " " + what);
    }
  }
}
