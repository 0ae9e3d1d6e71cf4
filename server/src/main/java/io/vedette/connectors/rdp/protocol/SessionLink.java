package io.vedette.connectors.rdp.protocol;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The units of MCS of one session in the making: protected by TLS below, or by standard RDP
 * security inside them. A client may send so many and no more.
 */
final class SessionLink {
  private static final int MOST_UNIT = 16 * 1024;

  /** Flag in the first byte of an input event: its integrity code counts the units. */
  private static final int INPUT_SALTED = 0x40;

  /** Flag in the first byte of an input event: it is encrypted. */
  private static final int INPUT_ENCRYPTED = 0x80;

  private final Link link;
  private final @Nullable StandardSecurity security;
  private int left;

  /**
   * @param security null where TLS protects all
   * @param mostUnits that a client may send, of all kinds
   */
  SessionLink(Link link, @Nullable StandardSecurity security, int mostUnits) {
    this.link = link;
    this.security = security;
    left = mostUnits;
  }

  /**
   * Data of the client with a security head.
   *
   * @param flags what they are
   */
  record Secured(int flags, Octets data) {}

  /** The next unit that is no event of input. */
  Mcs.Unit read() throws IOException {
    while (left-- > 0) {
      Link.Frame frame = link.next(MOST_UNIT);
      if (frame.first() == Link.TPKT) {
        Mcs.Unit unit = Mcs.Unit.read(frame.body().bytes());
        if (unit.operation() == Mcs.DISCONNECT) {
          throw new EOFException("the client left");
        }
        return unit;
      }
      if (security != null && (frame.first() & INPUT_ENCRYPTED) != 0) {
        security.decrypt(frame.body().bytes(), (frame.first() & INPUT_SALTED) != 0);
      }
    }
    throw new ProtocolException("the client sends more units than a session takes to begin");
  }

  /** Reads data that have a security head in any case, such as the client's info. */
  Secured secured(Mcs.Unit unit) throws ProtocolException {
    WireReader in = new WireReader(unit.payload().bytes(), "data with a security head");
    int flags = in.u16();
    in.u16();
    byte[] data = in.rest();
    if (security != null && (flags & StandardSecurity.ENCRYPTED) != 0) {
      data = security.decrypt(data, (flags & StandardSecurity.SALTED) != 0);
    }
    return new Secured(flags, new Octets(data));
  }

  /** Reads data that have a security head only under standard RDP security. */
  byte[] data(Mcs.Unit unit) throws ProtocolException {
    return security == null ? unit.payload().bytes() : secured(unit).data().bytes();
  }

  /** Sends a unit of MCS. */
  void send(byte[] unit) throws IOException {
    link.send(unit);
  }

  /** Sends data on the channel of input and output. */
  void sendData(byte[] data) throws IOException {
    link.send(Mcs.sendData(security == null ? data : security.encrypt(data)));
  }
}
