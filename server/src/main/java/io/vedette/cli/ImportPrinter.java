package io.vedette.cli;

import io.vedette.connectors.files.FileReport;
import io.vedette.connectors.files.ImportReport;
import io.vedette.connectors.files.ImportSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells people how an import goes; with {@code --json} it prints the summary alone. */
final class ImportPrinter {
  private static final int SHOWN = 5;

  private final Output output;
  private final boolean json;

  ImportPrinter(Output output, boolean json) {
    this.output = output;
    this.json = json;
  }

  void begin(String destination) {
    if (!json) {
      output.line(destination);
    }
  }

  Progress progress(String label, long size) {
    return Progress.onTerminal(json ? "" : Output.printable(label), size);
  }

  void file(ImportReport report) {
    if (!json) {
      report.files().forEach(this::file);
    }
  }

  private void file(FileReport file) {
    String name = Output.printable(file.file());
    if (file.rows() > 0 || file.complete()) {
      output.line(
          output.styled("bold", name) + " (" + file.format() + "): " + tables(file.stored()));
    } else {
      output.line(output.styled("bold", name) + " (" + file.format() + "): nothing stored");
    }
    list(file.notes().stream().map(Output::printable).toList());
    if (file.refused() > 0) {
      output.line(
          "  " + output.styled("red", String.format(Locale.ROOT, "%,d refused", file.refused())));
      for (Map.Entry<String, Long> reason : file.reasons().entrySet()) {
        String where =
            file.examples().stream()
                .filter(example -> example.reason().equals(reason.getKey()))
                .map(example -> ", first at " + example.where())
                .findFirst()
                .orElse("");
        output.line(
            String.format(
                Locale.ROOT,
                "    %,d: %s%s",
                reason.getValue(),
                Output.printable(reason.getKey()),
                Output.printable(where)));
      }
    }
    list(
        file.warnings().entrySet().stream()
            .map(
                warning ->
                    String.format(
                        Locale.ROOT,
                        "%,d values left out: %s",
                        warning.getValue(),
                        Output.printable(warning.getKey())))
            .toList());
  }

  private void list(List<String> lines) {
    lines.stream().limit(SHOWN).forEach(line -> output.line("  " + line));
    if (lines.size() > SHOWN) {
      output.line("  and " + (lines.size() - SHOWN) + " more of the kind (--json shows all)");
    }
  }

  private static String tables(Map<String, Long> stored) {
    if (stored.isEmpty()) {
      return "no rows";
    }
    return String.join(
        ", ",
        stored.entrySet().stream()
            .map(
                table ->
                    String.format(Locale.ROOT, "%,d rows of %s", table.getValue(), table.getKey()))
            .toList());
  }

  void failed(String message) {
    output.error(message);
  }

  void end(ImportSummary summary) {
    if (json) {
      output.json(summary);
      return;
    }
    double seconds = Math.max(1, summary.durationMillis()) / 1000.0;
    output.line(
        String.format(
            Locale.ROOT,
            "%,d rows stored, %,d refused, in %.1f s (%,.0f rows/s)",
            summary.stored(),
            summary.refused(),
            seconds,
            summary.stored() / seconds));
  }
}
