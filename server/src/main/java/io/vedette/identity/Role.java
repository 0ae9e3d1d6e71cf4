package io.vedette.identity;

/**
 * Microsoft Sentinel's roles; each includes those before it. Learn: "Roles and permissions in
 * Microsoft Sentinel".
 */
public enum Role {
  /** Reads everything and runs queries. */
  READER("Microsoft Sentinel Reader"),
  /** Works incidents too. */
  RESPONDER("Microsoft Sentinel Responder"),
  /** Changes rules, watchlists, intelligence and connectors, and imports events too. */
  CONTRIBUTOR("Microsoft Sentinel Contributor"),
  /** Manages users and settings too. */
  OWNER("Owner");

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
    return compareTo(other) >= 0;
  }
}
