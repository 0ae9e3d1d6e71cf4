package io.vedette.connectors.files;

import java.io.IOException;

/** An archive that unpacks to more than is allowed. */
final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLargeException(String message) {
    super(message);
  }
}
