package io.vedette.connectors.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into chunks of whole lines, about a megabyte each. */
final class LineChunks {
  /** The longest line; longer ones are passed over. */
  static final int LONGEST = 16 << 20;

  private static final int CHUNK = 1 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private boolean ended;
  private @Nullable IOException broken;

  LineChunks(InputStream in) {
    this.in = in;
  }

  /** What comes next. */
  sealed interface Chunk {
    /** At least one line. */
    record Lines(JsonLines lines) implements Chunk {}

    /** A line that is longer than {@link #LONGEST}. */
    record TooLong() implements Chunk {}
  }

  /**
   * The next chunk, or null at the end.
   *
   * @throws IOException when the stream breaks, after the whole lines before that were given out
   */
  @Nullable Chunk next() throws IOException {
    int end = fill();
    if (end > 0) {
      byte[] lines = buffer;
      buffer = Arrays.copyOfRange(lines, end, end + Math.max(CHUNK, filled - end + 1));
      filled -= end;
      return new Chunk.Lines(new JsonLines(lines, end));
    }
    if (broken != null) {
      throw broken;
    }
    if (filled == 0 && ended) {
      return null;
    }
    skipRestOfLine();
    return new Chunk.TooLong();
  }

  /** All that was not given out yet, as it came. */
  InputStream rest() {
    return new SequenceInputStream(new ByteArrayInputStream(buffer, 0, filled), in);
  }

  /** Reads on; gives where the last whole line ends, 0 when there is none. */
  private int fill() throws IOException {
    int end = lineEnd(0);
    while (!ended && (filled < CHUNK || (end == 0 && filled <= LONGEST))) {
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, LONGEST + CHUNK));
      }
      int read = read();
      if (read < 0) {
        ended = true;
      } else {
        int before = filled;
        filled += read;
        end = Math.max(end, lineEnd(before));
      }
    }
    return ended && broken == null && filled - end <= LONGEST ? filled : end;
  }

  /** A stream that breaks ends; whole lines that came before are given out first. */
  private int read() {
    try {
      return in.read(buffer, filled, buffer.length - filled);
    } catch (IOException e) {
      broken = e;
      return -1;
    }
  }

  /** Where the last line that ends at or after a position ends, 0 when none does. */
  private int lineEnd(int from) {
    for (int i = filled - 1; i >= from; i--) {
      if (buffer[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  private void skipRestOfLine() throws IOException {
    while (true) {
      int at = JsonLines.lineEnd(buffer, 0, filled) + 1;
      if (at <= filled) {
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
        return;
      }
      filled = Math.max(0, in.read(buffer, 0, buffer.length));
      if (filled == 0) {
        ended = true;
        return;
      }
    }
  }
}
