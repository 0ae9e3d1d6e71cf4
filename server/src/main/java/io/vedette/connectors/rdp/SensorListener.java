package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.Capture;
import io.vedette.connectors.rdp.protocol.SignIn;
import java.net.InetSocketAddress;

/** Hears of what all connections of a sensor do, on their threads. */
public interface SensorListener {
  /** An attempt to sign in, or the session that follows one. */
  void signIn(InetSocketAddress client, SignIn attempt);

  /** A session of a decoy ended. */
  void signOff(InetSocketAddress client, SignIn session);

  /** A connection ended. */
  void ended(InetSocketAddress client, Capture capture);
}
