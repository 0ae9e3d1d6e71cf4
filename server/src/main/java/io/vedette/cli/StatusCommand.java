package io.vedette.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Says how the running server is. */
@Command(
    name = "status",
    description = "Show how the running server is: version, tables, rules, incidents.",
    footer = {"", "Examples:", "  vedette status", "  vedette status --json"})
final class StatusCommand extends ServerCommand {
  StatusCommand(Globals globals) {
    super(globals);
  }

  @Override
  ServerClient.Reply ask(ServerClient client) {
    return client.get("/api/status");
  }

  @Override
  void print(JsonNode status, Output output) {
    output.line(
        "Vedette "
            + status.path("version").asString("")
            + " is running at "
            + status.path("address").asString("")
            + ", for "
            + duration(status.path("uptimeSeconds").asLong(0)));
    output.line(
        "Rules      "
            + status.at("/rules/enabled").asLong(0)
            + " enabled, "
            + status.at("/rules/failing").asLong(0)
            + " failing");
    output.line("Incidents  " + status.at("/incidents/open").asLong(0) + " open");
    output.line(
        "Ingestion  "
            + String.format(Locale.ROOT, "%.1f", status.at("/ingestion/rowsPerSecond").asDouble(0))
            + " rows/s, "
            + status.at("/ingestion/refused").asLong(0)
            + " refused");
    List<List<String>> tables = new ArrayList<>();
    for (JsonNode table : status.path("tables")) {
      if (table.path("rows").asLong(0) > 0) {
        tables.add(
            List.of(
                table.path("name").asString(""),
                String.format(Locale.ROOT, "%,d", table.path("rows").asLong(0))));
      }
    }
    if (!tables.isEmpty()) {
      output.line("");
      output.table(List.of("TABLE", "ROWS"), tables);
    }
  }

  static String duration(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }
}
