package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.GUID;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Base64, percent encoding, Punycode and compressed text. Source: Kusto documentation, "String
 * functions" and "Conversion functions". What cannot be decoded gives an empty string or null.
 */
final class EncodingFunctions {
  private EncodingFunctions() {}

  static List<ScalarFunction> all() {
    List<ScalarFunction> functions = new ArrayList<>();
    functions.add(
        text(
                "base64_encode_tostring",
                "The string's UTF-8 bytes in base64.",
                t -> Base64.getEncoder().encodeToString(utf8(t)))
            .aliased("base64_encodestring"));
    functions.add(
        text(
                "base64_decode_tostring",
                "The text whose UTF-8 bytes are given in base64.",
                EncodingFunctions::decodeText)
            .aliased("base64_decodestring"));
    functions.add(
        ScalarFunction.java(
            "base64_decode_toarray",
            "The bytes given in base64 as an array of numbers.",
            JavaFunction.ofText("kql_base64_decode_toarray", DYNAMIC, EncodingFunctions::toArray),
            string("base64_string")));
    functions.add(
        ScalarFunction.java(
            "base64_encode_fromarray",
            "An array of bytes in base64.",
            JavaFunction.ofJson(
                "kql_base64_encode_fromarray", STRING, EncodingFunctions::fromArray),
            dynamic("base64_string_decoded_as_array")));
    functions.add(
        ScalarFunction.java(
            "base64_decode_toguid",
            "The guid whose 16 bytes are given in base64.",
            JavaFunction.ofText("kql_base64_decode_toguid", GUID, EncodingFunctions::toGuid),
            string("base64_string")));
    functions.add(
        ScalarFunction.java(
            "base64_encode_fromguid",
            "The guid's 16 bytes in base64.",
            JavaFunction.of(
                "kql_base64_encode_fromguid", STRING, a -> fromGuid(JavaFunction.text(a[0])), GUID),
            Parameter.of("guid", GUID)));
    functions.add(
        text(
            "url_encode",
            "The string for a URL: spaces become +, other special characters %xx.",
            t -> percent(t, "+")));
    functions.add(
        text(
            "url_encode_component",
            "The string for a URL: spaces become %20, other special characters %xx.",
            t -> percent(t, "%20")));
    functions.add(text("url_decode", "The text of an encoded URL.", EncodingFunctions::unpercent));
    functions.add(
        text("punycode_from_string", "The string in Punycode, without prefix.", Punycode::encode));
    functions.add(
        text("punycode_to_string", "The text of Punycode without prefix.", Punycode::decode));
    functions.add(
        text(
            "punycode_domain_from_string",
            "The domain name with its international labels in Punycode.",
            t -> domain(t, IDN::toASCII)));
    functions.add(
        text(
            "punycode_domain_to_string",
            "The domain name with its labels of Punycode decoded.",
            t -> domain(t, IDN::toUnicode)));
    functions.add(
        text(
            "gzip_compress_to_base64_string",
            "The string compressed with gzip, in base64.",
            t -> base64(Compression.gzip(utf8(t)))));
    functions.add(
        text(
            "gzip_decompress_from_base64_string",
            "The text that gzip compressed, given in base64.",
            t -> utf8Text(Compression.gunzip(bytes(t)))));
    functions.add(
        text(
            "zlib_compress_to_base64_string",
            "The string compressed with zlib, in base64.",
            t -> base64(Compression.deflate(utf8(t)))));
    functions.add(
        text(
            "zlib_decompress_from_base64_string",
            "The text that zlib compressed, given in base64.",
            t -> utf8Text(Compression.inflate(bytes(t)))));
    return functions;
  }

  private static ScalarFunction text(
      String name, String documentation, JavaFunction.OfText implementation) {
    return ScalarFunction.java(
        name,
        documentation,
        JavaFunction.ofText("kql_" + name, STRING, implementation),
        string("string"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The bytes of base64 with its padding, or null. */
  private static byte @Nullable [] bytes(String base64) {
    String trimmed = base64.strip();
    if (trimmed.length() % 4 != 0) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(trimmed);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static @Nullable String utf8Text(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      return null;
    }
  }

  private static @Nullable String decodeText(String base64) {
    return utf8Text(bytes(base64));
  }

  private static @Nullable JsonValue toArray(String base64) {
    byte[] bytes = bytes(base64);
    if (bytes == null) {
      return null;
    }
    List<JsonValue> numbers = new ArrayList<>(bytes.length);
    for (byte b : bytes) {
      numbers.add(JsonValue.of((long) (b & 0xFF)));
    }
    return new JsonValue.Array(numbers);
  }

  private static @Nullable String fromArray(JsonValue value) {
    if (!(value instanceof JsonValue.Array(List<JsonValue> items))) {
      return null;
    }
    byte[] bytes = new byte[items.size()];
    for (int i = 0; i < bytes.length; i++) {
      Double number = items.get(i).real();
      if (number == null || number < -128 || number > 255) {
        return null;
      }
      bytes[i] = (byte) number.intValue();
    }
    return base64(bytes);
  }

  /** The first three fields of a guid are little-endian, as Windows writes them. */
  private static @Nullable String toGuid(String base64) {
    byte[] bytes = bytes(base64);
    if (bytes == null || bytes.length != 16) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long first = in.getInt() & 0xFFFFFFFFL;
    long second = in.getShort() & 0xFFFFL;
    long high = (first << 32) | (second << 16) | (in.getShort() & 0xFFFFL);
    long low = in.order(ByteOrder.BIG_ENDIAN).getLong();
    return new UUID(high, low).toString();
  }

  private static @Nullable String fromGuid(String guid) {
    String normal = Numbers.parseGuid(guid);
    if (normal == null) {
      return null;
    }
    UUID id = UUID.fromString(normal);
    long high = id.getMostSignificantBits();
    ByteBuffer out = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt((int) (high >> 32)).putShort((short) (high >> 16)).putShort((short) high);
    out.order(ByteOrder.BIG_ENDIAN).putLong(id.getLeastSignificantBits());
    return base64(out.array());
  }

  private static String percent(String text, String space) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : utf8(text)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-_.!*()".indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else if (c == ' ') {
        out.append(space);
      } else {
        out.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return out.toString();
  }

  /** Decodes %xx and +; what is neither stays. */
  static String unpercent(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    byte[] in = utf8(text);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 <= in.length - 1 ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 <= in.length - 1 ? Character.digit(in[i + 2], 16) : -1;
      if (in[i] == '%' && high >= 0 && low >= 0) {
        out[length++] = (byte) ((high << 4) | low);
        i += 2;
      } else {
        out[length++] = in[i] == '+' ? (byte) ' ' : in[i];
      }
    }
    return new String(Arrays.copyOf(out, length), StandardCharsets.UTF_8);
  }

  private static @Nullable String domain(String name, Function<String, String> conversion) {
    try {
      return conversion.apply(name);
    } catch (IllegalArgumentException notADomain) {
      return null;
    }
  }
}
