package io.vedette.cli;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.Schedule;
import io.vedette.analytics.rules.RuleCatalog;
import io.vedette.analytics.rules.RuleEntry;
import io.vedette.analytics.rules.RuleFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules of the running server, or of the files where none runs. */
@Command(
    name = "list",
    description = "List analytics rules: how they do on the running server, or what the files say.",
    footer = {"", "Examples:", "  vedette rules list", "  vedette rules list --offline --json"})
final class RulesListCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Option(names = "--offline", description = "Read the files and ask no server.")
  private boolean offline;

  @Spec private @Nullable CommandSpec spec;

  private final Globals globals;

  RulesListCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    Optional<ServerClient> found =
        offline ? Optional.empty() : ServerClient.find(globals.dataDirectory());
    if (found.isEmpty()) {
      print(offline(), false, output);
      return ExitCode.OK;
    }
    try (ServerClient client = found.get()) {
      return switch (client.get("/api/rules")) {
        case ServerClient.Reply.Done(JsonNode rules) -> {
          print(rules, true, output);
          yield ExitCode.OK;
        }
        case ServerClient.Reply.Refused(int _, String message, JsonNode _) -> {
          output.error(message);
          yield ExitCode.FAILED;
        }
        // What a server that was killed left behind points to nothing.
        case ServerClient.Reply.NoServer(String _) -> {
          print(offline(), false, output);
          yield ExitCode.OK;
        }
      };
    }
  }

  private JsonNode offline() {
    RuleCatalog catalog =
        new RuleCatalog(RuleFolder.content(), globals.dataDirectory().resolve("rules"));
    List<Map<String, Object>> rules =
        catalog.entries().stream()
            .sorted(Comparator.comparing(RulesListCommand::name, String.CASE_INSENSITIVE_ORDER))
            .map(RulesListCommand::properties)
            .toList();
    return JSON.valueToTree(rules);
  }

  private static String name(RuleEntry entry) {
    AnalyticsRule rule = entry.rule();
    return rule == null ? entry.file() : rule.name();
  }

  /** The same names as the server's, as far as files know. */
  private static Map<String, Object> properties(RuleEntry entry) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", entry.id());
    map.put("name", name(entry));
    AnalyticsRule rule = entry.rule();
    if (rule != null) {
      map.put("kind", rule.isNearRealTime() ? "NRT" : "Scheduled");
      map.put("severity", rule.severity().name());
      map.put("enabled", rule.enabled());
      map.put("tactics", rule.tactics());
      map.put("techniques", rule.relevantTechniques());
      if (rule.schedule() instanceof Schedule.Scheduled scheduled) {
        map.put("queryFrequency", scheduled.queryFrequency().toString());
      }
      map.put("queryPeriod", rule.queryPeriod().toString());
    }
    map.put("source", entry.source().name());
    map.put("lastModified", entry.lastModified().toString());
    map.put(
        "diagnostics",
        entry.problems().stream().map(problem -> Map.of("message", problem.toString())).toList());
    return map;
  }

  private void print(JsonNode rules, boolean running, Output output) {
    if (globals.json()) {
      output.json(rules);
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode rule : rules) {
      List<String> row = new ArrayList<>();
      row.add(state(rule, running));
      row.add(rule.path("kind").asString("-"));
      row.add(rule.path("severity").asString("-"));
      row.add(rule.path("source").asString("-"));
      if (running) {
        row.add(rule.path("alerts7d").asString("0"));
      }
      row.add(rule.path("name").asString(""));
      rows.add(row);
    }
    List<String> header = new ArrayList<>(List.of("STATE", "KIND", "SEVERITY", "SOURCE", "NAME"));
    if (running) {
      header.add(4, "ALERTS 7D");
    }
    output.table(header, rows);
    if (!running) {
      output.line("");
      output.line("From the files; no server was asked.");
    }
    problems(rules, output);
  }

  private static String state(JsonNode rule, boolean running) {
    if (!rule.path("diagnostics").isEmpty()) {
      return "broken";
    }
    if (!rule.path("enabled").asBoolean(false)) {
      return "off";
    }
    boolean failing = rule.path("lastRunStatus").asString("").equals("Failure");
    return running && failing ? "failing" : "on";
  }

  private static void problems(JsonNode rules, Output output) {
    for (JsonNode rule : rules) {
      for (JsonNode problem : rule.path("diagnostics")) {
        output.line("");
        output.line(
            output.styled("red", Output.printable(rule.path("name").asString("")))
                + ": "
                + Output.printable(problem.path("message").asString("")));
      }
    }
  }
}
