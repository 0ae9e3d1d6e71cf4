package io.vedette.connectors.rdp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fingerprints against those that their authors publish. */
final class ClientHelloTest {
  private static final String CHROME_CIPHERS =
      "1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035";

  private static final String CHROME_EXTENSIONS =
      "001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015";

  private static final String CHROME_SIGNATURES = "0403,0804,0401,0503,0805,0501,0806,0601";

  private static List<Integer> numbers(String hex) {
    return hex.isEmpty()
        ? List.of()
        : Arrays.stream(hex.split(",")).map(HexFormat::fromHexDigits).toList();
  }

  private static ClientHello hello(
      String ciphers, String extensions, String signatures, String applicationProtocol) {
    return new ClientHello(
        0x0303,
        numbers(ciphers),
        numbers(extensions),
        List.of(),
        List.of(),
        numbers(signatures),
        List.of(0x0304, 0x0303),
        "example.org",
        applicationProtocol);
  }

  /** The examples of FoxIO's "JA4: TLS Client Fingerprinting", with and without signatures. */
  @ParameterizedTest
  @CsvSource({
    "'" + CHROME_SIGNATURES + "', t13d1516h2_8daaf6152771_e5627efa2ab1",
    "'', t13d1516h2_8daaf6152771_6d807ffa2a79"
  })
  void ja4IsThatOfThePublishedExamples(String signatures, String expected) {
    ClientHello hello = hello(CHROME_CIPHERS, CHROME_EXTENSIONS, signatures, "h2");
    assertThat(hello.ja4()).isEqualTo(expected);
  }

  /** FoxIO's sample sigalg-grease.pcapng: the values of its JA4_ro and the JA4 given with them. */
  @Test
  void ja4IsThatOfThePublishedRecording() {
    ClientHello hello =
        hello(
            CHROME_CIPHERS,
            "fe0d,0010,0017,0033,44cd,ff01,000a,000d,0023,002b,000b,ca34,002d,0000,0005,001b,0012",
            "0904,0905,0906,0403,0804,0401,0503,0805,0501,0806,0601",
            "h2");
    assertThat(hello.ja4()).isEqualTo("t13d1517h2_8daaf6152771_cb7bf5808d99");
  }

  /** The examples that FoxIO's description gives for the name of the application's protocol. */
  @ParameterizedTest
  @CsvSource({
    "6832, h2",
    "687474702f312e31, h1",
    "78, xx",
    "ab, ab",
    "abcd, ad",
    "30ab, 3b",
    "3031abcd, 3d",
    "30abcd31, 01",
    "'', 00"
  })
  void theApplicationProtocolIsNamedAsTheDescriptionSays(String bytes, String expected) {
    String protocol = new String(HexFormat.of().parseHex(bytes), StandardCharsets.ISO_8859_1);
    String ja4 = hello(CHROME_CIPHERS, CHROME_EXTENSIONS, CHROME_SIGNATURES, protocol).ja4();
    assertThat(ja4).startsWith("t13d1516" + expected + "_");
  }

  /** The same description on versions, and on lists that are empty. */
  @ParameterizedTest
  @CsvSource({"772, 13", "771, 12", "770, 11", "769, 10", "768, s3", "2, s2", "4660, 00"})
  void ja4SaysZerosWhereThereIsNothing(int version, String expected) {
    ClientHello hello =
        new ClientHello(
            version, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "", "");
    assertThat(hello.ja4()).isEqualTo("t" + expected + "i000000_000000000000_000000000000");
  }

  /** The example of the JA3 repository's README. */
  @Test
  void ja3IsThatOfThePublishedExample() {
    ClientHello hello =
        new ClientHello(
            769,
            List.of(47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4),
            List.of(0, 10, 11),
            List.of(23, 24, 25),
            List.of(0),
            List.of(),
            List.of(),
            "",
            "");
    assertThat(hello.ja3()).isEqualTo("ada70206e40642a3e4461f35503241d5");
  }

  @Test
  void aMessageThatEndsTooEarlyIsRefusedByName() {
    assertThatThrownBy(() -> ClientHello.read(new byte[] {1, 0, 0, 9, 3, 3}))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("ClientHello ends too early");
  }
}
