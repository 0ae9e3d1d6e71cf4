package io.vedette.connectors.rdp.protocol;

/** What comes of a sign-in, with the codes that Windows gives. Source: MS-ERREF 2.3.1. */
public enum Verdict {
  /** The password of a decoy account that is in order. */
  ACCEPTED(0, 0, 0),
  /** No account of that name. */
  UNKNOWN_USER(0xC000006D, 0xC0000064, 0xC000006D),
  /** Another password, or a proof that is no NTLMv2. */
  WRONG_PASSWORD(0xC000006D, 0xC000006A, 0xC000006D),
  /** An account that is locked out, whatever the password is. */
  LOCKED(0xC0000234, 0, 0xC0000234),
  /** The right password of an account that is disabled. */
  DISABLED(0xC000006E, 0xC0000072, 0xC0000072),
  /** The right password of an account that has expired. */
  EXPIRED(0xC000006E, 0xC0000193, 0xC0000193),
  /** The right password of an account that may not sign in over Remote Desktop. */
  NOT_ALLOWED(0xC000015B, 0, 0xC000015B);

  private final int status;
  private final int subStatus;
  private final int told;

  Verdict(int status, int subStatus, int told) {
    this.status = status;
    this.subStatus = subStatus;
    this.told = told;
  }

  /** The NTSTATUS of event 4625. */
  public int status() {
    return status;
  }

  /** The NTSTATUS of event 4625 that says more, or 0. */
  public int subStatus() {
    return subStatus;
  }

  /** The NTSTATUS that the client is told: not whether it was the name or the password. */
  int told() {
    return told;
  }

  /** Whether the name or the password was wrong. */
  public boolean isGuess() {
    return this == UNKNOWN_USER || this == WRONG_PASSWORD;
  }

  /** Whether it is a success. */
  public boolean isAccepted() {
    return this == ACCEPTED;
  }
}
