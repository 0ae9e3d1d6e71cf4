package io.vedette.connectors.rdp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A client's first message of TLS, from which programs can be told apart. Values that RFC 8701
 * keeps for trying servers out (GREASE) are left out. Source: RFC 8446 4.1.2; JA3 and JA4 as their
 * authors describe them.
 *
 * @param version of the message itself, such as 0x0303
 * @param ciphers the suites in their order
 * @param extensions the extensions' numbers in their order
 * @param groups of supported_groups
 * @param pointFormats of ec_point_formats
 * @param signatures of signature_algorithms
 * @param versions of supported_versions
 * @param serverName of server_name, or empty
 * @param applicationProtocol the first of ALPN, a character for each byte, or empty
 */
public record ClientHello(
    int version,
    List<Integer> ciphers,
    List<Integer> extensions,
    List<Integer> groups,
    List<Integer> pointFormats,
    List<Integer> signatures,
    List<Integer> versions,
    String serverName,
    String applicationProtocol) {
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_NAME = 0;
  private static final int SUPPORTED_GROUPS = 10;
  private static final int POINT_FORMATS = 11;
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int ALPN = 16;
  private static final int SUPPORTED_VERSIONS = 43;

  public ClientHello {
    ciphers = List.copyOf(ciphers);
    extensions = List.copyOf(extensions);
    groups = List.copyOf(groups);
    pointFormats = List.copyOf(pointFormats);
    signatures = List.copyOf(signatures);
    versions = List.copyOf(versions);
  }

  /**
   * Reads it.
   *
   * @param handshake the handshake message, without the record's header
   */
  static ClientHello read(byte[] handshake) throws ProtocolException {
    WireReader in = new WireReader(handshake, "the ClientHello");
    if (in.u8() != CLIENT_HELLO) {
      throw new ProtocolException("TLS does not begin with a ClientHello");
    }
    in.skip(3);
    int version = in.u16BigEndian();
    in.skip(32);
    in.skip(in.u8());
    List<Integer> ciphers = numbers(in.bytes(in.u16BigEndian()), 2);
    in.skip(in.u8());
    List<Integer> extensions = new ArrayList<>();
    List<Integer> groups = List.of();
    List<Integer> formats = List.of();
    List<Integer> signatures = List.of();
    List<Integer> versions = List.of();
    String name = "";
    String protocol = "";
    WireReader rest =
        new WireReader(
            in.remaining() < 2 ? new byte[0] : in.bytes(in.u16BigEndian()), "an extension of TLS");
    while (rest.remaining() >= 4) {
      int type = rest.u16BigEndian();
      byte[] data = rest.bytes(rest.u16BigEndian());
      if (!isGrease(type)) {
        extensions.add(type);
      }
      WireReader value = new WireReader(data, "the extension " + type + " of TLS");
      switch (type) {
        case SUPPORTED_GROUPS -> groups = numbers(value.bytes(value.u16BigEndian()), 2);
        case POINT_FORMATS -> formats = numbers(value.bytes(value.u8()), 1);
        case SIGNATURE_ALGORITHMS -> signatures = numbers(value.bytes(value.u16BigEndian()), 2);
        case SUPPORTED_VERSIONS -> versions = numbers(value.bytes(value.u8()), 2);
        case SERVER_NAME -> {
          if (value.remaining() > 5) {
            value.skip(3);
            name = value.text(value.u16BigEndian(), StandardCharsets.US_ASCII);
          }
        }
        case ALPN -> {
          value.skip(2);
          protocol = new String(value.bytes(value.u8()), StandardCharsets.ISO_8859_1);
        }
        default -> {
          // Only its number counts.
        }
      }
    }
    return new ClientHello(
        version, ciphers, extensions, groups, formats, signatures, versions, name, protocol);
  }

  private static List<Integer> numbers(byte[] bytes, int size) throws ProtocolException {
    WireReader in = new WireReader(bytes, "a list of TLS");
    List<Integer> numbers = new ArrayList<>();
    while (in.remaining() >= size) {
      int number = size == 1 ? in.u8() : in.u16BigEndian();
      if (size == 1 || !isGrease(number)) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private static boolean isGrease(int value) {
    return (value & 0x0F0F) == 0x0A0A && value >> 8 == (value & 0xFF);
  }

  /** The fingerprint JA3, 32 hexadecimal digits. */
  public String ja3() {
    String text =
        version
            + ","
            + decimals(ciphers)
            + ","
            + decimals(extensions)
            + ","
            + decimals(groups)
            + ","
            + decimals(pointFormats);
    return HexFormat.of().formatHex(Ciphers.digest("MD5", ascii(text)));
  }

  /** The fingerprint JA4. */
  public String ja4() {
    int best = versions.stream().max(Integer::compare).orElse(version);
    String head =
        "t"
            + versionText(best)
            + (extensions.contains(SERVER_NAME) ? "d" : "i")
            + count(ciphers)
            + count(extensions)
            + ends(applicationProtocol);
    List<Integer> hashed =
        extensions.stream().filter(e -> e != SERVER_NAME && e != ALPN).sorted().toList();
    String tail = hex(hashed) + (signatures.isEmpty() ? "" : "_" + hex(signatures));
    return head + "_" + hash(hex(ciphers.stream().sorted().toList())) + "_" + hash(tail);
  }

  private static String versionText(int version) {
    return switch (version) {
      case 0x0304 -> "13";
      case 0x0303 -> "12";
      case 0x0302 -> "11";
      case 0x0301 -> "10";
      case 0x0300 -> "s3";
      case 0x0002 -> "s2";
      default -> "00";
    };
  }

  private static String count(List<Integer> numbers) {
    return "%02d".formatted(Math.min(numbers.size(), 99));
  }

  /** First and last character, of the hexadecimal digits where either is no letter or digit. */
  private static String ends(String protocol) {
    if (protocol.isEmpty()) {
      return "00";
    }
    char first = protocol.charAt(0);
    char last = protocol.charAt(protocol.length() - 1);
    if (isAlphanumeric(first) && isAlphanumeric(last)) {
      return "" + first + last;
    }
    HexFormat hex = HexFormat.of();
    return "" + hex.toHighHexDigit(first) + hex.toLowHexDigit(last);
  }

  private static boolean isAlphanumeric(char letter) {
    return letter < 0x80 && Character.isLetterOrDigit(letter);
  }

  private static String hash(String text) {
    return text.isEmpty()
        ? "000000000000"
        : HexFormat.of().formatHex(Ciphers.digest("SHA-256", ascii(text)), 0, 6);
  }

  private static String decimals(Collection<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  private static String hex(Collection<Integer> numbers) {
    return numbers.stream()
        .map(n -> HexFormat.of().toHexDigits(n.shortValue()))
        .collect(Collectors.joining(","));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
