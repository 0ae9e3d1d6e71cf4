package io.vedette.ingestion;

import org.jspecify.annotations.Nullable;

/** Ingestion cannot begin or go on; the message is meant for a person. */
public final class IngestionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IngestionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
