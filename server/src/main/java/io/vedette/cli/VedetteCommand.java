package io.vedette.cli;

import io.vedette.platform.Version;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Done.",
      "1:A check failed, or what was asked for could not be done.",
      "2:The command line is wrong.",
      "3:A program that Vedette needs is missing.",
      "4:The command needs a running server, and none answers."
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  vedette demo                     see an attack become incidents, on made-up events",
      "  vedette serve                    start the server",
      "  vedette import Security.evtx     bring events in",
      "  vedette incidents list           see what was found"
    },
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    versionProvider = VedetteCommand.VersionLine.class)
public final class VedetteCommand {
  @Mixin private final Globals globals = new Globals();

  private VedetteCommand() {}

  /** Runs one command and returns its exit code. */
  public static int run(ServerStart server, String... args) {
    // Picocli's classes are too old for the JDK's ahead-of-time cache: they cost most of a start.
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("vedette " + Version.text());
      return ExitCode.OK;
    }
    return commandLine(server, args.length == 0 ? "" : args[0]).execute(args);
  }

  /** The whole command line. */
  static CommandLine commandLine(ServerStart server) {
    return commandLine(server, "");
  }

  /** The command line with the named command only, or with all when there is none of that name. */
  private static CommandLine commandLine(ServerStart server, String name) {
    VedetteCommand root = new VedetteCommand();
    CommandLine line = new CommandLine(root);
    Map<String, Supplier<CommandLine>> commands = commands(root.globals, server);
    Supplier<CommandLine> only = commands.get(name);
    if (only != null && !name.equals("completion")) {
      line.addSubcommand(only.get());
    } else {
      commands.values().forEach(command -> line.addSubcommand(command.get()));
    }
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Each command is named here, in the order of the help. */
  private static Map<String, Supplier<CommandLine>> commands(Globals globals, ServerStart server) {
    Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
    commands.put("demo", () -> new CommandLine(new DemoCommand(server, InstantSource.system())));
    commands.put("serve", () -> new CommandLine(new ServeCommand(globals, server)));
    commands.put("status", () -> new CommandLine(new StatusCommand(globals)));
    commands.put(
        "incidents",
        () ->
            new CommandLine(new IncidentsCommand())
                .addSubcommand(new IncidentsCommand.ListIncidents(globals))
                .addSubcommand(new IncidentsCommand.ShowIncident(globals)));
    commands.put(
        "rules",
        () ->
            new CommandLine(new RulesCommand())
                .addSubcommand(new RulesTestCommand(globals))
                .addSubcommand(new RulesCheckCommand(globals))
                .addSubcommand(new RulesReplayCommand(globals))
                .addSubcommand(new RulesExplainCommand(globals))
                .addSubcommand(new RulesListCommand(globals)));
    commands.put("import", () -> new CommandLine(new ImportCommand(globals)));
    commands.put("kql", () -> new CommandLine(new KqlCommand(globals)));
    commands.put(
        "admin",
        () ->
            new CommandLine(new AdminCommand())
                .addSubcommand(new AdminCommand.ResetPassword(globals))
                .addSubcommand(new AdminSensors.Add(globals))
                .addSubcommand(new AdminSensors.Remove(globals))
                .addSubcommand(new AdminSensors.ListAll(globals)));
    commands.put("sensor", () -> new CommandLine(new SensorCommand(globals)));
    commands.put("ca", () -> new CommandLine(new CaCommand(globals)));
    commands.put("completion", () -> new CommandLine(new CompletionCommand()));
    commands.put("prepare", () -> new CommandLine(new PrepareCommand()));
    commands.put("warmup", () -> new CommandLine(new WarmupCommand(server)));
    return commands;
  }

  /** Prints the version. */
  static final class VersionLine implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"vedette " + Version.text()};
    }
  }
}
