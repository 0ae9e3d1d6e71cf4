package io.vedette.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The incidents of the running server. */
@Command(name = "incidents", description = "List and show incidents of the running server.")
final class IncidentsCommand {
  IncidentsCommand() {}

  /** The queue. */
  @Command(
      name = "list",
      description = "List incidents, the latest first.",
      footer = {
        "",
        "Examples:",
        "  vedette incidents list",
        "  vedette incidents list --status New,Active --severity High --top 10"
      })
  static final class ListIncidents extends ServerCommand {
    @Option(
        names = "--status",
        paramLabel = "STATUS",
        description = "New, Active, Closed; several with commas.")
    private @Nullable String status;

    @Option(
        names = "--severity",
        paramLabel = "SEVERITY",
        description = "High, Medium, Low, Informational; several with commas.")
    private @Nullable String severity;

    @Option(
        names = "--search",
        paramLabel = "TEXT",
        description = "Number, title, label, owner or entity.")
    private @Nullable String search;

    @Option(
        names = "--top",
        paramLabel = "N",
        defaultValue = "50",
        description = "At most so many (${DEFAULT-VALUE}).")
    private int top;

    ListIncidents(Globals globals) {
      super(globals);
    }

    @Override
    ServerClient.Reply ask(ServerClient client) {
      StringBuilder path = new StringBuilder("/api/incidents?top=").append(top);
      append(path, "status", status);
      append(path, "severity", severity);
      append(path, "search", search);
      return client.get(path.toString());
    }

    private static void append(StringBuilder path, String name, @Nullable String value) {
      if (value != null) {
        path.append('&').append(name).append('=').append(ServerClient.encoded(value));
      }
    }

    @Override
    void print(JsonNode page, Output output) {
      List<List<String>> rows = new ArrayList<>();
      for (JsonNode incident : page.path("value")) {
        rows.add(
            List.of(
                incident.path("number").asString(""),
                incident.path("severity").asString(""),
                incident.path("status").asString(""),
                Output.time(incident.path("createdAt").asString("")),
                incident.path("owner").asString("-"),
                incident.path("alertCount").asString(""),
                incident.path("title").asString("")));
      }
      if (rows.isEmpty()) {
        output.line("No incidents.");
        return;
      }
      output.table(
          List.of("NO", "SEVERITY", "STATUS", "CREATED (UTC)", "OWNER", "ALERTS", "TITLE"), rows);
      long total = page.path("total").asLong(rows.size());
      if (total > rows.size()) {
        output.line(rows.size() + " of " + total + "; see more with --top");
      }
    }
  }

  /** One incident. */
  @Command(
      name = "show",
      description = "Show one incident with its alerts and entities.",
      footer = {
        "",
        "Examples:",
        "  vedette incidents show 12",
        "  vedette incidents show 12 --json"
      })
  static final class ShowIncident extends ServerCommand {
    private static final Map<String, String> HEADERS =
        Map.of(
            "at", "AT (UTC)",
            "actor", "BY",
            "text", "WHAT",
            "createdAt", "AT (UTC)",
            "severity", "SEVERITY",
            "eventCount", "EVENTS",
            "name", "NAME",
            "type", "TYPE",
            "label", "NAME",
            "author", "BY");

    @Parameters(paramLabel = "NUMBER", description = "The incident's number.")
    private long number;

    ShowIncident(Globals globals) {
      super(globals);
    }

    @Override
    ServerClient.Reply ask(ServerClient client) {
      return client.get("/api/incidents/" + number);
    }

    @Override
    void print(JsonNode incident, Output output) {
      output.line(
          output.styled(
              "bold",
              "#"
                  + incident.path("number").asString("")
                  + " "
                  + Output.printable(incident.path("title").asString(""))));
      field(output, "Severity", incident.path("severity"));
      field(output, "Status", incident.path("status"));
      field(output, "Owner", incident.path("owner"));
      field(output, "Created", incident.path("createdAt"));
      field(output, "First activity", incident.path("firstActivityAt"));
      field(output, "Last activity", incident.path("lastActivityAt"));
      field(output, "Classification", incident.path("classification"));
      field(output, "Grouping", incident.path("groupingReason"));
      field(output, "Description", incident.path("description"));
      section(output, "Entities", incident.path("entities"), List.of("type", "label"));
      section(
          output,
          "Alerts",
          incident.path("alerts"),
          List.of("createdAt", "severity", "eventCount", "name"));
      section(output, "Activity", incident.path("activity"), List.of("at", "actor", "text"));
      section(
          output, "Comments", incident.path("comments"), List.of("createdAt", "author", "message"));
    }

    private static void field(Output output, String name, JsonNode value) {
      String text = Output.time(value.asString(""));
      if (!text.isEmpty()) {
        output.field(name, text);
      }
    }

    private static void section(
        Output output, String title, JsonNode items, List<String> properties) {
      if (items.isEmpty()) {
        return;
      }
      List<List<String>> rows = new ArrayList<>();
      for (JsonNode item : items) {
        rows.add(
            properties.stream().map(name -> Output.time(item.path(name).asString(""))).toList());
      }
      output.line("");
      output.line(output.styled("bold", title));
      List<String> header =
          properties.stream().map(name -> HEADERS.getOrDefault(name, "MESSAGE")).toList();
      output.table(header, rows);
    }
  }
}
