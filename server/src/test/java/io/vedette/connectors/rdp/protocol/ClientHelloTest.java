package io.vedette.connectors.rdp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Fingerprints against those that their authors publish. */
final class ClientHelloTest {
  /** The example of "JA4: TLS Client Fingerprinting", technical details: a browser. */
  @Test
  void ja4IsThatOfThePublishedExample() {
    ClientHello hello =
        new ClientHello(
            0x0303,
            List.of(
                0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013,
                0xc014, 0x009c, 0x009d, 0x002f, 0x0035),
            List.of(
                0x001b, 0x0000, 0x0033, 0x0010, 0x4469, 0x0017, 0x002d, 0x000d, 0x0005, 0x0023,
                0x0012, 0x002b, 0xff01, 0x000b, 0x000a, 0x0015),
            List.of(),
            List.of(),
            List.of(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601),
            List.of(0x0304, 0x0303),
            "example.org",
            "h2");
    assertThat(hello.ja4()).isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
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
