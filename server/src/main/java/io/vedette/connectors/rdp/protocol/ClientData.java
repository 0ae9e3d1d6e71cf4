package io.vedette.connectors.rdp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client tells of itself in MCS Connect-Initial. Source: MS-RDPBCGR 2.2.1.3; T.125 7, part
 * 2; T.124 8.7.
 *
 * @param name of the client's machine
 * @param build of the client's system
 * @param keyboardLayout input locale
 * @param width of its desktop in pixels
 * @param height of its desktop in pixels
 * @param encryption the methods of standard RDP security that it can do: 1 of 40 bits, 2 of 128, 8
 *     of 56, 16 FIPS
 * @param channels names of the static channels it asks for
 */
public record ClientData(
    String name,
    int build,
    int keyboardLayout,
    int width,
    int height,
    int encryption,
    List<String> channels) {
  private static final int CONNECT_INITIAL = 0x7F65;
  private static final int OCTET_STRING = 4;
  private static final int CORE = 0xC001;
  private static final int SECURITY = 0xC002;
  private static final int NETWORK = 0xC003;

  /** As many as the protocol allows. */
  private static final int MOST_CHANNELS = 31;

  public ClientData {
    channels = List.copyOf(channels);
  }

  static ClientData read(byte[] frame) throws ProtocolException {
    WireReader in = new WireReader(frame, "MCS Connect-Initial");
    skipDataHeader(in);
    if (in.u16BigEndian() != CONNECT_INITIAL) {
      throw new ProtocolException("the client does not begin with MCS Connect-Initial");
    }
    in.berLength();
    byte[] userData = new byte[0];
    while (in.remaining() > 1) {
      int tag = in.u8();
      byte[] value = in.bytes(in.berLength());
      if (tag == OCTET_STRING) {
        userData = value;
      }
    }
    return blocks(userData);
  }

  /** The header of X.224's data unit. */
  static void skipDataHeader(WireReader in) throws ProtocolException {
    in.u8();
    if (in.u8() != 0xF0) {
      throw new ProtocolException("a unit of X.224 that holds no data");
    }
    in.u8();
  }

  private static ClientData blocks(byte[] userData) throws ProtocolException {
    String text = new String(userData, StandardCharsets.ISO_8859_1);
    int key = text.indexOf("Duca");
    if (key < 0) {
      throw new ProtocolException("a conference request without the client's data");
    }
    WireReader in = new WireReader(userData, "the client's data");
    in.skip(key + 4);
    in.perLength();
    ClientData core = new ClientData("", 0, 0, 0, 0, 0, List.of());
    int encryption = 0;
    List<String> channels = new ArrayList<>();
    while (in.remaining() >= 4) {
      int type = in.u16();
      int length = in.u16();
      WireReader block = new WireReader(in.bytes(length - 4), "a block of the client's data");
      switch (type) {
        case CORE -> core = core(block);
        case SECURITY -> {
          int methods = block.i32();
          // French clients of old give their methods in the second number.
          encryption = methods == 0 ? block.i32() : methods;
        }
        case NETWORK -> channels(block, channels);
        default -> {
          // Clusters, monitors and transports are nothing to a sensor.
        }
      }
    }
    return new ClientData(
        core.name, core.build, core.keyboardLayout, core.width, core.height, encryption, channels);
  }

  private static ClientData core(WireReader in) throws ProtocolException {
    in.i32();
    int width = in.u16();
    int height = in.u16();
    in.skip(4);
    int layout = in.i32();
    int build = in.i32();
    return new ClientData(in.utf16(32), build, layout, width, height, 0, List.of());
  }

  private static void channels(WireReader in, List<String> channels) throws ProtocolException {
    int count = in.i32();
    if (count < 0 || count > MOST_CHANNELS) {
      throw new ProtocolException("a client that asks for " + count + " channels");
    }
    for (int i = 0; i < count; i++) {
      channels.add(in.text(8, StandardCharsets.US_ASCII));
      in.i32();
    }
  }
}
