package io.vedette.cli;

import io.vedette.connectors.files.ExternalFiles;
import io.vedette.kql.KqlReference;
import io.vedette.kql.RowScope;
import io.vedette.platform.Settings;
import io.vedette.platform.SettingsFile;
import io.vedette.query.EventDatabaseException;
import io.vedette.query.ExternalSource;
import io.vedette.query.QueryLimits;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** Runs KQL: on no data, on files, or on a data directory, by its server when one runs there. */
@Command(
    name = "kql",
    description = "Run a KQL query; no server is needed, and one that runs is asked.",
    footer = {
      "",
      "Examples:",
      "  vedette kql \"print x = 1 + 1\"",
      "  vedette kql --data DIR -f query.kql --format csv    (asks the server if one runs there)",
      "  vedette kql --batch < requests.jsonl",
      "",
      "A batch takes one JSON request a line: {\"id\", \"query\", \"watchlist_columns\"?}",
      "and answers it with a line: {\"id\", \"columns\", \"rows\"} or {\"id\", \"error\"}.",
      "Exit codes: 0 done, 1 the query failed, 2 the command line is wrong."
    })
final class KqlCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "QUERY",
      description = "The query; without it, it is read from standard input.")
  private @Nullable String query;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read the query from a file.")
  private @Nullable Path file;

  @Option(names = "--batch", description = "Answer JSON requests from standard input.")
  private boolean batch;

  @Option(
      names = "--import",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Load .evtx, .json, .jsonl, .csv files, or .zip and .gz of these, first.")
  private List<Path> files = List.of();

  @Mixin private GivenNames names = new GivenNames();

  @Option(
      names = "--external",
      paramLabel = "ADDRESS",
      description = "Let externaldata read this address, or what is below it. Can be repeated.")
  private List<String> external = List.of();

  @Option(
      names = "--geo",
      paramLabel = "FILE",
      description = "Tell where IP addresses are from a file of MaxMind's format (.mmdb).")
  private @Nullable Path geo;

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = "The time that the query sees as now(), such as 2026-11-24T07:00:00Z.")
  private @Nullable String now;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json, csv or kusto (default: table).")
  private ResultFormat format = ResultFormat.TABLE;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "The most time for a query (default: 600).")
  private long timeout = QueryLimits.DEFAULT.time().toSeconds();

  @Option(
      names = "--help-function",
      paramLabel = "NAME",
      description = "Explain a function, operator or plugin, with an example.")
  private @Nullable String helpFunction;

  @Spec private @Nullable CommandSpec spec;

  private final Globals globals;

  KqlCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = java.util.Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    if (helpFunction != null) {
      return explain(helpFunction, out, err);
    }
    InstantSource clock = clock(command);
    takeQueryFromFiles();
    QueryLimits limits = QueryLimits.DEFAULT.within(Duration.ofSeconds(timeout));
    try {
      String kql = batch ? "" : text(command);
      Optional<QueryOutcome> answered = askServer(kql, limits);
      return answered.isPresent()
          ? print(kql, answered.get(), out, err)
          : runHere(kql, clock, limits, out, err);
    } catch (EventDatabaseException | IllegalArgumentException e) {
      err.println(e.getMessage());
      return ExitCode.FAILED;
    } catch (NoSuchFileException e) {
      err.println("There is no file " + e.getFile());
      return ExitCode.FAILED;
    } catch (JacksonException e) {
      err.println("Not the JSON that is expected: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private static int explain(String name, PrintWriter out, PrintWriter err) {
    KqlReference reference = KqlReference.load();
    Optional<String> entry = reference.entry(name);
    if (entry.isEmpty()) {
      err.println(
          "There is no function, operator or plugin '%s'. %s"
              .formatted(name, reference.suggestion(name).orElse("docs/kql.md lists all.")));
      return ExitCode.FAILED;
    }
    out.println(entry.get());
    out.flush();
    return ExitCode.OK;
  }

  /** Has the server of the data directory run the query; empty when there is none to do so. */
  private Optional<QueryOutcome> askServer(String kql, QueryLimits limits) {
    boolean plain = !batch && now == null && names.isEmpty() && files.isEmpty();
    if (!plain || !globals.dataDirectoryGiven()) {
      return Optional.empty();
    }
    Optional<ServerClient> found = ServerClient.find(globals.dataDirectory());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (ServerClient client = found.get()) {
      return new ServerQuery(client).run(kql, limits.time());
    }
  }

  private int runHere(
      String kql, InstantSource clock, QueryLimits limits, PrintWriter out, PrintWriter err)
      throws IOException, InterruptedException {
    try (KqlSession session = open()) {
      names.addTo(session.workspace());
      new KqlImport(session, clock, err).load(files);
      if (batch) {
        new KqlBatch(session.workspace(), session.engine(), clock, limits)
            .run(standardInput(), out);
        return ExitCode.OK;
      }
      QueryOutcome outcome =
          session
              .engine()
              .run(
                  new QueryRequest(
                      kql, clock.instant(), null, RowScope.ALL, limits, "command line"));
      return print(kql, outcome, out, err);
    }
  }

  /** {@code --import} takes all that follows it, also the query. */
  private void takeQueryFromFiles() {
    if (files.size() > 1 && query == null && !Files.exists(files.getLast())) {
      query = files.getLast().toString();
      files = new ArrayList<>(files.subList(0, files.size() - 1));
    }
  }

  private KqlSession open() {
    if (!globals.dataDirectoryGiven()) {
      return KqlSession.inMemory(externalFiles(Settings.ExternalData.NONE), geo);
    }
    Path directory = globals.dataDirectory();
    if (!files.isEmpty()) {
      throw new IllegalArgumentException(
          "--data opens a workspace read-only: leave it out with --import, or use vedette import.");
    }
    if (!Files.exists(directory.resolve("events.duckdb"))) {
      throw new IllegalArgumentException(
          directory + " holds no events yet; start the server there or import a file first.");
    }
    return switch (SettingsFile.read(directory)) {
      case SettingsFile.Reading.Read(Settings settings) ->
          KqlSession.readOnly(
              directory,
              externalFiles(settings.externalData()),
              geo == null ? settings.geoData() : geo);
      case SettingsFile.Reading.Unusable(String message) ->
          throw new IllegalArgumentException(message);
    };
  }

  /** None where only schemas are given: their tables are empty, and so are files. */
  private @Nullable ExternalSource externalFiles(Settings.ExternalData settings) {
    if (names.haveTables() && external.isEmpty()) {
      return null;
    }
    List<String> addresses = new ArrayList<>(settings.addresses());
    addresses.addAll(external);
    return new ExternalFiles(
        new Settings.ExternalData(addresses, settings.privateHosts()),
        ExternalFiles.Limits.DEFAULT);
  }

  private InstantSource clock(CommandSpec command) {
    if (now == null) {
      return InstantSource.system();
    }
    try {
      return InstantSource.fixed(Instant.parse(now));
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          command.commandLine(),
          "--now takes a time such as 2026-11-24T07:00:00Z, not \"" + now + "\"",
          e);
    }
  }

  private String text(CommandSpec command) throws IOException {
    if (query != null && file != null) {
      throw new ParameterException(
          command.commandLine(), "give a query or a file with one, not both");
    }
    if (query != null) {
      return query;
    }
    if (file != null) {
      return Files.readString(file);
    }
    StringBuilder text = new StringBuilder();
    try (BufferedReader in = standardInput()) {
      char[] part = new char[8192];
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        text.append(part, 0, n);
      }
    }
    return text.toString();
  }

  private static BufferedReader standardInput() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }

  private int print(String kql, QueryOutcome outcome, PrintWriter out, PrintWriter err) {
    return switch (outcome) {
      case QueryOutcome.Completed completed -> {
        format.print(completed.tables(), out);
        out.flush();
        DiagnosticText.print(kql, completed.warnings(), err);
        if (completed.statistics().truncated()) {
          err.printf(
              "Only the first %,d rows are here; the server cuts longer results.%n",
              completed.statistics().rows());
        }
        yield ExitCode.OK;
      }
      case QueryOutcome.Failed failed -> {
        DiagnosticText.print(kql, failed.diagnostics(), err);
        yield ExitCode.FAILED;
      }
      case QueryOutcome.Stopped stopped -> {
        err.println(stopped.message());
        yield ExitCode.FAILED;
      }
    };
  }
}
