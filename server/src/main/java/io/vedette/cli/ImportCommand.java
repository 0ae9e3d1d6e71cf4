package io.vedette.cli;

import io.vedette.connectors.files.FileImport;
import io.vedette.connectors.files.ImportReport;
import io.vedette.connectors.files.ImportSummary;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings files of events into the running server, or straight into its data directory. */
@Command(
    name = "import",
    description = {
      "Bring events in from files: .evtx, .json, .jsonl, .ndjson, .csv, .tsv, and .zip and .gz",
      "of these. Goes to the server that runs on the data directory; without one, straight into",
      "the directory."
    },
    footer = {
      "",
      "Examples:",
      "  vedette import Security.evtx",
      "  vedette import --rebase-time logs/",
      "  vedette import --table Doors_CL doors.csv",
      "",
      "Exit codes: 0 all was stored; 1 something is missing, damaged or was refused (the rest is",
      "stored, the report says what); 2 the command line is wrong."
    })
final class ImportCommand implements Callable<Integer> {
  private static final String KINDS = ".*\\.(evtx|json|jsonl|ndjson|csv|tsv|zip|gz)";

  @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Files, or folders of them.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The table of all rows of JSON and CSV files; a new name must end in _CL.")
  private @Nullable String table;

  @Option(
      names = "--rebase-time",
      description = "Move all times by the same distance so that the newest event is now.")
  private boolean rebaseTime;

  @Spec private @Nullable CommandSpec spec;

  private final Globals globals;
  private final InstantSource clock = InstantSource.system();

  ImportCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    try {
      List<Path> files = files();
      if (files.isEmpty()) {
        output.error("There is nothing to import in " + paths);
        return ExitCode.FAILED;
      }
      ImportPrinter printer = new ImportPrinter(output, globals.json());
      Duration shift = rebaseTime ? shift(files, printer) : Duration.ZERO;
      ImportDestination.Opening opening =
          ImportDestination.open(globals.dataDirectory(), table, shift, clock);
      return switch (opening) {
        case ImportDestination.Opening.Unavailable(String message) -> {
          output.error(message);
          yield ExitCode.FAILED;
        }
        case ImportDestination.Opening.Open(ImportDestination destination) ->
            run(files, destination, printer);
      };
    } catch (IOException e) {
      output.error("Reading failed: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private int run(List<Path> files, ImportDestination destination, ImportPrinter printer)
      throws IOException {
    try (destination) {
      printer.begin(destination.description());
      Instant begin = clock.instant();
      ImportReport all = new ImportReport(List.of());
      for (Path file : files) {
        Progress progress = printer.progress(name(file), Files.size(file));
        try (InputStream in = progress.over(Files.newInputStream(file))) {
          switch (destination.take(name(file), in, Files.size(file))) {
            case ImportDestination.Taken.Report(ImportReport report) -> {
              progress.end();
              printer.file(report);
              all = all.and(report);
            }
            case ImportDestination.Taken.Failed(String message) -> {
              progress.end();
              printer.failed(message);
              printer.end(ImportSummary.of(all, Duration.between(begin, clock.instant())));
              return ExitCode.FAILED;
            }
          }
        }
      }
      printer.end(ImportSummary.of(all, Duration.between(begin, clock.instant())));
      return all.complete() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  /** How far to move times: the newest of all files becomes now. */
  private Duration shift(List<Path> files, ImportPrinter printer) throws IOException {
    Workspace workspace = Workspace.readOnly(globals.dataDirectory(), TableCatalog.fromClassPath());
    Instant newest = null;
    for (Path file : files) {
      Progress progress = printer.progress("looking at " + name(file), Files.size(file));
      try (InputStream in = progress.over(Files.newInputStream(file))) {
        Instant time = FileImport.newest(workspace, name(file), in, table);
        if (time != null && (newest == null || time.isAfter(newest))) {
          newest = time;
        }
      }
      progress.end();
    }
    return newest == null ? Duration.ZERO : Duration.between(newest, clock.instant());
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> inside = Files.walk(path)) {
          inside
              .filter(Files::isRegularFile)
              .filter(file -> name(file).toLowerCase(Locale.ROOT).matches(KINDS))
              .sorted()
              .forEach(files::add);
        }
      } else if (Files.isReadable(path)) {
        files.add(path);
      } else {
        throw new IOException(path + (Files.exists(path) ? " is not readable" : " is not there"));
      }
    }
    return files;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
