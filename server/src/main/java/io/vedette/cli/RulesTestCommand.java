package io.vedette.cli;

import io.vedette.analytics.tests.RuleTestFiles;
import io.vedette.analytics.tests.RuleTestReport;
import io.vedette.analytics.tests.RuleTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the tests of rules without a server. */
@Command(
    name = "test",
    description = {
      "Run the tests of analytics rules, without a server.",
      "",
      "A rule in NAME.yaml is tested by NAME.test.yaml beside it: events in, alerts out. A rule"
          + " without a test only has to be readable and to compile."
    },
    footer = {
      "",
      "Examples:",
      "  vedette rules test                        all that ship, and the data directory's own",
      "  vedette rules test my-rules/",
      "  vedette rules test my-rules/Spray.yaml --junit target/rules.xml",
      "",
      "Exit codes: 0 all passed, 1 some failed, 2 the command line is wrong."
    })
final class RulesTestCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "DIR|FILE",
      description = "Folders of rules, rules, or rule tests (all that ship and DATA/rules).")
  private List<Path> paths = List.of();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write a report in JUnit's XML form.")
  private @Nullable Path junit;

  @Spec private @Nullable CommandSpec spec;

  private final Globals globals;

  RulesTestCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws IOException {
    Output output = Output.of(spec);
    List<RuleTestFiles> files = RulePaths.files(paths, globals, spec);
    RuleTestPrinter printer = new RuleTestPrinter(output, globals.json());
    printer.begin(files.size());
    RuleTestReport report = RuleTests.run(files, printer::ended);
    printer.end(report);
    Path xml = junit;
    if (xml != null) {
      Path folder = xml.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(xml, report.junitXml());
    }
    return report.passed() ? ExitCode.OK : ExitCode.FAILED;
  }
}
