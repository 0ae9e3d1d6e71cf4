package io.vedette.connectors.rdp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  private static final int TLS_REQUIRED = 1;
  private static final int TLS_NOT_ALLOWED = 2;
  private static final int NLA_REQUIRED = 5;

  /** TLS and NLA: clients that ask for these know the modes before them. */
  private static final int OLD_MODES = 3;

  /** X.224 Connection Confirm, without its length. */
  private static final byte[] CONFIRM = {(byte) 0xD0, 0, 0, 0x12, 0x34, 0};

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

  /** The strongest mode that both have, or null. */
  @Nullable SecurityMode choose(Set<SecurityMode> offered) {
    for (SecurityMode mode : List.of(SecurityMode.NLA, SecurityMode.TLS)) {
      if ((protocols & mode.flag()) != 0 && offered.contains(mode)) {
        return mode;
      }
    }
    // Whoever asks for later modes alone would take it for one of those.
    boolean falls = protocols == 0 || (protocols & OLD_MODES) != 0;
    return falls && offered.contains(SecurityMode.STANDARD) ? SecurityMode.STANDARD : null;
  }

  /** The answer that selects a mode. */
  byte[] select(SecurityMode mode) {
    if (!negotiates) {
      return new WireWriter().u8(6).bytes(CONFIRM).toBytes();
    }
    // 0x1F: what Windows 10 and Server 2016 and later say they can do.
    return confirm().u8(2).u8(0x1F).u16(NEGOTIATION_SIZE).i32(mode.flag()).toBytes();
  }

  /** The answer that refuses: the failure code tells the client which mode would do. */
  byte[] refuse(Set<SecurityMode> offered) {
    boolean tls = offered.contains(SecurityMode.TLS);
    int code = offered.contains(SecurityMode.NLA) && !tls ? NLA_REQUIRED : TLS_REQUIRED;
    if (!tls && !offered.contains(SecurityMode.NLA)) {
      code = TLS_NOT_ALLOWED;
    }
    return confirm().u8(3).u8(0).u16(NEGOTIATION_SIZE).i32(code).toBytes();
  }

  private static WireWriter confirm() {
    return new WireWriter().u8(14).bytes(CONFIRM);
  }
}
