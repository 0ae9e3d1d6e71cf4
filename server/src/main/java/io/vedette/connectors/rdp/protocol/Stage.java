package io.vedette.connectors.rdp.protocol;

/** How far a connection came. */
public enum Stage {
  /** Nothing that is RDP came. */
  CONNECTED,
  /** A connection request was answered. */
  NEGOTIATED,
  /** TLS stands. */
  ENCRYPTED,
  /** NTLM's challenge was sent. */
  CHALLENGED,
  /** NTLM's proof was judged. */
  PROVED,
  /** The client told of itself. */
  DESCRIBED,
  /** The client's info came, with or without a password. */
  INFORMED,
  /** The desktop is there. */
  ACTIVE,
  /** The session came to its end. */
  SIGNED_OFF
}
