package io.vedette.connectors.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Text of any byte order mark as UTF-8 without one; plain UTF-8 passes through. */
final class Utf8Input extends InputStream {
  private final InputStream in;

  Utf8Input(InputStream in) throws IOException {
    byte[] mark = in.readNBytes(3);
    InputStream all = new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(mark), in);
    boolean wide =
        mark.length >= 2
            && (((mark[0] & 0xFF) == 0xFF && (mark[1] & 0xFF) == 0xFE)
                || ((mark[0] & 0xFF) == 0xFE && (mark[1] & 0xFF) == 0xFF));
    boolean marked = mark.length == 3 && (mark[0] & 0xFF) == 0xEF && (mark[1] & 0xFF) == 0xBB;
    if (marked) {
      all.skipNBytes(3);
    }
    this.in = wide ? new Encoding(TextInput.open(all)) : all;
  }

  @Override
  public int read() throws IOException {
    return in.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return in.read(buffer, offset, length);
  }

  /** Characters as UTF-8. */
  private static final class Encoding extends InputStream {
    private final Reader reader;
    private final char[] characters = new char[8192];
    private byte[] bytes = {};
    private int position;

    Encoding(Reader reader) {
      this.reader = reader;
    }

    @Override
    public int read() throws IOException {
      return fill() ? bytes[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, bytes.length - position);
      System.arraycopy(bytes, position, buffer, offset, count);
      position += count;
      return count;
    }

    private boolean fill() throws IOException {
      while (position == bytes.length) {
        int count = reader.read(characters, 0, characters.length - 1);
        if (count < 0) {
          return false;
        }
        if (count > 0 && Character.isHighSurrogate(characters[count - 1])) {
          int low = reader.read();
          if (low >= 0) {
            characters[count++] = (char) low;
          }
        }
        bytes = new String(characters, 0, count).getBytes(StandardCharsets.UTF_8);
        position = 0;
      }
      return true;
    }
  }
}
