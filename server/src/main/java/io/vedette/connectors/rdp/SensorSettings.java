package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.DecoyAccount;
import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.RdpConversation;
import io.vedette.connectors.rdp.protocol.SecurityMode;
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
    PasswordPolicy passwords) {
  public SensorSettings {
    decoys = List.copyOf(decoys);
  }

  /** A machine that offers what Windows offers today. */
  public static SensorSettings of(
      InetSocketAddress listen, Persona persona, List<DecoyAccount> decoys) {
    return new SensorSettings(
        listen,
        persona,
        decoys,
        new RdpConversation.Rules(
            Set.of(SecurityMode.NLA, SecurityMode.TLS),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10)),
        8_000,
        64,
        Duration.ofMinutes(2),
        PasswordPolicy.ENCRYPTED);
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
        passwords);
  }

  /** The same with another policy for passwords. */
  public SensorSettings keeping(PasswordPolicy policy) {
    return new SensorSettings(
        listen, persona, decoys, rules, mostConnections, mostPerSource, longest, policy);
  }

  /** The same where clients may choose other modes. */
  public SensorSettings offering(Set<SecurityMode> modes) {
    return new SensorSettings(
        listen,
        persona,
        decoys,
        new RdpConversation.Rules(modes, rules.step(), rules.hold()),
        mostConnections,
        mostPerSource,
        longest,
        passwords);
  }
}
