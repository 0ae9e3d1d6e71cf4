package io.vedette.cli;

import io.vedette.platform.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The root of the command line. */
@Command(
    name = "vedette",
    description = {
      "A Microsoft-Sentinel-compatible security operations centre in one process.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    versionProvider = VedetteCommand.VersionLine.class)
public final class VedetteCommand {
  @Mixin private final Globals globals = new Globals();

  private VedetteCommand() {}

  /** Runs one command and returns its exit code. */
  public static int run(ServerStart server, String... args) {
    return commandLine(server).execute(args);
  }

  /** The whole command line; each command is named here. */
  static CommandLine commandLine(ServerStart server) {
    VedetteCommand root = new VedetteCommand();
    return new CommandLine(root)
        .addSubcommand(new ServeCommand(root.globals, server))
        .addSubcommand(new KqlCommand(root.globals));
  }

  /** Prints the version. */
  static final class VersionLine implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"vedette " + Version.text()};
    }
  }
}
