package io.vedette.cli;

import io.vedette.analytics.check.Finding;
import io.vedette.analytics.check.Finding.Level;
import io.vedette.analytics.check.RuleCheck;
import io.vedette.analytics.tests.RuleTestFiles;
import io.vedette.analytics.tests.RuleTestFiles.TextFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** Checks rules without running them. */
@Command(
    name = "check",
    description = {
      "Check analytics rules without running them: can they be read, do their queries compile, and"
          + " would they work in Microsoft Sentinel?"
    },
    footer = {
      "",
      "Examples:",
      "  vedette rules check                        all that ship, and the data directory's own",
      "  vedette rules check my-rules/ --strict",
      "  vedette rules check Azure-Sentinel/Detections --schemas tables.json",
      "",
      "Exit codes: 0 all can run, 1 some cannot (with --strict: or not in Sentinel),"
          + " 2 the command line is wrong."
    })
final class RulesCheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "DIR|FILE",
      description = "Folders of rules, or rules (all that ship and DATA/rules).")
  private List<Path> paths = List.of();

  @Mixin private GivenNames names = new GivenNames();

  @Option(names = "--strict", description = "Fail also for what Microsoft Sentinel would refuse.")
  private boolean strict;

  @Spec private @Nullable CommandSpec spec;

  private final Globals globals;

  RulesCheckCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws IOException {
    Output output = Output.of(spec);
    List<RuleTestFiles> files = RulePaths.files(paths, globals, spec);
    try (KqlSession session = KqlSession.inMemory(null, null)) {
      names.addTo(session.workspace());
      RuleCheck.Report report = check(files, session);
      print(report, output);
      boolean failed = report.count(Level.ERROR) > 0;
      return failed || (strict && report.count(Level.SENTINEL) > 0) ? ExitCode.FAILED : ExitCode.OK;
    } catch (NoSuchFileException e) {
      output.error("There is no file " + e.getFile());
      return ExitCode.FAILED;
    } catch (IllegalArgumentException | JacksonException e) {
      output.error(String.valueOf(e.getMessage()));
      return ExitCode.FAILED;
    }
  }

  private RuleCheck.Report check(List<RuleTestFiles> files, KqlSession session) {
    RuleCheck check = new RuleCheck(session.engine(), InstantSource.system());
    Progress progress = Progress.onTerminal(globals.json() ? "" : "Checking rules", 0);
    try {
      int done = 0;
      for (RuleTestFiles file : files) {
        progress.steps(done++, files.size());
        if (file.rule() != null) {
          add(check, file.rule());
        }
      }
      return check.report();
    } finally {
      progress.end();
    }
  }

  private static void add(RuleCheck check, TextFile file) {
    try {
      check.add(file.file(), file.text().read());
    } catch (IOException e) {
      check.unreadable(file.file(), TextFile.why(e));
    }
  }

  private void print(RuleCheck.Report report, Output output) {
    if (globals.json()) {
      output.json(json(report));
      return;
    }
    for (Finding finding : report.findings()) {
      output.line(
          "%s  %s"
              .formatted(
                  switch (finding.level()) {
                    case ERROR -> output.styled("red", "error   ");
                    case SENTINEL -> output.styled("yellow", "sentinel");
                    case WARNING -> output.styled("yellow", "warning ");
                  },
                  Output.printable(finding.toString())));
    }
    output.line(
        "%,d of %,d rules can run; %,d errors, %,d warnings, %,d things that Microsoft Sentinel does not take"
            .formatted(
                report.usable(),
                report.rules(),
                report.count(Level.ERROR),
                report.count(Level.WARNING),
                report.count(Level.SENTINEL)));
  }

  private static Map<String, Object> json(RuleCheck.Report report) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rules", report.rules());
    map.put("usable", report.usable());
    map.put(
        "findings",
        report.findings().stream()
            .map(
                finding ->
                    Map.of(
                        "file", finding.file(),
                        "line", finding.line(),
                        "level", finding.level().name(),
                        "message", finding.message()))
            .toList());
    return map;
  }
}
