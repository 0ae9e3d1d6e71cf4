package io.vedette.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/** What a command prints: text for people with colour on terminals only, or JSON for scripts. */
final class Output {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int WIDTH = 100;
  private static final int FIELD = 16;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

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

  /**
   * Columns that are as wide as their widest cell; the last one is not padded, and goes on in
   * further lines where it would pass {@value #WIDTH} columns.
   */
  void table(List<String> header, List<List<String>> rows) {
    int[] widths = new int[header.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = header.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    int indent = 0;
    for (int column = 0; column < widths.length - 1; column++) {
      indent += widths[column] + 2;
    }
    line(styled("bold", padded(header, widths)));
    for (List<String> row : rows) {
      List<String> lines = wrapped(printable(row.getLast()), WIDTH - indent);
      line((padded(row.subList(0, row.size() - 1), widths) + lines.getFirst()).stripTrailing());
      for (String more : lines.subList(1, lines.size())) {
        line(" ".repeat(indent) + more);
      }
    }
  }

  /** A name and a text below each other's first letters, in as many lines as it needs. */
  void field(String name, String text) {
    String label = name + " ".repeat(Math.max(1, FIELD - name.length()));
    for (String part : wrapped(printable(text.strip().replaceAll("\\s+", " ")), WIDTH - FIELD)) {
      line(label + part);
      label = " ".repeat(FIELD);
    }
  }

  /** An instant of the server's JSON to the second, in UTC; other texts as they are. */
  static String time(String text) {
    try {
      return TIME.format(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  /** Lines of at most that width, broken at blanks where there are some; at least one. */
  private static List<String> wrapped(String text, int width) {
    int most = Math.max(20, width);
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > most) {
      int blank = rest.lastIndexOf(' ', most);
      int end = blank > 0 ? blank : most;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** Cells that are as wide as their columns, but the table's last. */
  private static String padded(List<String> cells, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
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
