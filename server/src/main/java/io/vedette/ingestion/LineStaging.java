package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.query.EventDatabase;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Reads lines with the engine's own JSON reader into tables in memory, from where the writer copies
 * them. Safe on many threads.
 */
final class LineStaging {
  private static final AtomicLong NUMBER = new AtomicLong();

  private final EventDatabase database;
  private final Workspace workspace;
  private final int rowBytes;

  LineStaging(EventDatabase database, Workspace workspace, int rowBytes) {
    this.database = database;
    this.workspace = workspace;
    this.rowBytes = rowBytes;
  }

  /** Empty when the lines must go row by row. */
  Optional<StagedLines> stage(
      JsonLines lines, String table, Function<Set<String>, Belonging> belonging, Instant arrived) {
    Path spool = database.spool();
    TableDefinition definition = workspace.table(table);
    if (spool == null || definition == null) {
      return Optional.empty();
    }
    LineScanner scanner = new LineScanner(rowBytes);
    lines.forEach((bytes, start, end, _) -> scanner.scan(bytes, start, end));
    Set<String> names = new LinkedHashSet<>();
    scanner.keys().forEach(key -> names.add(key.name()));
    LoadPlan plan = LoadPlan.of(scanner, workspace, definition, belonging.apply(names));
    if (plan == null || !define(table, plan.added())) {
      return Optional.empty();
    }
    String staging = EventDatabase.STAGING + ".main.lines_" + NUMBER.incrementAndGet();
    if (!read(lines, plan, table, staging, spool, DateTimes.micros(arrived))) {
      return Optional.empty();
    }
    return Optional.of(new StagedLines(table, staging, plan, scanner.lines()));
  }

  private boolean define(String table, List<Column> added) {
    return added.isEmpty()
        || workspace.defineCustomTable(table, added).plainColumns().containsAll(added);
  }

  /** False when a value is not as the plan expects it. */
  private boolean read(
      JsonLines lines, LoadPlan plan, String table, String staging, Path spool, long arrived) {
    try {
      Path file = Files.createTempFile(spool, "import-", ".lines");
      try (OutputStream out = Files.newOutputStream(file)) {
        out.write(lines.bytes(), 0, lines.length());
        execute(plan.stagingSql(table, staging, file, arrived));
        return true;
      } catch (SQLException e) {
        return false;
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the spool folder cannot be used: " + spool, e);
    }
  }

  /** Frees the memory of lines that are stored or given up. */
  void drop(StagedLines staged) {
    try {
      execute("DROP TABLE " + staged.stagingTable());
    } catch (SQLException e) {
      throw new IngestionException("a staging table cannot be dropped", e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
