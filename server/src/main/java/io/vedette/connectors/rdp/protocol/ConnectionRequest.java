package io.vedette.connectors.rdp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A client's first unit, X.224 Connection Request. Source: MS-RDPBCGR 2.2.1.1.
 *
 * @param cookie the name after {@code mstshash=}, a hint only, cut by some clients; or the routing
 *     token as it stands; empty if there is none
 * @param negotiates whether it asks for security modes at all
 * @param flags of the negotiation request: 1 restricted admin, 2 remote credential guard, 8
 *     correlation id
 * @param protocols the modes it can do: 1 TLS, 2 NLA, 4 RDSTLS, 8 NLA with early result, 16 Entra
 *     ID
 */
public record ConnectionRequest(String cookie, boolean negotiates, int flags, int protocols) {
  private static final int CONNECTION_REQUEST = 0xE0;
  private static final int NEGOTIATION_REQUEST = 1;
  private static final int NEGOTIATION_SIZE = 8;
  private static final String COOKIE = "Cookie: ";
  private static final String NAME = "mstshash=";

  static ConnectionRequest read(byte[] frame) throws ProtocolException {
    WireReader in = new WireReader(frame, "the connection request");
    in.u8();
    if ((in.u8() & 0xF0) != CONNECTION_REQUEST) {
      throw new ProtocolException("the first unit is no connection request");
    }
    in.skip(5);
    byte[] rest = in.rest();
    String text = new String(rest, StandardCharsets.ISO_8859_1);
    String cookie = "";
    int at = 0;
    int end = text.indexOf("\r\n");
    if (text.startsWith(COOKIE) && end >= 0) {
      cookie = text.substring(COOKIE.length(), end);
      cookie = cookie.startsWith(NAME) ? cookie.substring(NAME.length()) : cookie;
      at = end + 2;
    }
    if (rest.length - at < NEGOTIATION_SIZE || rest[at] != NEGOTIATION_REQUEST) {
      return new ConnectionRequest(cookie, false, 0, 0);
    }
    WireReader negotiation = new WireReader(rest, "the negotiation request");
    negotiation.skip(at + 1);
    int flags = negotiation.u8();
    negotiation.u16();
    return new ConnectionRequest(cookie, true, flags, negotiation.i32());
  }

  boolean asksFor(SecurityMode mode) {
    return (protocols & mode.flag()) != 0;
  }

  /** The answer that selects a mode. */
  static byte[] select(SecurityMode mode) {
    // 0x1F: what Windows 10 and Server 2016 and later say they can do.
    return confirm().u8(2).u8(0x1F).u16(NEGOTIATION_SIZE).i32(mode.flag()).toBytes();
  }

  /** The answer that refuses: the failure code tells the client which mode would do. */
  byte[] refuse(Set<SecurityMode> offered) {
    int code = 1;
    if (offered.contains(SecurityMode.NLA) && !offered.contains(SecurityMode.TLS)) {
      code = 5;
    }
    return confirm().u8(3).u8(0).u16(NEGOTIATION_SIZE).i32(code).toBytes();
  }

  private static WireWriter confirm() {
    return new WireWriter().u8(14).u8(0xD0).u16(0).u16BigEndian(0x1234).u8(0);
  }
}
