package io.vedette.connectors.rdp.protocol;

/**
 * The server's units of MCS, which multiplexes a connection's channels. Source: T.125 7; MS-RDPBCGR
 * 2.2.1.4 to 2.2.1.9.
 */
final class Mcs {
  static final int ERECT_DOMAIN = 1;
  static final int DISCONNECT = 8;
  static final int ATTACH_USER = 10;
  static final int JOIN_CHANNEL = 14;
  static final int SEND_DATA = 25;

  /** The channel of input, output and licences. */
  static final int IO_CHANNEL = 1003;

  /** The server's own user number. */
  static final int SERVER = 1002;

  /** The number that the client's user is given: the first behind the channels. */
  private static final int FIRST_USER = 1001;

  private Mcs() {}

  /** The number of the client's user among that many static channels. */
  static int user(int channels) {
    return IO_CHANNEL + channels + 1;
  }

  /**
   * MCS Connect-Response. The block of security comes last: some clients read it to the end.
   *
   * @param version of RDP
   * @param security what the block of security holds
   */
  static byte[] connectResponse(
      int version, int requestedProtocols, int channels, byte[] security) {
    WireWriter blocks = new WireWriter();
    blocks.u16(0x0C01).u16(12).i32(version).i32(requestedProtocols);
    blocks.u16(0x0C03).u16(8 + 2 * (channels + channels % 2)).u16(IO_CHANNEL).u16(channels);
    for (int i = 0; i < channels; i++) {
      blocks.u16(IO_CHANNEL + 1 + i);
    }
    blocks.zeros(channels % 2 * 2);
    blocks.u16(0x0C02).u16(4 + security.length).bytes(security);
    byte[] conference =
        new WireWriter()
            .hex("00 05 00 14 7C 00 01 2A 14 76 0A 01 01 00 01 C0 00 4D 63 44 6E")
            .perLength(blocks.size())
            .bytes(blocks.toBytes())
            .toBytes();
    byte[] body =
        new WireWriter()
            .hex("0A0100 020100 301A 020122 020103 020100 020101 020100 020101 020300FFF8 020102")
            .hex("0482")
            .u16BigEndian(conference.length)
            .bytes(conference)
            .toBytes();
    return data().hex("7F66 82").u16BigEndian(body.length).bytes(body).toBytes();
  }

  static byte[] attachUserConfirm(int user) {
    return data().u8(0x2E).u8(0).u16BigEndian(user - FIRST_USER).toBytes();
  }

  static byte[] channelJoinConfirm(int user, int channel) {
    return data()
        .u8(0x3E)
        .u8(0)
        .u16BigEndian(user - FIRST_USER)
        .u16BigEndian(channel)
        .u16BigEndian(channel)
        .toBytes();
  }

  /** Data for the client on the channel of input and output. */
  static byte[] sendData(byte[] payload) {
    return data()
        .u8(0x68)
        .u16BigEndian(SERVER - FIRST_USER)
        .u16BigEndian(IO_CHANNEL)
        .u8(0x70)
        .u16BigEndian(payload.length | 0x8000)
        .bytes(payload)
        .toBytes();
  }

  /** The end of the connection, as the server wishes. */
  static byte[] disconnect() {
    return data().hex("21 80").toBytes();
  }

  private static WireWriter data() {
    return new WireWriter().hex("02 F0 80");
  }

  /**
   * A unit of the client.
   *
   * @param operation number of the kind of unit
   * @param channel that it is about, or 0
   * @param payload of data; empty otherwise
   */
  record Unit(int operation, int channel, Octets payload) {
    private static final Octets NONE = new Octets(new byte[0]);

    static Unit read(byte[] frame) throws ProtocolException {
      WireReader in = new WireReader(frame, "a unit of MCS");
      ClientData.skipDataHeader(in);
      int operation = in.u8() >> 2;
      return switch (operation) {
        case JOIN_CHANNEL -> {
          in.u16();
          yield new Unit(operation, in.u16BigEndian(), NONE);
        }
        case SEND_DATA -> {
          in.u16();
          int channel = in.u16BigEndian();
          in.u8();
          yield new Unit(operation, channel, new Octets(in.bytes(in.perLength())));
        }
        default -> new Unit(operation, 0, NONE);
      };
    }
  }
}
