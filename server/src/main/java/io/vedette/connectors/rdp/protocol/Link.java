package io.vedette.connectors.rdp.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The two streams to a peer, in units of the protocol. It never reads past the unit that was asked
 * for, since after the negotiation another protocol begins on the same stream, and never keeps more
 * of one than its limit. Source: RFC 1006 (TPKT); MS-RDPBCGR 5.3.8 (the layers).
 */
final class Link {
  /** Version byte of a TPKT header. */
  static final int TPKT = 3;

  /** First byte of a DER sequence: CredSSP's requests have no other frame. */
  static final int DER_SEQUENCE = 0x30;

  private static final int TPKT_HEADER = 4;

  private InputStream in;
  private OutputStream out;

  Link(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Goes on over other streams, which encrypt. */
  void over(InputStream encryptedIn, OutputStream encryptedOut) {
    in = encryptedIn;
    out = encryptedOut;
  }

  private int read() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the peer left");
    }
    return next;
  }

  private byte[] read(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the peer left in the middle of a unit");
    }
    return bytes;
  }

  /** What a TPKT frame of at most that many bytes holds. */
  byte[] frame(int most) throws IOException {
    int first = read();
    if (first != TPKT) {
      throw new ProtocolException("a frame begins with " + first + ", not with 3");
    }
    return rest(most);
  }

  /**
   * A frame of either kind.
   *
   * @param first its first byte: {@link #TPKT}, or the head of an input event of the fast path
   */
  record Frame(int first, Octets body) {}

  /** The next frame of at most that many bytes, TPKT or an input event of the fast path. */
  Frame next(int most) throws IOException {
    int first = read();
    if (first == TPKT) {
      return new Frame(first, new Octets(rest(most)));
    }
    if ((first & 3) != 0) {
      throw new ProtocolException("a frame begins with " + first + ", neither with 3 nor 0");
    }
    int length = read();
    int header = 2;
    if (length >= 0x80) {
      length = (length & 0x7F) << 8 | read();
      header = 3;
    }
    if (length < header || length > most) {
      throw new ProtocolException("an input event of " + length + " bytes");
    }
    return new Frame(first, new Octets(read(length - header)));
  }

  private byte[] rest(int most) throws IOException {
    read();
    int length = read() << 8 | read();
    if (length < TPKT_HEADER || length > most) {
      throw new ProtocolException(
          "a frame of " + length + " bytes, where " + most + " are allowed");
    }
    return read(length - TPKT_HEADER);
  }

  /** A DER sequence of at most that many bytes, header included. */
  byte[] derSequence(int most) throws IOException {
    int first = read();
    if (first != DER_SEQUENCE) {
      throw new ProtocolException("CredSSP begins with " + first + ", not with 48");
    }
    WireWriter all = new WireWriter().u8(first);
    int length = read();
    all.u8(length);
    if (length >= 0x80) {
      int bytes = length & 0x7F;
      if (bytes < 1 || bytes > 3) {
        throw new ProtocolException("a CredSSP request with a length of " + bytes + " bytes");
      }
      length = 0;
      for (int i = 0; i < bytes; i++) {
        int next = read();
        all.u8(next);
        length = length << 8 | next;
      }
    }
    if (length > most) {
      throw new ProtocolException(
          "a CredSSP request of " + length + " bytes, where " + most + " are allowed");
    }
    return all.bytes(read(length)).toBytes();
  }

  /** Sends a TPKT frame. */
  void send(byte[] payload) throws IOException {
    WireWriter frame = new WireWriter().u8(TPKT).u8(0);
    sendAsIs(frame.u16BigEndian(payload.length + TPKT_HEADER).bytes(payload).toBytes());
  }

  void sendAsIs(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }
}
