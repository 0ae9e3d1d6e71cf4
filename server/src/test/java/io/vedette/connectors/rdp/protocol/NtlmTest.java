package io.vedette.connectors.rdp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** NTLM against the figures of MS-NLMP 4.2.4, "NTLMv2 Authentication". */
final class NtlmTest {
  private static final byte[] CHALLENGE = hex("0123456789abcdef");
  private static final String RANDOM_SESSION_KEY = "55".repeat(16);

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  /** 4.2.4.1.1. */
  @Test
  void theKeyIsMadeOfThePasswordTheUserAndTheDomain() {
    assertThat(HexFormat.of().formatHex(NtlmProof.key("User", "Domain", "Password")))
        .isEqualTo("0c868a403bfd7a93a3001ef22ef02e3f");
  }

  /** 4.2.4.2.2 and 4.2.4.2.3: the proof and the sealed session key. */
  @Test
  void theProofIsCheckedAndTheSessionKeyOpened() {
    byte[] blob =
        hex(
            "01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000"
                + "02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000"
                + "00000000");
    byte[] response =
        new WireWriter().bytes(hex("68cd0ab851e51c96aabc927bebef6a1c")).bytes(blob).toBytes();
    NtlmAuthenticate message =
        new NtlmAuthenticate(
            "User",
            "Domain",
            "COMPUTER",
            new Octets(response),
            new Octets(hex("c5dad2544fc9799094ce1ce90bc9d03e")),
            NtlmMessage.UNICODE | NtlmMessage.KEY_EXCHANGE,
            "",
            "",
            false,
            false);
    byte[] key = NtlmProof.sessionKey(message, CHALLENGE, "Password");
    assertThat(key).isEqualTo(hex(RANDOM_SESSION_KEY));
    assertThat(NtlmProof.sessionKey(message, CHALLENGE, "password")).isNull();
    assertThat(message.netNtlmV2(CHALLENGE))
        .startsWith("User::Domain:0123456789abcdef:68cd0ab851e51c96aabc927bebef6a1c:0101");
  }

  /** 4.2.4.4: the sealed message. */
  @Test
  void aMessageIsSealedAndOpened() throws ProtocolException {
    byte[] plain = hex("50006c00610069006e007400650078007400");
    NtlmSeal client = NtlmSeal.ofClient(hex(RANDOM_SESSION_KEY), NtlmMessage.KEY_EXCHANGE);
    byte[] sealed = client.seal(plain);
    assertThat(sealed)
        .isEqualTo(hex("01000000 7fb38ec5c55d4976 00000000 54e50165bf1936dc996020c1811b0f06fb5f"));
    NtlmSeal server = NtlmSeal.ofClient(hex(RANDOM_SESSION_KEY), NtlmMessage.KEY_EXCHANGE);
    assertThat(server.unseal(sealed)).isEqualTo(plain);
  }
}
