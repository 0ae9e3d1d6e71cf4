package io.vedette.http;

import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;

/** Who asked has left before the end of the answer; nobody did anything wrong. */
public final class ReaderGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  ReaderGoneException(@Nullable Throwable cause) {
    super("Who asked has left before the end of the answer.", cause);
  }

  /** Whether that, or a request that breaks off, is behind a failure. */
  public static boolean isBehind(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ReaderGoneException || at instanceof ClientAbortException) {
        return true;
      }
    }
    return false;
  }
}
