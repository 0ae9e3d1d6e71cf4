package io.vedette.evtx;

/** A record that cannot be read; the reason becomes a {@link Fault}. Carries no stack trace. */
final class DamagedException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedException(String reason) {
    super(reason, null, false, false);
  }

  /** Why, in words. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
