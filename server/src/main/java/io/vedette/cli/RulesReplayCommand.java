package io.vedette.cli;

import io.vedette.analytics.replay.ReplayDiff;
import io.vedette.analytics.replay.Replayed;
import io.vedette.analytics.replay.RuleReplay;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.ingestion.StoredHistory;
import io.vedette.query.EventDatabaseException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a rule over past events, and tells what two versions of it do differently. */
@Command(
    name = "replay",
    description = {
      "Run a rule over past events as it would have run then, without side effects.",
      "",
      "Each run sees what had come in by its time and nothing else; events of files come in once a"
          + " second. With --against, a second version"
          + " runs over the same events, and the alerts are compared: added, gone, changed."
    },
    footer = {
      "",
      "Examples:",
      "  vedette rules replay \"password spray\" --from 2026-11-01T00:00:00Z",
      "  vedette rules replay Old.yaml --against New.yaml --import Security.evtx --rows 3",
      "",
      "Exit codes: 0 done, 1 it failed, or with --exit-code the versions differ,"
          + " 2 the command line is wrong."
    })
final class RulesReplayCommand implements Callable<Integer> {
  /** Events of files come to a near-real-time rule together within this time. */
  private static final Duration DELIVERIES = Duration.ofSeconds(1);

  @Parameters(paramLabel = "RULE", description = "The rule's file, id or name.")
  private String name = "";

  @Option(
      names = "--against",
      paramLabel = "RULE",
      description = "The version to compare it with: what that one adds, loses and changes.")
  private @Nullable String against;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeOption.class,
      description = "Replay from this time on (from the first event on).")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeOption.class,
      description = "Replay up to this time (up to the last event).")
  private @Nullable Instant to;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "0",
      description = "Show so many rows of the query's result for each alert (0; at most 20).")
  private int rows;

  @Option(names = "--exit-code", description = "End with 1 when the versions differ.")
  private boolean exitCode;

  @Mixin private PastOptions past = new PastOptions();

  @Spec private @Nullable CommandSpec spec;

  private final Globals globals;

  RulesReplayCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws IOException {
    Output output = Output.of(spec);
    try {
      AnalyticsRule first = rule(name);
      AnalyticsRule second = against == null ? null : rule(against);
      return replay(first, second, output);
    } catch (EventDatabaseException | IllegalArgumentException | RuleReplay.RefusedException e) {
      output.error(String.valueOf(e.getMessage()));
      return ExitCode.FAILED;
    }
  }

  private AnalyticsRule rule(String named) {
    return switch (NamedRule.find(named, globals.dataDirectory())) {
      case NamedRule.Found found -> found.rule();
      case NamedRule.Unusable(String message) -> throw new IllegalArgumentException(message);
    };
  }

  private int replay(AnalyticsRule first, @Nullable AnalyticsRule second, Output output)
      throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    try (PastOptions.Past events =
        past.open(globals.dataDirectory(), command.commandLine().getErr())) {
      StoredHistory.Extent extent =
          events
              .history()
              .extent()
              .orElseThrow(
                  () -> new IllegalArgumentException("There are no events to replay over."));
      // The start is exclusive, and the first event counts.
      Instant begin = from == null ? extent.first().minusNanos(1000) : from;
      Instant end = to == null ? extent.last() : to;
      if (!begin.isBefore(end)) {
        throw new ParameterException(
            command.commandLine(), "--to must be later than --from: %s, %s".formatted(end, begin));
      }
      RuleReplay replay =
          past.areFiles()
              ? new RuleReplay(events.session().engine(), events.history(), DELIVERIES)
              : new RuleReplay(events.session().engine(), events.history());
      Replayed before = replayed(replay, first, begin, end);
      if (second == null) {
        print(output).replayed(before, begin, end);
        return ExitCode.OK;
      }
      Replayed after = replayed(replay, second, begin, end);
      ReplayDiff diff = ReplayDiff.between(before, after);
      print(output).compared(before, after, diff, begin, end);
      return exitCode && !diff.isEmpty() ? ExitCode.FAILED : ExitCode.OK;
    }
  }

  private Replayed replayed(RuleReplay replay, AnalyticsRule rule, Instant begin, Instant end) {
    Progress progress = Progress.onTerminal(globals.json() ? "" : rule.name(), 0);
    try {
      return replay.replay(rule, begin, end, progress::steps);
    } finally {
      progress.end();
    }
  }

  private ReplayText print(Output output) {
    return new ReplayText(output, globals.json(), Math.clamp(rows, 0, 20));
  }
}
