package io.vedette.api.loganalytics;

/** Ends a request with an error answer. */
final class LogAnalyticsException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final transient LogAnalyticsError error;

  LogAnalyticsException(int status, LogAnalyticsError error) {
    super(error.message());
    this.status = status;
    this.error = error;
  }

  int status() {
    return status;
  }

  LogAnalyticsError error() {
    return error;
  }
}
