package io.vedette.platform;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The RDP sensor in this process.
 *
 * @param enabled whether it runs
 * @param address to listen on
 * @param port 0: any free one
 * @param computer name of the machine that it passes for
 * @param domain DNS name of the domain that the machine is in; empty for none
 * @param security what clients may choose
 * @param decoys the accounts that may be found, by name
 * @param passwords what becomes of those that clients tell
 */
public record RdpSettings(
    boolean enabled,
    String address,
    int port,
    String computer,
    String domain,
    Windows windows,
    Set<Security> security,
    Map<String, Decoy> decoys,
    Passwords passwords,
    Limits limits) {
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

  /**
   * What strangers may take of the machine.
   *
   * @param connections that are open at the same time
   * @param perSource that one address may have open at the same time
   * @param step how long a client may take for one step
   * @param session how long the session of a decoy lasts
   * @param longest how long a connection may last, a session at its end included
   * @param tarpit how long a client waits before it hears of a wrong password
   */
  public record Limits(
      int connections,
      int perSource,
      Duration step,
      Duration session,
      Duration longest,
      Duration tarpit) {
    /** What does for a machine of two cores. */
    public static final Limits DEFAULT =
        new Limits(
            8_000,
            64,
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ZERO);

    private Map<String, Object> values() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("connections", connections);
      values.put("perSource", perSource);
      values.put("step", seconds(step));
      values.put("session", seconds(session));
      values.put("longest", seconds(longest));
      values.put("tarpit", seconds(tarpit));
      return values;
    }

    private static String seconds(Duration time) {
      return time.toSeconds() + "s";
    }
  }

  /** The port that is used when none is given. */
  public static final int DEFAULT_PORT = 3389;

  /** What Windows offers unless told otherwise. */
  public static final Set<Security> DEFAULT_SECURITY = Set.of(Security.NLA, Security.TLS);

  /** What holds of a sensor of which nothing is said. */
  public static final RdpSettings USUAL = of("127.0.0.1", DEFAULT_PORT, "SRV01", Map.of());

  /** What holds where nobody has said anything: no sensor. */
  public static final RdpSettings OFF = USUAL.off();

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
        true,
        address,
        port,
        computer,
        "",
        Windows.SERVER_2022,
        DEFAULT_SECURITY,
        decoys,
        Passwords.ENCRYPTED,
        Limits.DEFAULT);
  }

  private RdpSettings off() {
    return new RdpSettings(
        false, address, port, computer, domain, windows, security, decoys, passwords, limits);
  }

  /**
   * The settings as {@link RdpSettingsReader} reads them, with the decoys sorted by name.
   *
   * @param passwords whether those of the decoys are among them, in clear
   */
  public Map<String, Object> values(boolean passwords) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("enabled", enabled);
    values.put("bind", address);
    values.put("port", port);
    values.put("computer", computer);
    if (!domain.isEmpty()) {
      values.put("domain", domain);
    }
    values.put("windows", word(windows));
    values.put("security", security.stream().sorted().map(RdpSettings::word).toList());
    values.put("passwords", word(this.passwords));
    values.put(
        "decoys",
        decoys.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(String.CASE_INSENSITIVE_ORDER))
            .map(decoy -> values(decoy.getKey(), decoy.getValue(), passwords))
            .toList());
    values.put("limits", limits.values());
    return values;
  }

  private static Map<String, Object> values(String name, Decoy decoy, boolean passwords) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    if (passwords) {
      values.put("password", decoy.password);
    }
    values.put("state", word(decoy.state));
    if (decoy.acceptAfter > 0) {
      values.put("acceptAfter", decoy.acceptAfter);
    }
    return values;
  }

  /** The same at another address. */
  public RdpSettings listening(String elsewhere, int otherPort) {
    return new RdpSettings(
        enabled, elsewhere, otherPort, computer, domain, windows, security, decoys, passwords,
        limits);
  }

  /** Not the passwords. */
  @Override
  public String toString() {
    return "RdpSettings[" + computer + " at " + address + ":" + port + "]";
  }
}
