package io.vedette.platform;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The RDP sensor in this process.
 *
 * @param address to listen on
 * @param port 0: any free one
 * @param computer name of the machine that it passes for
 * @param domain DNS name of the domain that the machine is in; empty for none
 * @param security what clients may choose
 * @param decoys the accounts that may be found, by name
 * @param passwords what becomes of those that clients tell
 */
public record RdpSettings(
    String address,
    int port,
    String computer,
    String domain,
    Windows windows,
    Set<Security> security,
    Map<String, Decoy> decoys,
    Passwords passwords) {
  /** The release of Windows that the machine seems to have. */
  public enum Windows {
    SERVER_2019,
    SERVER_2022,
    WINDOWS_10,
    WINDOWS_11
  }

  /** How a connection may be protected. */
  public enum Security {
    /** Network level authentication. */
    NLA,
    /** TLS alone. */
    TLS,
    /** Standard RDP security, which old tools need and no Windows of today offers. */
    RDP
  }

  /** What becomes of passwords that clients tell in clear. */
  public enum Passwords {
    ENCRYPTED,
    HASHED,
    DROPPED
  }

  /** What an account is like. */
  public enum State {
    OK,
    LOCKED,
    DISABLED,
    EXPIRED,
    /** It may not sign in over Remote Desktop. */
    NOT_ALLOWED
  }

  /**
   * An account that may be found.
   *
   * @param acceptAfter so many wrong passwords, after which the next one in clear opens it, too; 0
   *     for never
   */
  public record Decoy(String password, State state, int acceptAfter) {
    /** One in order. */
    public static Decoy of(String password) {
      return new Decoy(password, State.OK, 0);
    }

    /** Not the password. */
    @Override
    public String toString() {
      return "Decoy[" + state + "]";
    }
  }

  /** The port that is used when none is given. */
  public static final int DEFAULT_PORT = 3389;

  /** What Windows offers unless told otherwise. */
  public static final Set<Security> DEFAULT_SECURITY = Set.of(Security.NLA, Security.TLS);

  public RdpSettings {
    security = Set.copyOf(security);
    decoys = Map.copyOf(decoys);
  }

  /** A constant of these settings as their file writes it: in small letters, with hyphens. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A machine as it is without further settings. */
  public static RdpSettings of(
      String address, int port, String computer, Map<String, Decoy> decoys) {
    return new RdpSettings(
        address,
        port,
        computer,
        "",
        Windows.SERVER_2022,
        DEFAULT_SECURITY,
        decoys,
        Passwords.ENCRYPTED);
  }

  /** Not the passwords. */
  @Override
  public String toString() {
    return "RdpSettings[" + computer + " at " + address + ":" + port + "]";
  }
}
