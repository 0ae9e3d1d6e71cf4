package io.vedette.connectors.rdp.protocol;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The client's info, which holds the credentials where network level authentication did not ask for
 * them. Source: MS-RDPBCGR 2.2.1.11.1.1.
 *
 * @param domain as typed
 * @param user as typed
 * @param password in clear; empty when the client has none yet
 * @param address the client's own address in its network
 * @param directory where the client program lies
 * @param timeZone name of the client's time zone
 */
public record ClientInfo(
    String domain,
    String user,
    String password,
    String address,
    String directory,
    String timeZone) {
  private static final int INFO_PACKET = 0x40;
  private static final int UNICODE = 0x10;
  private static final int ZONE_NAME = 64;

  /** What data with a security head say, whose flags are given. */
  static ClientInfo read(int flags, byte[] data) throws ProtocolException {
    if ((flags & INFO_PACKET) == 0) {
      throw new ProtocolException("data that come before the client's info");
    }
    WireReader in = new WireReader(data, "the client's info");
    in.i32();
    boolean unicode = (in.i32() & UNICODE) != 0;
    Charset charset = unicode ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1;
    int end = unicode ? 2 : 1;
    int domain = in.u16();
    int user = in.u16();
    int password = in.u16();
    int shell = in.u16();
    int folder = in.u16();
    String domainText = in.text(domain + end, charset);
    String userText = in.text(user + end, charset);
    String passwordText = in.text(password + end, charset);
    in.skip(shell + end);
    in.skip(folder + end);
    String address = "";
    String directory = "";
    String zone = "";
    if (in.remaining() > 4) {
      in.u16();
      address = in.text(in.u16(), StandardCharsets.UTF_16LE);
      directory = in.remaining() < 2 ? "" : in.text(in.u16(), StandardCharsets.UTF_16LE);
      if (in.remaining() >= 4 + ZONE_NAME) {
        in.i32();
        zone = in.utf16(ZONE_NAME);
      }
    }
    return new ClientInfo(domainText, userText, passwordText, address, directory, zone);
  }

  @Override
  public String toString() {
    // Not the password: records find their way into logs.
    return "ClientInfo[domain=" + domain + ", user=" + user + ", address=" + address + "]";
  }
}
