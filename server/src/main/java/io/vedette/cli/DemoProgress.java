package io.vedette.cli;

import java.util.Locale;
import picocli.CommandLine;

/** A line on the terminal that shows how far the demo's story is; nothing elsewhere. */
final class DemoProgress {
  private static final int WIDTH = 24;

  private DemoProgress() {}

  static void show(int scene, int scenes, long events, int incidents) {
    if (CommandLine.Help.Ansi.AUTO.enabled()) {
      System.err.print("\r\u001b[K" + line(scene, scenes, events, incidents));
      System.err.flush();
    }
  }

  /** Takes the line away, so that another may stand there. */
  static void end() {
    if (CommandLine.Help.Ansi.AUTO.enabled()) {
      System.err.print("\r\u001b[K");
      System.err.flush();
    }
  }

  private static String line(int scene, int scenes, long events, int incidents) {
    int full = WIDTH * scene / scenes;
    return String.format(
        Locale.ROOT,
        "  [%s%s] %,d events, %d incidents",
        "#".repeat(full),
        "-".repeat(WIDTH - full),
        events,
        incidents);
  }
}
