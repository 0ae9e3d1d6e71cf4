package io.vedette.cli;

import picocli.CommandLine.Command;

/** Analytics rules, from files and at work. */
@Command(
    name = "rules",
    description = "Test, check, replay and explain analytics rules offline, and list them.")
final class RulesCommand {
  RulesCommand() {}
}
