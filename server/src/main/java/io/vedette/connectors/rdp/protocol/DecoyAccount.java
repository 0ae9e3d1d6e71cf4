package io.vedette.connectors.rdp.protocol;

/**
 * An account that attackers may find.
 *
 * @param name in any case
 * @param password that is accepted
 */
public record DecoyAccount(String name, String password, State state) {
  /** What an account is like. */
  public enum State {
    /** In order. */
    OK,
    /** Locked out after too many failures. */
    LOCKED,
    /** Disabled by an administrator. */
    DISABLED,
    /** Past its last day. */
    EXPIRED,
    /** Not in the group of Remote Desktop's users. */
    NOT_ALLOWED
  }

  /** The verdict where the password was the right one or not. */
  Verdict verdict(boolean right) {
    if (state == State.LOCKED) {
      return Verdict.LOCKED;
    }
    if (!right) {
      return Verdict.WRONG_PASSWORD;
    }
    return switch (state) {
      case OK -> Verdict.ACCEPTED;
      case LOCKED -> Verdict.LOCKED;
      case DISABLED -> Verdict.DISABLED;
      case EXPIRED -> Verdict.EXPIRED;
      case NOT_ALLOWED -> Verdict.NOT_ALLOWED;
    };
  }

  @Override
  public String toString() {
    return "DecoyAccount[" + name + ", " + state + "]";
  }
}
