package io.vedette.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongFunction;
import picocli.CommandLine;

/**
 * A line on the terminal that shows how much of a file was read, or how many steps were taken;
 * nothing elsewhere.
 */
final class Progress {
  private static final int WIDTH = 24;
  private static final long EVERY_NANOS = 200_000_000L;

  private final PrintStream terminal;
  private final boolean shown;
  private final String label;
  private final long size;
  private final long begin = System.nanoTime();
  private long read;
  private long drawn = begin;

  private Progress(PrintStream terminal, boolean shown, String label, long size) {
    this.terminal = terminal;
    this.shown = shown;
    this.label = label;
    this.size = size;
  }

  /** Shows on standard error if that is where a person looks; with an empty label never. */
  static Progress onTerminal(String label, long size) {
    boolean person = CommandLine.Help.Ansi.AUTO.enabled();
    return new Progress(System.err, person && !label.isEmpty(), label, size);
  }

  /** The same stream, whose reading is shown. */
  InputStream over(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
      }
    };
  }

  private void count(int bytes) {
    read += bytes;
    draw(now -> line(label, read, size, (now - begin) / 1e9));
  }

  /** Shows that so many of so many steps are done. */
  void steps(long done, long of) {
    draw(_ -> String.format(Locale.ROOT, "%s [%s] %,d of %,d", label, bar(done, of), done, of));
  }

  /** Draws the line that holds at a time in nanoseconds, unless one was drawn just before. */
  private void draw(LongFunction<String> line) {
    long now = System.nanoTime();
    if (shown && now - drawn > EVERY_NANOS) {
      drawn = now;
      terminal.print("\r\u001b[K" + line.apply(now));
      terminal.flush();
    }
  }

  private static String bar(long done, long of) {
    int full = (int) (part(done, of) * WIDTH);
    return "#".repeat(full) + "-".repeat(WIDTH - full);
  }

  private static double part(long done, long of) {
    return of == 0 ? 1 : Math.min(1.0, (double) done / of);
  }

  /** Takes the line away. */
  void end() {
    if (shown) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }

  /** Name, bar, percent and rate. */
  static String line(String label, long read, long size, double seconds) {
    return String.format(
        Locale.ROOT,
        "%s [%s] %3.0f %%  %.1f MB/s",
        label,
        bar(read, size),
        part(read, size) * 100,
        seconds <= 0 ? 0 : read / 1e6 / seconds);
  }
}
