package io.vedette.cli;

import io.vedette.analytics.explain.Explanation;
import io.vedette.analytics.explain.Explanation.Explained;
import io.vedette.analytics.explain.RuleExplainer;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.query.EventDatabaseException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells why a rule raised an alert or did not. */
@Command(
    name = "explain",
    description = {
      "Tell why a rule raises an alert, or does not.",
      "",
      "Shows how many rows pass each clause of the query in a run that ends at --at. With --event it"
          + " follows one event and names the first condition that drops it, or the group that it"
          + " comes into, with the values that decide."
    },
    footer = {
      "",
      "Examples:",
      "  vedette rules explain \"password guessing\"",
      "  vedette rules explain my-rules/Spray.yaml --import Security.evtx"
          + " --event 'EventRecordId == \"4711\"'",
      "",
      "Exit codes: 0 explained, 1 it could not be, 2 the command line is wrong."
    })
final class RulesExplainCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Parameters(paramLabel = "RULE", description = "The rule's file, id or name.")
  private String name = "";

  @Option(
      names = "--event",
      paramLabel = "CONDITION",
      description =
          "The event to follow: a condition in KQL on the rows that the query begins with.")
  private @Nullable String event;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = TimeOption.class,
      description =
          "When the run ends, such as 2026-11-24T07:00:00Z (the run that sees the event first; without"
              + " one, at the last row).")
  private @Nullable Instant at;

  @Mixin private PastOptions past = new PastOptions();

  @Spec private @Nullable CommandSpec spec;

  private final Globals globals;

  RulesExplainCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws IOException {
    Output output = Output.of(spec);
    return switch (NamedRule.find(name, globals.dataDirectory())) {
      case NamedRule.Unusable(String message) -> {
        output.error(message);
        yield ExitCode.FAILED;
      }
      case NamedRule.Found found -> explain(found, output);
    };
  }

  private int explain(NamedRule.Found found, Output output) throws IOException {
    Optional<ServerClient> server =
        past.areFiles() ? Optional.empty() : ServerClient.find(globals.dataDirectory());
    if (server.isPresent()) {
      try (ServerClient client = server.get()) {
        Optional<Explanation> answer = ask(client, found.rule());
        if (answer.isPresent()) {
          return print(found, answer.get(), output);
        }
      }
    }
    try (PastOptions.Past events =
        past.open(globals.dataDirectory(), Objects.requireNonNull(spec).commandLine().getErr())) {
      RuleExplainer explainer =
          new RuleExplainer(events.session().engine(), events.history(), InstantSource.system());
      return print(
          found, explainer.explain(found.rule(), new RuleExplainer.Question(at, event)), output);
    } catch (EventDatabaseException | IllegalArgumentException e) {
      output.error(String.valueOf(e.getMessage()));
      return ExitCode.FAILED;
    }
  }

  /** What the server that has the data directory open says; empty when none answers. */
  private Optional<Explanation> ask(ServerClient client, AnalyticsRule rule) {
    Map<String, @Nullable Object> question = new LinkedHashMap<>();
    question.put("yaml", rule.yaml());
    question.put("event", event);
    question.put("at", at == null ? null : at.toString());
    return switch (client.send("POST", "/api/rules/explain", question)) {
      case ServerClient.Reply.Done(JsonNode answer) ->
          Optional.of(JSON.treeToValue(answer, Explained.class));
      case ServerClient.Reply.Refused refused ->
          Optional.of(new Explanation.Refused(refused.message()));
      case ServerClient.Reply.NoServer _ -> Optional.empty();
    };
  }

  private int print(NamedRule.Found found, Explanation explanation, Output output) {
    return switch (explanation) {
      case Explanation.Refused(String message) -> {
        output.error(message);
        yield ExitCode.FAILED;
      }
      case Explained explained -> {
        if (globals.json()) {
          output.json(explained);
        } else {
          new ExplanationText(output).print(found.rule(), explained);
        }
        yield ExitCode.OK;
      }
    };
  }
}
