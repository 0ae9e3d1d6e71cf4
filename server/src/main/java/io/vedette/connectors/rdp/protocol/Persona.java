package io.vedette.connectors.rdp.protocol;

import java.util.Locale;

/**
 * The Windows machine that the sensor passes for: what NTLM's challenge and the certificate tell.
 *
 * @param computer NetBIOS name
 * @param domain NetBIOS name of the domain; the computer's own name when it is in none
 * @param dnsComputer full name
 * @param dnsDomain DNS name of the domain; the computer's name when it is in none
 */
public record Persona(
    String computer, String domain, String dnsComputer, String dnsDomain, WindowsRelease release) {
  private static final int LONGEST_NAME = 15;

  /**
   * A machine of that name.
   *
   * @param dnsDomain empty for one that is in no domain
   */
  public static Persona of(String name, String dnsDomain, WindowsRelease release) {
    String computer = name.toUpperCase(Locale.ROOT);
    if (dnsDomain.isEmpty()) {
      return new Persona(computer, computer, computer, computer, release);
    }
    String suffix = dnsDomain.toLowerCase(Locale.ROOT);
    String first = suffix.split("\\.", 2)[0].toUpperCase(Locale.ROOT);
    String domain = first.substring(0, Math.min(first.length(), LONGEST_NAME));
    return new Persona(
        computer, domain, computer.toLowerCase(Locale.ROOT) + "." + suffix, suffix, release);
  }

  /** Whether it is in a domain. */
  public boolean inDomain() {
    return !dnsDomain.equals(computer);
  }
}
