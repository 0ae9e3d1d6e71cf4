package io.vedette.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of an {@link Answer}: holds the first bytes back until it is clear whether to compress,
 * and writes nothing more once the reader has gone.
 */
final class AnswerOutput extends ServletOutputStream {
  /** Below this many bytes an answer stays as it is: it fits into two packets anyway. */
  static final int SMALLEST = 2048;

  private static final int CHUNK = 8192;

  private enum State {
    /** The first bytes wait in {@code held}. */
    HOLDING,
    PLAIN,
    COMPRESSING,
    /** The headers of a compressed answer to HEAD; its body would be thrown away. */
    DISCARDING,
    FINISHED
  }

  private final Answer answer;
  private final Connection connection;
  private final byte[] held = new byte[SMALLEST];
  private int count;
  private State state = State.HOLDING;
  private boolean flushesHeld;
  private @Nullable Gzip gzip;

  AnswerOutput(Answer answer, ServletOutputStream out) {
    this.answer = answer;
    this.connection = new Connection(out);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int size) throws IOException {
    Objects.checkFromIndexSize(offset, size, bytes.length);
    if (state == State.HOLDING) {
      if (size < SMALLEST - count) {
        System.arraycopy(bytes, offset, held, count, size);
        count += size;
        return;
      }
      begin(true);
    }
    writeOn(bytes, offset, size);
  }

  private void begin(boolean large) throws IOException {
    if (!answer.begin(large)) {
      state = State.PLAIN;
    } else if (answer.headOnly()) {
      state = State.DISCARDING;
    } else {
      state = State.COMPRESSING;
      gzip = new Gzip(connection);
    }
    if (count > 0) {
      writeOn(held, 0, count);
      count = 0;
    }
  }

  private void writeOn(byte[] bytes, int offset, int size) throws IOException {
    switch (state) {
      case PLAIN -> connection.write(bytes, offset, size);
      case COMPRESSING -> Objects.requireNonNull(gzip).write(bytes, offset, size);
      case DISCARDING -> {}
      case FINISHED -> throw new IOException("The answer has ended.");
      case HOLDING -> throw new IllegalStateException("It is not known yet how to write.");
    }
  }

  /** What is flushed while it is small goes out as it is: it is wanted now. */
  @Override
  public void flush() throws IOException {
    if (flushesHeld || state == State.FINISHED) {
      return;
    }
    if (state == State.HOLDING) {
      begin(answer.toldLarge());
    }
    if (gzip != null) {
      gzip.flush();
    } else {
      connection.flush();
    }
  }

  /** From here on the end follows, and flushes would only hide how little was written. */
  void holdFlushes() {
    flushesHeld = true;
  }

  /** Sends the rest. */
  void finish() throws IOException {
    if (state == State.FINISHED) {
      return;
    }
    if (state == State.HOLDING) {
      // An answer to HEAD may tell the length of a body that nobody writes.
      begin(count == 0 && answer.headOnly() && answer.toldLarge());
    }
    if (gzip != null) {
      gzip.finish();
    }
    state = State.FINISHED;
  }

  @Override
  public void close() throws IOException {
    finish();
  }

  /** Forgets all that was written; true when it was being compressed. */
  boolean startOver() {
    boolean compressed = state == State.COMPRESSING || state == State.DISCARDING;
    release();
    count = 0;
    state = State.HOLDING;
    return compressed;
  }

  void release() {
    if (gzip != null) {
      gzip.release();
      gzip = null;
    }
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    throw new IllegalStateException("Answers are written by virtual threads, which may wait.");
  }

  /** The container's stream; after its first failure nothing reaches it. */
  private static final class Connection extends OutputStream {
    private final ServletOutputStream out;
    private boolean gone;

    Connection(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int size) throws IOException {
      check();
      try {
        out.write(bytes, offset, size);
      } catch (IOException e) {
        gone = true;
        throw new ReaderGoneException(e);
      }
    }

    @Override
    public void flush() throws IOException {
      check();
      try {
        out.flush();
      } catch (IOException e) {
        gone = true;
        throw new ReaderGoneException(e);
      }
    }

    private void check() throws ReaderGoneException {
      if (gone) {
        throw new ReaderGoneException(null);
      }
    }
  }

  /** Can be given up without its last bytes. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, CHUNK, true);
    }

    void release() {
      def.end();
    }
  }
}
