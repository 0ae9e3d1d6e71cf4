package io.vedette.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Which sensors on other machines may deliver to the running server. */
final class AdminSensors {
  private AdminSensors() {}

  /** Lets one deliver. */
  @Command(
      name = "add-sensor",
      description = "Let a sensor on another machine deliver, and print its token.",
      footer = {"", "Examples:", "  vedette admin add-sensor branch-1"})
  static final class Add extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "A name of the sensor for this server.")
    private String name = "";

    Add(Globals globals) {
      super(globals);
    }

    @Override
    ServerClient.Reply ask(ServerClient client) {
      return client.send("POST", "/api/sensors", Map.of("name", name));
    }

    @Override
    void print(JsonNode answer, Output output) {
      output.line(
          "Token of the sensor "
              + answer.path("name").asString("")
              + " (shown once): "
              + answer.path("token").asString("")
              + "\nOn its machine, put it into a file that only the sensor's user may read, and run"
              + "\n  vedette sensor --server URL --token-file FILE --ca FILE"
              + "\nThe authority for --ca is what 'vedette ca --pem' prints here.");
    }
  }

  /** Lets one deliver no more. */
  @Command(
      name = "remove-sensor",
      description = "Let a sensor deliver no more: its token becomes worthless.",
      footer = {"", "Examples:", "  vedette admin remove-sensor branch-1"})
  static final class Remove extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "The sensor.")
    private String name = "";

    Remove(Globals globals) {
      super(globals);
    }

    @Override
    ServerClient.Reply ask(ServerClient client) {
      return client.send("DELETE", "/api/sensors/" + ServerClient.encoded(name), Map.of());
    }

    @Override
    void print(JsonNode answer, Output output) {
      output.line("The sensor " + name + " delivers no more. Its rows stay.");
    }
  }

  /** Shows them. */
  @Command(
      name = "list-sensors",
      description = "Show the sensors that may deliver, and how they are.",
      footer = {"", "Examples:", "  vedette admin list-sensors"})
  static final class ListAll extends ServerCommand {
    ListAll(Globals globals) {
      super(globals);
    }

    @Override
    ServerClient.Reply ask(ServerClient client) {
      return client.get("/api/sensors");
    }

    @Override
    void print(JsonNode answer, Output output) {
      List<List<String>> rows = new ArrayList<>();
      for (JsonNode sensor : answer) {
        rows.add(
            List.of(
                sensor.path("name").asString(""),
                Output.time(sensor.path("lastHeard").asString("never")),
                count(sensor.path("waitingBytes")),
                count(sensor.path("lost")),
                sensor.path("address").asString(""),
                sensor.path("computer").asString("")));
      }
      if (rows.isEmpty()) {
        output.line("There are none. Let one deliver with: vedette admin add-sensor NAME");
      } else {
        output.table(
            List.of("SENSOR", "LAST HEARD", "BYTES WAITING", "ROWS LOST", "ADDRESS", "COMPUTER"),
            rows);
      }
    }

    private static String count(JsonNode number) {
      return number.isNumber() ? String.format(Locale.ROOT, "%,d", number.asLong()) : "";
    }
  }
}
