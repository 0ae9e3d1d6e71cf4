package io.vedette.connectors.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Opens text by its byte order mark, UTF-8 without one. */
final class TextInput {
  private TextInput() {}

  static Reader open(InputStream in) throws IOException {
    PushbackInputStream pushback = new PushbackInputStream(in, 3);
    byte[] mark = pushback.readNBytes(3);
    Charset charset = StandardCharsets.UTF_8;
    int skip = 0;
    if (mark.length >= 2 && (mark[0] & 0xFF) == 0xFF && (mark[1] & 0xFF) == 0xFE) {
      charset = StandardCharsets.UTF_16LE;
      skip = 2;
    } else if (mark.length >= 2 && (mark[0] & 0xFF) == 0xFE && (mark[1] & 0xFF) == 0xFF) {
      charset = StandardCharsets.UTF_16BE;
      skip = 2;
    } else if (mark.length == 3 && (mark[0] & 0xFF) == 0xEF && (mark[1] & 0xFF) == 0xBB) {
      skip = 3;
    }
    pushback.unread(mark, skip, mark.length - skip);
    return new BufferedReader(new InputStreamReader(pushback, charset), 1 << 16);
  }
}
