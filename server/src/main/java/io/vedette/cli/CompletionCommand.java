package io.vedette.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the completion script of a shell. */
@Command(
    name = "completion",
    description = "Print the completion script of a shell.",
    footer = {
      "",
      "Examples:",
      "  source <(vedette completion bash)",
      "  vedette completion zsh > ~/.zfunc/_vedette",
      "  vedette completion fish > ~/.config/fish/completions/vedette.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells that there are scripts for. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Spec private @Nullable CommandSpec spec;

  CompletionCommand() {}

  @Override
  public Integer call() {
    CommandLine root = java.util.Objects.requireNonNull(spec).root().commandLine();
    Output.of(spec)
        .line(
            switch (shell) {
              case bash -> AutoComplete.bash("vedette", root);
              case zsh ->
                  "#compdef vedette\nautoload -U +X bashcompinit && bashcompinit\n"
                      + AutoComplete.bash("vedette", root);
              case fish -> fish(root);
            });
    return ExitCode.OK;
  }

  private static String fish(CommandLine root) {
    StringBuilder script = new StringBuilder("complete -c vedette -e\n");
    append(script, root, List.of());
    return script.toString().stripTrailing();
  }

  private static void append(StringBuilder script, CommandLine command, List<String> path) {
    Map<String, CommandLine> children = new TreeMap<>(command.getSubcommands());
    children.values().removeIf(child -> child.getCommandSpec().usageMessage().hidden());
    StringBuilder seen = new StringBuilder();
    for (String name : path) {
      seen.append("__fish_seen_subcommand_from ").append(name).append("; and ");
    }
    String notYet =
        children.isEmpty()
            ? "true"
            : "not __fish_seen_subcommand_from " + String.join(" ", children.keySet());
    children.forEach(
        (name, child) ->
            script
                .append("complete -c vedette -f -n '")
                .append(seen)
                .append(notYet)
                .append("' -a ")
                .append(name)
                .append(" -d '")
                .append(summary(child.getCommandSpec().usageMessage().description()))
                .append("'\n"));
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (option.hidden()) {
        continue;
      }
      script.append("complete -c vedette -n '").append(seen).append(notYet).append('\'');
      for (String name : option.names()) {
        script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
      }
      script
          .append(option.arity().max() > 0 ? " -r" : "")
          .append(" -d '")
          .append(summary(option.description()))
          .append("'\n");
    }
    children.forEach(
        (name, child) -> {
          java.util.ArrayList<String> deeper = new java.util.ArrayList<>(path);
          deeper.add(name);
          append(script, child, deeper);
        });
  }

  private static String summary(String[] description) {
    return description.length == 0 ? "" : description[0].replace("'", "’");
  }
}
