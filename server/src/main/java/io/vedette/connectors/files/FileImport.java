package io.vedette.connectors.files;

import io.vedette.ingestion.Ingestion;
import io.vedette.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Imports files into the tables of a workspace. A file that is broken, or not what its name says,
 * gives what is readable in it and a report of the rest; it never throws for what a file holds.
 */
public final class FileImport {
  private static final String SOURCE = "import";

  private final Workspace workspace;
  private final Ingestion ingestion;
  private final Spool spool;
  private final InstantSource clock;

  public FileImport(Workspace workspace, Ingestion ingestion, Spool spool, InstantSource clock) {
    this.workspace = workspace;
    this.ingestion = ingestion;
    this.spool = spool;
    this.clock = clock;
  }

  /**
   * Imports one file, read to its end as fast as its rows are stored; when it returns they are
   * durable.
   *
   * @param name the file's name, which helps to tell its kind and table
   */
  public ImportReport read(String name, InputStream in, ImportOptions options) {
    StoringTarget target =
        new StoringTarget(
            ingestion,
            SOURCE,
            new TimeShift(workspace, options.shift()),
            new InferredTypes(workspace));
    RowFinder finder = new RowFinder(workspace, clock, options.table());
    Intake intake = new Intake(finder, target, clock, ArchiveBudget.Limits.DEFAULT);
    return new ImportReport(intake.read(name, in));
  }

  /**
   * Imports one file with its times moved so that the latest is now. The file is kept in the spool
   * folder meanwhile, for it is read twice.
   *
   * @throws IOException when the file cannot be received or kept
   */
  public ImportReport readRebased(String name, InputStream in, @Nullable String table)
      throws IOException {
    try (Spool.SpoolFile file = spool.file(".upload")) {
      Files.copy(in, file.path(), StandardCopyOption.REPLACE_EXISTING);
      Instant newest;
      try (InputStream first = Files.newInputStream(file.path())) {
        newest = newest(workspace, name, first, table);
      }
      Duration shift = newest == null ? Duration.ZERO : Duration.between(newest, clock.instant());
      try (InputStream second = Files.newInputStream(file.path())) {
        return read(name, second, new ImportOptions(table, shift));
      }
    }
  }

  /**
   * The latest time of any row that a file holds, or null when none has a time. Stores nothing.
   *
   * @param workspace only to tell tables
   */
  public static @Nullable Instant newest(
      Workspace workspace, String name, InputStream in, @Nullable String table) {
    NewestTarget target = new NewestTarget();
    InstantSource never = () -> Instant.MIN;
    RowFinder finder = new RowFinder(workspace, never, table);
    new Intake(finder, target, never, ArchiveBudget.Limits.DEFAULT).read(name, in);
    Instant newest = target.newest();
    return newest == null || newest.equals(Instant.MIN) ? null : newest;
  }
}
