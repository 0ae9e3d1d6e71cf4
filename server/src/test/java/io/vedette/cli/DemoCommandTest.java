package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.VedetteServer;
import io.vedette.connectors.demo.AttackStory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoCommandTest {
  private record Run(int exitCode, String out, String err) {}

  private static Run run(Set<String> expected, Duration patience) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    DemoCommand demo =
        new DemoCommand(VedetteServer::start, InstantSource.system(), expected, patience);
    int exitCode =
        new CommandLine(demo)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("--fast", "--once");
    return new Run(exitCode, out.toString(), err.toString());
  }

  @Test
  void theStoryRaisesTheExpectedIncidentsOnARealServer() {
    Run run = run(AttackStory.EXPECTED, Duration.ofMinutes(2));
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("https://", "Sign in as admin", "hours of an ordinary day in the office")
        .contains("Password guessing from 203.0.113.45")
        .contains("OFFICE\\backup tried other credentials against 10 targets from RDP01.office")
        .contains("ms after its event was stored")
        .contains("All expected incidents were raised.");
  }

  @Test
  void anExpectedIncidentThatDoesNotComeFailsTheDemo() {
    Set<String> more = new TreeSet<>(AttackStory.EXPECTED);
    more.add("Decoy account used: OFFICE\\nobody");
    Run run = run(more, Duration.ofSeconds(1));
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("Not found within 1 s: ", "Decoy account used: OFFICE\\nobody");
  }
}
