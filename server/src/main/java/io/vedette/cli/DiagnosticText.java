package io.vedette.cli;

import io.vedette.kql.Diagnostic;
import io.vedette.query.TextPosition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what is wrong in a query, with the line and a mark below the place. */
final class DiagnosticText {
  private DiagnosticText() {}

  static void print(String kql, List<Diagnostic> diagnostics, PrintWriter out) {
    diagnostics.forEach(diagnostic -> print(kql, diagnostic, out));
  }

  private static void print(String kql, Diagnostic diagnostic, PrintWriter out) {
    int start = diagnostic.span().start();
    TextPosition at = TextPosition.of(kql, start);
    out.printf(
        "%s %s at %d:%d: %s%n",
        diagnostic.severity().name().toLowerCase(Locale.ROOT),
        diagnostic.code(),
        at.line(),
        at.column(),
        diagnostic.message());
    String line = kql.lines().skip(at.line() - 1L).findFirst().orElse("");
    out.println("  " + line.replace('\t', ' '));
    int room = Math.max(1, line.length() - at.column() + 1);
    int length = Math.clamp((long) diagnostic.span().end() - start, 1, room);
    out.println("  " + " ".repeat(at.column() - 1) + "^".repeat(length));
    if (diagnostic.hint() != null) {
      out.println("  hint: " + diagnostic.hint());
    }
  }
}
