package io.vedette.connectors.rdp.protocol;

/**
 * The server's units from the licence to the desktop and its end. Source: MS-RDPBCGR 2.2.1.12 to
 * 2.2.1.22, 2.2.7, 2.2.8.1.1 and 2.2.10.1.
 */
final class Share {
  static final int CONFIRM_ACTIVE = 3;
  static final int DATA = 7;

  static final int UPDATE = 2;
  static final int CONTROL = 20;
  static final int SYNCHRONIZE = 31;
  static final int SAVE_SESSION_INFO = 38;
  static final int FONT_LIST = 39;
  static final int FONT_MAP = 40;
  static final int SET_ERROR_INFO = 47;

  static final int REQUEST_CONTROL = 1;
  static final int GRANTED_CONTROL = 2;
  static final int COOPERATE = 4;

  /** Why a session ends: the user signed off. */
  static final int LOGOFF_BY_USER = 0x0C;

  /** Why a session ends: the server denies the connection. */
  static final int SERVER_DENIED_CONNECTION = 0x07;

  /** Why a session ends: the user may not sign in over Remote Desktop. */
  static final int INSUFFICIENT_PRIVILEGES = 0x09;

  private static final int ID = 0x000103EA;
  private static final int VERSION = 0x10;

  private Share() {}

  /** The client needs no licence. */
  static byte[] noLicence() {
    return new WireWriter().i32(0x80).hex("FF 03 1000 07000000 02000000 0400 0000").toBytes();
  }

  static byte[] demandActive(ClientData client) {
    WireWriter capabilities =
        new WireWriter()
            // General: fast path, long credentials.
            .hex("0100 1800 0100 0300 0002 0000 0000 0504 0000 0000 0000 01 01")
            // Bitmaps, in the client's size.
            .hex("0200 1C00 1000 0100 0100 0100")
            .u16(client.width())
            .u16(client.height())
            .hex("0000 0100 0100 00 00 0100 0000")
            // Drawing orders: none.
            .hex("0300 5800")
            .zeros(20)
            .hex("0100 1400 0000 0100 0000 2A00")
            .zeros(32)
            .zeros(20)
            // Pointers.
            .hex("0800 0A00 0100 1900 1900")
            // The share's owner.
            .hex("0900 0800 EA03 0000")
            // Input: scan codes, buttons of the mouse, fast path.
            .hex("0D00 5800 2500 0000")
            .i32(client.keyboardLayout())
            .hex("04000000 00000000 0C000000")
            .zeros(64)
            // Virtual channels, not compressed.
            .hex("1400 0C00 00000000 40060000");
    WireWriter body =
        new WireWriter()
            .i32(ID)
            .u16(4)
            .u16(capabilities.size() + 4)
            .hex("52 44 50 00")
            .u16(7)
            .u16(0)
            .bytes(capabilities.toBytes())
            .i32(0);
    return control(1, body.toBytes());
  }

  static byte[] synchronize(int user) {
    return data(SYNCHRONIZE, new WireWriter().u16(1).u16(user));
  }

  static byte[] control(int action, int user) {
    boolean granted = action == GRANTED_CONTROL;
    return data(
        CONTROL,
        new WireWriter().u16(action).u16(granted ? user : 0).i32(granted ? Mcs.SERVER : 0));
  }

  static byte[] fontMap() {
    return data(FONT_MAP, new WireWriter().u16(0).u16(0).u16(3).u16(4));
  }

  /** Who is signed in now. */
  static byte[] signedIn(String domain, String user) {
    return data(
        SAVE_SESSION_INFO,
        new WireWriter()
            .i32(0)
            .i32(2 * domain.length() + 2)
            .utf16(domain, 52)
            .i32(2 * user.length() + 2)
            .utf16(user, 512)
            .i32(2));
  }

  /**
   * One drawing order, as Windows 7 draws its message of a wrong password: a tool that guesses
   * knows it by that.
   */
  static byte[] wrongPassword() {
    return data(
        UPDATE,
        new WireWriter()
            .hex("0000 0000 0100 0000")
            // A bitmap of the cache: kind 0D with all nine fields.
            .hex("09 0D FF 01")
            .u16(2)
            .u16(740)
            .u16(448)
            .u16(60)
            .u16(56)
            .u8(0xCC)
            .u16(0)
            .u16(0)
            .u16(0));
  }

  static byte[] errorInfo(int reason) {
    return data(SET_ERROR_INFO, new WireWriter().i32(reason));
  }

  private static byte[] data(int type, WireWriter body) {
    return control(
        DATA,
        new WireWriter()
            .i32(ID)
            .u8(0)
            .u8(1)
            .u16(body.size() + 4)
            .u8(type)
            .u8(0)
            .u16(0)
            .bytes(body.toBytes())
            .toBytes());
  }

  private static byte[] control(int type, byte[] body) {
    return new WireWriter()
        .u16(body.length + 6)
        .u16(type | VERSION)
        .u16(Mcs.SERVER)
        .bytes(body)
        .toBytes();
  }

  /**
   * A unit of the client.
   *
   * @param type of share control
   * @param dataType of share data; 0 otherwise
   * @param action of a control unit; 0 otherwise
   */
  record Unit(int type, int dataType, int action) {
    static Unit read(byte[] payload) throws ProtocolException {
      WireReader in = new WireReader(payload, "a unit of the share");
      in.u16();
      int type = in.u16() & 0x0F;
      in.u16();
      if (type != DATA) {
        return new Unit(type, 0, 0);
      }
      in.skip(8);
      int dataType = in.u8();
      in.skip(3);
      return new Unit(type, dataType, dataType == CONTROL ? in.u16() : 0);
    }
  }
}
