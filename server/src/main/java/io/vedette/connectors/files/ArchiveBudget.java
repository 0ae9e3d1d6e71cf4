package io.vedette.connectors.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What an archive, with all archives in it, may unpack to. Logs compress well, but not a thousand
 * times.
 */
final class ArchiveBudget {
  private final Limits limits;
  private long packed;
  private long unpacked;
  private int entries;

  /**
   * Bounds of an archive.
   *
   * @param entries files in it
   * @param bytes unpacked size
   * @param ratio unpacked size by packed size, once {@code freeBytes} are unpacked
   * @param depth archives in archives
   */
  record Limits(int entries, long bytes, int ratio, long freeBytes, int depth) {
    static final Limits DEFAULT = new Limits(10_000, 256L << 30, 250, 64L << 20, 3);
  }

  ArchiveBudget(Limits limits) {
    this.limits = limits;
  }

  int depth() {
    return limits.depth();
  }

  void entry() throws TooLargeException {
    if (++entries > limits.entries()) {
      throw new TooLargeException("the archive holds more than " + limits.entries() + " files");
    }
  }

  /** Counts what is read of the outermost archive. */
  InputStream packed(InputStream in) {
    return new Counting(in) {
      @Override
      void count(long bytes) {
        packed += bytes;
      }
    };
  }

  /** Counts what is unpacked, and stops when it is too much. */
  InputStream unpacked(InputStream in) {
    return new Counting(in) {
      @Override
      void count(long bytes) throws TooLargeException {
        unpacked += bytes;
        if (unpacked > limits.bytes()) {
          throw new TooLargeException(
              "the archive unpacks to more than " + (limits.bytes() >> 20) + " MiB");
        }
        if (unpacked > limits.freeBytes() && unpacked / limits.ratio() > packed) {
          throw new TooLargeException(
              "the archive unpacks to more than " + limits.ratio() + " times its size");
        }
      }
    };
  }

  private abstract static class Counting extends FilterInputStream {
    Counting(InputStream in) {
      super(in);
    }

    abstract void count(long bytes) throws TooLargeException;

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
