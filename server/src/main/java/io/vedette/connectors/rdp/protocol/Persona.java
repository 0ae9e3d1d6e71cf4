package io.vedette.connectors.rdp.protocol;

import java.util.Locale;

/**
 * The Windows machine that the sensor passes for: what NTLM's challenge and the certificate tell.
 *
 * @param computer NetBIOS name
 * @param domain NetBIOS name of the domain; the computer's own name when it is in none
 * @param dnsComputer full name
 * @param dnsDomain DNS name of the domain; the computer's name when it is in none
 * @param major and {@code minor}, {@code build}: version of Windows, such as 10.0.20348
 */
public record Persona(
    String computer,
    String domain,
    String dnsComputer,
    String dnsDomain,
    int major,
    int minor,
    int build) {
  /** A Windows Server 2022 of that name that is in no domain. */
  public static Persona server2022(String name) {
    String computer = name.toUpperCase(Locale.ROOT);
    return new Persona(computer, computer, computer, computer, 10, 0, 20348);
  }

  /** Whether it is in a domain. */
  public boolean inDomain() {
    return !domain.equals(computer);
  }
}
