package io.vedette.connectors.rdp.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to sign in.
 *
 * @param at when it was decided
 * @param kind over the network, or at the desktop
 * @param user as sent
 * @param domain as sent
 * @param workstation the name that the client gives itself, or empty
 * @param password in clear where the client sent it so, or null
 * @param netNtlmV2 the proof in hashcat's form, or empty
 */
public record SignIn(
    Instant at,
    Kind kind,
    String user,
    String domain,
    String workstation,
    Verdict verdict,
    @Nullable String password,
    String netNtlmV2) {
  /** Windows' logon types. */
  public enum Kind {
    /** Network level authentication, before a session begins. */
    NETWORK(3),
    /** A session of Remote Desktop. */
    REMOTE_INTERACTIVE(10);

    private final int logonType;

    Kind(int logonType) {
      this.logonType = logonType;
    }

    /** The number of the logon type. */
    public int logonType() {
      return logonType;
    }
  }

  @Override
  public String toString() {
    return "SignIn[" + kind + ", " + domain + "\\" + user + ", " + verdict + "]";
  }
}
