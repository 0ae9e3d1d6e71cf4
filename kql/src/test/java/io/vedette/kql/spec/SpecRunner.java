package io.vedette.kql.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.vedette.kql.Compilation;
import io.vedette.kql.CompileOptions;
import io.vedette.kql.CompiledQuery;
import io.vedette.kql.CompiledQuery.ResultTable;
import io.vedette.kql.Diagnostic;
import io.vedette.kql.DuckDb;
import io.vedette.kql.KqlCompiler;
import io.vedette.kql.RowScope;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the cases of one spec file against a DuckDB that holds the file's tables. */
final class SpecRunner implements AutoCloseable {
  /** What {@code now()} gives in every case. */
  static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  private final DuckDb database = new DuckDb();
  private final SpecSchema schema;

  SpecRunner(SpecFile file) throws SQLException {
    schema = SpecSchema.of(file.tables());
    long sequence = 0;
    for (SpecFile.Table table : file.tables()) {
      List<Column> columns = SpecSchema.columns(table);
      database.createTable(table.name(), columns);
      for (List<String> row : table.rows()) {
        sequence++;
        database.execute(insert(table.name(), columns, row, sequence));
      }
    }
  }

  private static String insert(String table, List<Column> columns, List<String> row, long n) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(Cell.literal(row.get(i), columns.get(i).type()));
    }
    return "INSERT INTO \"%s\" VALUES (%s, '2026-01-15 11:59:00', %d)"
        .formatted(table, String.join(", ", values), n);
  }

  /** Fails unless the query gives what the case expects. */
  void run(SpecCase specCase) throws SQLException {
    CompileOptions options = new CompileOptions(NOW, null, RowScope.ALL, database::firstColumn);
    Compilation compilation = KqlCompiler.compile(specCase.query(), schema, options);
    switch (specCase.expectation()) {
      case SpecCase.Problems problems -> compare(specCase, problems, compilation);
      case SpecCase.Rows rows -> compare(specCase, rows, compilation);
    }
  }

  private static void compare(
      SpecCase specCase, SpecCase.Problems wanted, Compilation compilation) {
    List<Diagnostic> found =
        switch (compilation) {
          case Compilation.Rejected rejected -> rejected.diagnostics();
          case CompiledQuery compiled -> compiled.warnings();
        };
    assertThat(found.stream().map(d -> head(specCase.query(), d)))
        .as("%s: %s", specCase, found)
        .containsExactlyElementsOf(
            wanted.problems().stream()
                .map(p -> "%s %s %s".formatted(p.severity(), p.code(), p.place()))
                .toList());
    for (int i = 0; i < found.size(); i++) {
      Diagnostic diagnostic = found.get(i);
      String words = diagnostic.message() + " / " + diagnostic.hint();
      assertThat(words).as("%s", specCase).contains(wanted.problems().get(i).fragment());
    }
  }

  private static String head(String query, Diagnostic diagnostic) {
    String before = query.substring(0, diagnostic.span().start());
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    return "%s %s %d:%d"
        .formatted(
            diagnostic.severity().name().toLowerCase(Locale.ROOT), diagnostic.code(), line, column);
  }

  private void compare(SpecCase specCase, SpecCase.Rows wanted, Compilation compilation)
      throws SQLException {
    switch (compilation) {
      case Compilation.Rejected rejected ->
          fail("%s: refused: %s", specCase, rejected.diagnostics());
      case CompiledQuery compiled -> {
        assertThat(compiled.results())
            .as("%s", specCase)
            .hasSizeGreaterThanOrEqualTo(wanted.result());
        compare(specCase, wanted, compiled.results().get(wanted.result() - 1));
      }
    }
  }

  private void compare(SpecCase specCase, SpecCase.Rows wanted, ResultTable result)
      throws SQLException {
    assertThat(result.columns().stream().map(c -> c.name() + ":" + c.type().kustoName()).toList())
        .as("%s: columns", specCase)
        .isEqualTo(wanted.columns());
    List<List<@Nullable Object>> rows = new ArrayList<>(database.rows(result));
    String got = rows.stream().map(List::toString).collect(Collectors.joining("\n"));
    assertThat(rows).as("%s: rows\n%s", specCase, got).hasSameSizeAs(wanted.rows());
    for (List<String> row : wanted.rows()) {
      int match = -1;
      for (int i = 0; i < (wanted.inOrder() ? 1 : rows.size()) && match < 0; i++) {
        match = matches(row, result.columns(), rows.get(i)) ? i : -1;
      }
      if (match < 0) {
        fail(
            "%s: no such row%s: %s\ngot\n%s"
                .formatted(specCase, wanted.inOrder() ? " in its place" : "", row, got));
      }
      rows.remove(match);
    }
  }

  private static boolean matches(
      List<String> wanted, List<Column> columns, List<@Nullable Object> row) {
    for (int i = 0; i < columns.size(); i++) {
      ScalarType type = columns.get(i).type();
      if (i >= wanted.size() || !Cell.matches(wanted.get(i), type, row.get(i))) {
        return false;
      }
    }
    return wanted.size() == columns.size();
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
