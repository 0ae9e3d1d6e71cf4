package io.vedette.identity;

/**
 * Microsoft Sentinel's roles, each of which includes those before it, and that of sensors. Learn:
 * "Roles and permissions in Microsoft Sentinel".
 */
public enum Role {
  /** Reads everything and runs queries. */
  READER("Microsoft Sentinel Reader"),
  /** Works incidents too. */
  RESPONDER("Microsoft Sentinel Responder"),
  /** Changes rules, watchlists, intelligence and connectors, and imports events too. */
  CONTRIBUTOR("Microsoft Sentinel Contributor"),
  /** Manages users and settings too. */
  OWNER("Owner"),
  /** Delivers a sensor's rows and may do nothing else: no person has it, and none includes it. */
  SENSOR("Sensor");

  private final String title;

  Role(String title) {
    this.title = title;
  }

  /** The role's name as Azure shows it. */
  public String title() {
    return title;
  }

  /** Whether somebody with this role may do what another role may. */
  public boolean includes(Role other) {
    return this == other || (this != SENSOR && other != SENSOR && compareTo(other) > 0);
  }
}
