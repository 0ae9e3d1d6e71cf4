package io.vedette.connectors.rdp.protocol;

/**
 * An account that attackers may find.
 *
 * @param name in any case
 * @param password that is accepted
 * @param acceptAfter so many wrong passwords, after which the next one in clear is accepted, too; 0
 *     for never
 */
public record DecoyAccount(String name, String password, State state, int acceptAfter) {
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

  /** The verdict of a session where the password was the right one or not. */
  Verdict atDesktop(boolean right) {
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

  /** The verdict of network level authentication, which does not ask for the right to a session. */
  Verdict overNetwork(boolean right) {
    Verdict verdict = atDesktop(right);
    return verdict == Verdict.NOT_ALLOWED ? Verdict.ACCEPTED : verdict;
  }

  @Override
  public String toString() {
    return "DecoyAccount[" + name + ", " + state + "]";
  }
}
