package io.vedette.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What only who may read the data directory can do. */
@Command(
    name = "admin",
    description = "Manage the accounts and the remote sensors of the running server.")
final class AdminCommand {
  AdminCommand() {}

  /** Helps who has lost a password. */
  @Command(
      name = "reset-password",
      description = "Give an account a new random password and sign it out everywhere.",
      footer = {
        "",
        "Examples:",
        "  vedette admin reset-password",
        "  vedette admin reset-password alice"
      })
  static final class ResetPassword extends ServerCommand {
    @Parameters(
        paramLabel = "NAME",
        arity = "0..1",
        defaultValue = "admin",
        description = "The account (${DEFAULT-VALUE}).")
    private String name = "admin";

    ResetPassword(Globals globals) {
      super(globals);
    }

    @Override
    ServerClient.Reply ask(ServerClient client) {
      return client.send(
          "POST",
          "/api/users/" + ServerClient.encoded(name) + "/reset-password",
          java.util.Map.of());
    }

    @Override
    void print(JsonNode answer, Output output) {
      output.line(
          "New password of "
              + answer.path("name").asString("")
              + " (shown once): "
              + answer.path("password").asString(""));
    }
  }
}
