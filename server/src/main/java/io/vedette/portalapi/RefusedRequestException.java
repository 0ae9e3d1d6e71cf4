package io.vedette.portalapi;

/** Ends a request with a problem answer. */
public final class RefusedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  public RefusedRequestException(Problem problem) {
    super(problem.title() + ": " + problem.detail());
    this.problem = problem;
  }

  /** 400: what was sent makes no sense; the detail says what and how to mend it. */
  public static RefusedRequestException badRequest(String detail) {
    return new RefusedRequestException(Problem.of(400, "BadRequest", detail));
  }

  /** 404. */
  public static RefusedRequestException notFound(String detail) {
    return new RefusedRequestException(Problem.of(404, "NotFound", detail));
  }

  /** 409: what was sent does not fit what is there. */
  public static RefusedRequestException conflict(String detail) {
    return new RefusedRequestException(Problem.of(409, "Conflict", detail));
  }

  /** The answer. */
  public Problem problem() {
    return problem;
  }
}
