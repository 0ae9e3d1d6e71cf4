package io.vedette.connectors.rdp.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * NTLM's second message, the server's. Source: MS-NLMP 2.2.1.2.
 *
 * @param challenge eight random bytes
 */
record NtlmChallenge(Octets message, Octets challenge) {
  private static final int PAYLOAD = 56;
  private static final int FROM_CLIENT =
      NtlmMessage.SIGN
          | NtlmMessage.SEAL
          | NtlmMessage.ALWAYS_SIGN
          | NtlmMessage.KEYS_128
          | NtlmMessage.KEYS_56
          | NtlmMessage.KEY_EXCHANGE;

  /** Seconds from 1601, where Windows counts from, to 1970. */
  private static final long EPOCH_SECONDS = 11_644_473_600L;

  static NtlmChallenge of(Persona persona, NtlmNegotiate client, byte[] challenge, Instant now) {
    int flags =
        NtlmMessage.UNICODE
            | NtlmMessage.REQUEST_TARGET
            | NtlmMessage.NTLM
            | (persona.inDomain() ? NtlmMessage.TARGET_IS_DOMAIN : NtlmMessage.TARGET_IS_SERVER)
            | NtlmMessage.EXTENDED_SECURITY
            | NtlmMessage.TARGET_INFO
            | NtlmMessage.VERSION
            | (client.flags() & FROM_CLIENT);
    byte[] target = persona.domain().getBytes(StandardCharsets.UTF_16LE);
    byte[] info = targetInfo(persona, now);
    WireWriter out =
        new WireWriter()
            .bytes(NtlmMessage.SIGNATURE)
            .i32(2)
            .u16(target.length)
            .u16(target.length)
            .i32(PAYLOAD)
            .i32(flags)
            .bytes(challenge)
            .zeros(8)
            .u16(info.length)
            .u16(info.length)
            .i32(PAYLOAD + target.length)
            .u8(WindowsRelease.MAJOR)
            .u8(0)
            .u16(persona.release().build())
            .zeros(3)
            .u8(15)
            .bytes(target)
            .bytes(info);
    return new NtlmChallenge(new Octets(out.toBytes()), new Octets(challenge));
  }

  private static byte[] targetInfo(Persona persona, Instant now) {
    WireWriter out = new WireWriter();
    name(out, 2, persona.domain());
    name(out, 1, persona.computer());
    name(out, 4, persona.dnsDomain());
    name(out, 3, persona.dnsComputer());
    if (persona.inDomain()) {
      name(out, 5, persona.dnsDomain());
    }
    long ticks = (now.getEpochSecond() + EPOCH_SECONDS) * 10_000_000 + now.getNano() / 100;
    return out.u16(7).u16(8).i64(ticks).i32(0).toBytes();
  }

  private static void name(WireWriter out, int id, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_16LE);
    out.u16(id).u16(text.length).bytes(text);
  }
}
