package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VedetteCommandTest {
  private static final ServerStart NONE =
      settings -> new ServerStart.Outcome.Refused("not started in this test");

  private record Run(int exitCode, String out, String err) {}

  private static Run run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        VedetteCommand.commandLine(NONE)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Run(exitCode, out.toString(), err.toString());
  }

  @Test
  void every_command_is_listed_under_its_own_name_and_describes_itself() {
    Map<String, CommandLine> commands = VedetteCommand.commandLine(NONE).getSubcommands();
    assertThat(commands).hasSizeGreaterThan(7).containsKeys("serve", "status", "ca", "kql");
    commands.forEach(
        (name, command) -> {
          assertThat(command.getCommandName()).isEqualTo(name);
          assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
        });
  }

  @Test
  void a_mistyped_command_is_a_usage_error_with_a_suggestion() {
    Run run = run("staus");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("Did you mean", "status");
  }

  @Test
  void a_function_is_explained_and_a_mistyped_one_suggested() {
    Run run = run("kql", "--help-function", "strlen");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("strlen(source)", "print ", "| a:long");
    Run mistyped = run("kql", "--help-function", "strlne");
    assertThat(mistyped.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(mistyped.err()).contains("'strlne'", "Did you mean strlen?");
  }

  @Test
  void without_a_server_commands_say_how_to_start_one(@TempDir Path directory) {
    Run run = run("status", "--data", directory.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.NO_SERVER);
    assertThat(run.err()).contains("vedette serve --data " + directory);
  }

  @Test
  void a_server_that_cannot_start_says_why(@TempDir Path directory) {
    Run run = run("serve", "--data", directory.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("not started in this test");
  }

  @Test
  void completion_scripts_name_the_commands() {
    assertThat(run("completion", "bash").out()).contains("incidents").contains("complete -F");
    assertThat(run("completion", "zsh").out()).startsWith("#compdef vedette");
    assertThat(run("completion", "fish").out())
        .contains("-a incidents")
        .contains("-a reset-password")
        .doesNotContain("warmup");
  }

  @Test
  void help_gives_examples_and_exit_codes() {
    assertThat(run("--help").out()).contains("Exit codes:", "vedette import");
  }
}
