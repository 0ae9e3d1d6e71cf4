package io.vedette.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before all other filters: compresses answers (see {@link Answer}) and ends those whose
 * reader has gone.
 *
 * <p>Tomcat can compress too, but at the end of an answer whose HTTP/2 stream the browser has
 * cancelled its {@code GzipOutputFilter} writes once more, and that failure closes the whole
 * connection (seen in 11.0.27). Here nothing is written after the first failure.
 *
 * <p>Compressed secrets can be guessed from their length when chosen text stands beside them (the
 * BREACH attack). No secret of ours stands in a body: the CSRF token and the session travel in
 * headers alone. And no other site can have an answer made for a user: the cookies are {@code
 * SameSite=Strict}.
 */
public final class AnswerFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AnswerFilter.class);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try (Answer answer = new Answer(request, response)) {
      try {
        chain.doFilter(request, answer);
      } catch (IOException | ServletException | RuntimeException e) {
        answer.takeBack();
        throw e;
      }
      answer.finish();
    } catch (IOException | ServletException | RuntimeException e) {
      if (!ReaderGoneException.isBehind(e)) {
        throw e;
      }
      LOG.debug("{} {}: the reader has gone", request.getMethod(), request.getRequestURI());
    }
  }
}
