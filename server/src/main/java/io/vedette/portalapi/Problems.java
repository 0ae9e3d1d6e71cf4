package io.vedette.portalapi;

import io.vedette.http.ReaderGoneException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns whatever ends a request into a problem answer; what is a bug is logged, and not shown. A
 * reader who has gone gets none, and is no bug.
 */
@RestControllerAdvice
public class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final MediaType PROBLEM = MediaType.parseMediaType(Problem.MEDIA_TYPE);

  private final JsonMapper json;

  public Problems(JsonMapper json) {
    this.json = json;
  }

  /** Writes a problem from a filter. */
  public void write(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }

  @ExceptionHandler(RefusedRequestException.class)
  ResponseEntity<Problem> refused(RefusedRequestException refused) {
    return answer(refused.problem());
  }

  @ExceptionHandler(Exception.class)
  @Nullable ResponseEntity<Problem> bug(Exception bug, HttpServletRequest request) {
    if (ReaderGoneException.isBehind(bug)) {
      gone(request.getMethod() + " " + request.getRequestURI());
      return null;
    }
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), bug);
    return answer(
        Problem.of(
            500, "InternalError", "The server met a fault. Its log tells more; please report it."));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception exception,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (ReaderGoneException.isBehind(exception)) {
      gone(request.getDescription(false));
      return null;
    }
    String detail = body instanceof ProblemDetail problem ? problem.getDetail() : null;
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(PROBLEM)
        .body(Problem.of(status.value(), null, detail));
  }

  private static void gone(String request) {
    LOG.debug("{}: the reader has gone", request);
  }

  private static ResponseEntity<Problem> answer(Problem problem) {
    return ResponseEntity.status(problem.status()).contentType(PROBLEM).body(problem);
  }
}
