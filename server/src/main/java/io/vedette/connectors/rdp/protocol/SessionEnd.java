package io.vedette.connectors.rdp.protocol;

/** How a decoy's session came to its end. */
public enum SessionEnd {
  /** The sensor signed the decoy off. */
  SIGNED_OFF,
  /** The client left before. */
  DISCONNECTED
}
