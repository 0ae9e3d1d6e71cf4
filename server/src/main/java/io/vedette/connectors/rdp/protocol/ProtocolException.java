package io.vedette.connectors.rdp.protocol;

import java.io.IOException;

/** What a peer sent is not what the protocol allows at this place. */
public final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message);
  }
}
