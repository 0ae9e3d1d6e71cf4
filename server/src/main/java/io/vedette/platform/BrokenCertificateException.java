package io.vedette.platform;

/** A certificate or key file that cannot be used; the message names the files and what is wrong. */
public final class BrokenCertificateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenCertificateException(String message, Exception cause) {
    super(message, cause);
  }
}
