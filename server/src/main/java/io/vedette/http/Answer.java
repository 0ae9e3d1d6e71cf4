package io.vedette.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer that goes out compressed when its reader takes gzip, its type gains by it, nobody has
 * encoded it before, and it is larger than {@link AnswerOutput#SMALLEST}. A length that is told is
 * held back until that is known.
 */
final class Answer extends HttpServletResponseWrapper implements AutoCloseable {
  private static final String ACCEPT_ENCODING = "Accept-Encoding";
  private static final String CONTENT_ENCODING = "Content-Encoding";
  private static final String CONTENT_LENGTH = "Content-Length";
  private static final long UNKNOWN = -1;

  /** Event streams are not among them: a browser must see each event at once. */
  private static final Set<String> COMPRESSIBLE =
      Set.of(
          "text/html",
          "text/css",
          "text/javascript",
          "application/javascript",
          "application/json",
          "image/svg+xml");

  private final boolean gzipAccepted;
  private final boolean headOnly;
  private long length = UNKNOWN;
  private @Nullable AnswerOutput output;
  private @Nullable PrintWriter writer;
  private boolean streamInUse;

  Answer(HttpServletRequest request, HttpServletResponse response) {
    super(response);
    gzipAccepted = AcceptedEncodings.gzip(request.getHeaders(ACCEPT_ENCODING));
    headOnly = request.getMethod().equals("HEAD");
    // On every answer, so that one without a body (304) varies as the one it stands for.
    response.addHeader("Vary", ACCEPT_ENCODING);
  }

  /** Whether the body written from here on is to be compressed; sets the headers either way. */
  boolean begin(boolean large) {
    boolean compress = large && gzipAccepted && gains();
    if (compress) {
      super.setHeader(CONTENT_ENCODING, "gzip");
      String tag = getHeader("ETag");
      if (tag != null && !tag.startsWith("W/")) {
        // The bytes differ from those of the plain answer, which a strong tag would deny.
        super.setHeader("ETag", "W/" + tag);
      }
    } else if (length != UNKNOWN) {
      super.setContentLengthLong(length);
    }
    return compress;
  }

  private boolean gains() {
    int status = getStatus();
    String type = getContentType();
    String caching = getHeader("Cache-Control");
    return status >= 200
        && status != SC_NO_CONTENT
        && status != SC_PARTIAL_CONTENT
        && status != SC_NOT_MODIFIED
        && type != null
        && COMPRESSIBLE.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        && getHeader(CONTENT_ENCODING) == null
        && getHeader("Content-Range") == null
        && (caching == null || !caching.contains("no-transform"));
  }

  /** The length that was told is that of a body large enough to compress. */
  boolean toldLarge() {
    return length >= AnswerOutput.SMALLEST;
  }

  boolean headOnly() {
    return headOnly;
  }

  private AnswerOutput output() throws IOException {
    if (output == null) {
      output = new AnswerOutput(this, super.getOutputStream());
    }
    return output;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (writer != null) {
      throw new IllegalStateException("The writer of this answer is in use.");
    }
    streamInUse = true;
    return output();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      if (streamInUse) {
        throw new IllegalStateException("The stream of this answer is in use.");
      }
      Charset encoding = Charset.forName(getCharacterEncoding());
      setCharacterEncoding(encoding);
      writer = new PrintWriter(new OutputStreamWriter(output(), encoding));
    }
    return writer;
  }

  /** Sends what is held back; the container ends the answer afterwards. */
  void finish() throws IOException {
    AnswerOutput body = output;
    if (body == null) {
      if (length != UNKNOWN) {
        output().finish();
      }
      return;
    }
    if (writer != null) {
      body.holdFlushes();
      writer.flush();
    }
    body.finish();
  }

  /** Makes room for the container's answer to a failure, as far as nothing has been sent. */
  void takeBack() {
    if (!isCommitted()) {
      resetBuffer();
    }
  }

  /** Frees what compression holds; writes nothing. */
  @Override
  public void close() {
    if (output != null) {
      output.release();
    }
  }

  @Override
  public void flushBuffer() throws IOException {
    if (writer != null) {
      writer.flush();
    }
    output().flush();
  }

  @Override
  public void reset() {
    super.reset();
    super.addHeader("Vary", ACCEPT_ENCODING);
    length = UNKNOWN;
    startOver();
    streamInUse = false;
    writer = null;
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    startOver();
  }

  private void startOver() {
    if (output != null && output.startOver()) {
      super.setHeader(CONTENT_ENCODING, null);
    }
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    forgetBody();
    super.sendError(status, message);
  }

  @Override
  public void sendError(int status) throws IOException {
    forgetBody();
    super.sendError(status);
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    forgetBody();
    super.sendRedirect(location);
  }

  /** The container sends a body of its own, and takes neither headers nor bytes afterwards. */
  private void forgetBody() {
    if (!isCommitted()) {
      length = UNKNOWN;
      startOver();
    }
  }

  @Override
  public void setContentLength(int bytes) {
    length = bytes;
  }

  @Override
  public void setContentLengthLong(long bytes) {
    length = bytes;
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    if (!holdsLength(name, value)) {
      super.setHeader(name, value);
    }
  }

  @Override
  public void addHeader(String name, String value) {
    if (!holdsLength(name, value)) {
      super.addHeader(name, value);
    }
  }

  @Override
  public void setIntHeader(String name, int value) {
    setHeader(name, Integer.toString(value));
  }

  @Override
  public void addIntHeader(String name, int value) {
    addHeader(name, Integer.toString(value));
  }

  private boolean holdsLength(String name, @Nullable String value) {
    if (!name.equalsIgnoreCase(CONTENT_LENGTH)) {
      return false;
    }
    length = value == null ? UNKNOWN : Long.parseLong(value);
    return true;
  }
}
