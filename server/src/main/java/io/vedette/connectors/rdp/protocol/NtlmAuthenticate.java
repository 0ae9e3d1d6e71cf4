package io.vedette.connectors.rdp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * NTLM's third message, with the proof of the password. Source: MS-NLMP 2.2.1.3 and 2.2.2.8.
 *
 * @param user as sent
 * @param domain as sent, often empty
 * @param workstation the name the client gives itself
 * @param ntResponse the proof and, in NTLMv2, what it was made of
 * @param sessionKey the sealed session key, or nothing
 * @param version of the client's system, {@code major.minor.build}
 * @param targetName the service that the client meant to reach, such as {@code TERMSRV/192.0.2.1}
 * @param channelBound whether the proof is bound to the TLS channel
 * @param hasMic whether the three messages are protected by an integrity code
 */
record NtlmAuthenticate(
    String user,
    String domain,
    String workstation,
    Octets ntResponse,
    Octets sessionKey,
    int flags,
    String version,
    String targetName,
    boolean channelBound,
    boolean hasMic) {
  /** Length of the proof, HMAC-MD5. */
  static final int PROOF = 16;

  private static final int HEAD_OF_BLOB = 28;
  private static final int AV_FLAGS = 6;
  private static final int AV_TARGET_NAME = 9;
  private static final int AV_CHANNEL_BINDINGS = 10;

  static NtlmAuthenticate read(byte[] message) throws ProtocolException {
    WireReader in = NtlmMessage.open(message, 3);
    NtlmMessage.field(in, message);
    byte[] response = NtlmMessage.field(in, message);
    byte[] domain = NtlmMessage.field(in, message);
    byte[] user = NtlmMessage.field(in, message);
    byte[] workstation = NtlmMessage.field(in, message);
    byte[] sessionKey = NtlmMessage.field(in, message);
    int flags = in.i32();
    String version = NtlmMessage.version(in, flags);
    String target = "";
    boolean bound = false;
    boolean mic = false;
    if (response.length > PROOF + HEAD_OF_BLOB) {
      WireReader pairs = new WireReader(response, "the proof of NTLM");
      pairs.skip(PROOF + HEAD_OF_BLOB);
      while (pairs.remaining() >= 4) {
        int id = pairs.u16();
        byte[] value = pairs.bytes(pairs.u16());
        switch (id) {
          case 0 -> pairs.skip(pairs.remaining());
          case AV_FLAGS -> mic = value.length > 0 && (value[0] & 2) != 0;
          case AV_TARGET_NAME -> target = new String(value, StandardCharsets.UTF_16LE);
          case AV_CHANNEL_BINDINGS -> bound = !Arrays.equals(value, new byte[value.length]);
          default -> {
            // The rest repeats what the challenge said.
          }
        }
      }
    }
    return new NtlmAuthenticate(
        NtlmMessage.text(user, flags),
        NtlmMessage.text(domain, flags),
        NtlmMessage.text(workstation, flags),
        new Octets(response),
        new Octets(sessionKey),
        flags,
        version,
        target,
        bound,
        mic);
  }

  boolean isVersion2() {
    return ntResponse.length() > 24;
  }

  /** Whether no proof is given at all: an anonymous sign-in. */
  boolean isAnonymous() {
    return ntResponse.length() == 0;
  }

  /**
   * The proof in hashcat's form (mode 5600), with which passwords of a list can be tried against
   * it; empty when it is not NTLMv2's.
   */
  String netNtlmV2(byte[] challenge) {
    if (!isVersion2()) {
      return "";
    }
    HexFormat hex = HexFormat.of();
    return String.join(
        ":",
        user,
        "",
        domain,
        hex.formatHex(challenge),
        hex.formatHex(ntResponse.bytes(), 0, PROOF),
        hex.formatHex(ntResponse.bytes(), PROOF, ntResponse.length()));
  }
}
