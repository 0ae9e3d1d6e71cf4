package io.vedette.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/** What a command prints: text for people with colour on terminals only, or JSON for scripts. */
final class Output {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintWriter out;
  private final PrintWriter err;
  private final Ansi ansi;

  Output(CommandSpec spec) {
    this.out = spec.commandLine().getOut();
    this.err = spec.commandLine().getErr();
    this.ansi = spec.commandLine().getColorScheme().ansi();
  }

  /** The output of the command that holds this specification. */
  static Output of(@Nullable CommandSpec spec) {
    return new Output(Objects.requireNonNull(spec));
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  void json(Object value) {
    line(JSON.writeValueAsString(value));
  }

  void error(String message) {
    err.println(styled("red", message));
    err.flush();
  }

  /**
   * A text in a style of picocli, such as {@code bold} or {@code red}; plain where colour is off.
   */
  String styled(String style, String text) {
    // Picocli's markup ends at the bar-at sign, which no text may bring with it.
    return ansi.enabled() ? ansi.string("@|" + style + " " + text.replace("|@", "|") + "|@") : text;
  }

  /** Columns that are as wide as their widest cell; the last one is not padded. */
  void table(List<String> header, List<List<String>> rows) {
    int[] widths = new int[header.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = header.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    line(styled("bold", padded(header, widths)));
    for (List<String> row : rows) {
      line(padded(row, widths));
    }
  }

  private static String padded(List<String> cells, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = printable(cells.get(column));
      text.append(cell);
      if (column < widths.length - 1) {
        text.repeat(' ', widths[column] - cell.length() + 2);
      }
    }
    return text.toString();
  }

  /** Control characters, which could steer a terminal, are shown as dots. */
  static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      clean.append(Character.isISOControl(character) ? '·' : character);
    }
    return clean.toString();
  }
}
