package io.vedette.connectors.rdp;

import static java.util.stream.Collectors.toSet;

import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.RdpConversation;
import io.vedette.connectors.rdp.protocol.SecurityMode;
import io.vedette.connectors.rdp.protocol.WindowsRelease;
import io.vedette.platform.RdpSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a sensor runs.
 *
 * @param listen where; port 0 is any free one
 * @param mostConnections that are open at the same time
 * @param mostPerSource that one address may have open at the same time
 * @param longest how long a connection may last, a session at its end included
 * @param tarpit how long a client waits before it hears of a wrong password
 * @param passwords what becomes of those that clients tell
 */
public record SensorSettings(
    InetSocketAddress listen,
    Persona persona,
    List<DecoyAccount> decoys,
    RdpConversation.Rules rules,
    int mostConnections,
    int mostPerSource,
    Duration longest,
    Duration tarpit,
    PasswordPolicy passwords) {
  public SensorSettings {
    decoys = List.copyOf(decoys);
  }

  /** A machine that offers what Windows offers today. */
  public static SensorSettings of(
      InetSocketAddress listen, Persona persona, List<DecoyAccount> decoys) {
    return of(RdpSettings.USUAL, listen, persona, decoys);
  }

  /** What a person has set; the name of an address is looked up. */
  public static SensorSettings of(RdpSettings rdp) {
    return of(
        rdp,
        new InetSocketAddress(rdp.address(), rdp.port()),
        Persona.of(rdp.computer(), rdp.domain(), release(rdp.windows())),
        rdp.decoys().entrySet().stream()
            .map(decoy -> decoy(decoy.getKey(), decoy.getValue()))
            .toList());
  }

  private static SensorSettings of(
      RdpSettings rdp, InetSocketAddress listen, Persona persona, List<DecoyAccount> decoys) {
    RdpSettings.Limits limits = rdp.limits();
    return new SensorSettings(
        listen,
        persona,
        decoys,
        new RdpConversation.Rules(
            rdp.security().stream().map(SensorSettings::mode).collect(toSet()),
            limits.step(),
            limits.session()),
        limits.connections(),
        limits.perSource(),
        limits.longest(),
        limits.tarpit(),
        passwords(rdp.passwords()));
  }

  private static PasswordPolicy passwords(RdpSettings.Passwords passwords) {
    return switch (passwords) {
      case ENCRYPTED -> PasswordPolicy.ENCRYPTED;
      case HASHED -> PasswordPolicy.HASHED;
      case DROPPED -> PasswordPolicy.DROPPED;
    };
  }

  private static DecoyAccount decoy(String name, RdpSettings.Decoy decoy) {
    DecoyAccount.State state =
        switch (decoy.state()) {
          case OK -> DecoyAccount.State.OK;
          case LOCKED -> DecoyAccount.State.LOCKED;
          case DISABLED -> DecoyAccount.State.DISABLED;
          case EXPIRED -> DecoyAccount.State.EXPIRED;
          case NOT_ALLOWED -> DecoyAccount.State.NOT_ALLOWED;
        };
    return new DecoyAccount(name, decoy.password(), state, decoy.acceptAfter());
  }

  private static WindowsRelease release(RdpSettings.Windows windows) {
    return switch (windows) {
      case SERVER_2019 -> WindowsRelease.SERVER_2019;
      case SERVER_2022 -> WindowsRelease.SERVER_2022;
      case WINDOWS_10 -> WindowsRelease.WINDOWS_10;
      case WINDOWS_11 -> WindowsRelease.WINDOWS_11;
    };
  }

  private static SecurityMode mode(RdpSettings.Security security) {
    return switch (security) {
      case NLA -> SecurityMode.NLA;
      case TLS -> SecurityMode.TLS;
      case RDP -> SecurityMode.STANDARD;
    };
  }

  /** The same with other limits; a client may take that long for one step. */
  SensorSettings limited(int connections, int perSource, Duration step) {
    return new SensorSettings(
        listen,
        persona,
        decoys,
        new RdpConversation.Rules(rules.offered(), step, rules.hold()),
        connections,
        perSource,
        longest,
        tarpit,
        passwords);
  }

  /** The same where clients may choose other modes. */
  SensorSettings offering(Set<SecurityMode> modes) {
    return new SensorSettings(
        listen,
        persona,
        decoys,
        new RdpConversation.Rules(modes, rules.step(), rules.hold()),
        mostConnections,
        mostPerSource,
        longest,
        tarpit,
        passwords);
  }
}
