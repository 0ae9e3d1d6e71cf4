package io.vedette.api.kusto;

/** Ends a request with an error answer. */
final class KustoException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final transient KustoError error;

  KustoException(int status, KustoError error) {
    super(error.description());
    this.status = status;
    this.error = error;
  }

  int status() {
    return status;
  }

  KustoError error() {
    return error;
  }
}
