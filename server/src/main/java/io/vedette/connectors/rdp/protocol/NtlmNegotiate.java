package io.vedette.connectors.rdp.protocol;

/**
 * NTLM's first message. Source: MS-NLMP 2.2.1.1.
 *
 * @param version of the client's system, {@code major.minor.build}
 */
record NtlmNegotiate(int flags, String version) {
  static NtlmNegotiate read(byte[] message) throws ProtocolException {
    WireReader in = NtlmMessage.open(message, 1);
    int flags = in.i32();
    if (in.remaining() < 16) {
      return new NtlmNegotiate(flags, "");
    }
    in.skip(16);
    return new NtlmNegotiate(flags, NtlmMessage.version(in, flags));
  }
}
