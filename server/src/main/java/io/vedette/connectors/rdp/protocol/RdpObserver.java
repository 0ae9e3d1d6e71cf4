package io.vedette.connectors.rdp.protocol;

/** Hears of what happens on one connection, on the connection's own thread. */
public interface RdpObserver {
  /** The client asked for a connection. */
  void connected();

  /** An attempt was judged. */
  void signIn(SignIn attempt);

  /** A session of a decoy account ended. */
  void signOff(SignIn session, SessionEnd how);

  /** The connection has ended; always the last call. */
  void ended(Capture capture);
}
