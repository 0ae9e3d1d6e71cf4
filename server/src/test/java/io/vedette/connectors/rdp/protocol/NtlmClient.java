package io.vedette.connectors.rdp.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/** The client's side of network level authentication, for tests: bare NTLM, CredSSP's version 6. */
public final class NtlmClient {
  private static final int VERSION = 6;
  private static final int FLAGS =
      NtlmMessage.UNICODE
          | NtlmMessage.REQUEST_TARGET
          | NtlmMessage.SIGN
          | NtlmMessage.SEAL
          | NtlmMessage.NTLM
          | NtlmMessage.ALWAYS_SIGN
          | NtlmMessage.EXTENDED_SECURITY
          | NtlmMessage.KEYS_128;
  private static final int HEAD = 64;

  private final String user;
  private final String password;
  private final byte[] publicKey;
  private byte[] sessionKey = new byte[16];

  /**
   * @param publicKey the key bits of the server's certificate
   */
  public NtlmClient(String user, String password, byte[] publicKey) {
    this.user = user;
    this.password = password;
    this.publicKey = publicKey;
  }

  /** The key bits of what a sensor shows. */
  public static byte[] publicKey(SensorIdentity identity) {
    return identity.publicKey().bytes();
  }

  /** The first message. */
  public byte[] negotiate() throws IOException {
    byte[] message =
        new WireWriter().bytes(NtlmMessage.SIGNATURE).i32(1).i32(FLAGS).zeros(16).toBytes();
    return TsRequest.ofToken(VERSION, message).toDer();
  }

  /** The proof, as an answer to the server's challenge. */
  public byte[] prove(byte[] challenge) throws IOException {
    Octets token = TsRequest.read(challenge).token();
    if (token == null) {
      throw new IOException("no challenge");
    }
    byte[] nonce = Arrays.copyOfRange(token.bytes(), 24, 32);
    byte[] key = NtlmProof.key(user, "", password);
    byte[] blob = new WireWriter().u8(1).u8(1).zeros(26).i32(0).i32(0).toBytes();
    byte[] proof = Ciphers.hmacMd5(key, nonce, blob);
    sessionKey = Ciphers.hmacMd5(key, proof);
    byte[] response = new WireWriter().bytes(proof).bytes(blob).toBytes();
    byte[] name = user.getBytes(StandardCharsets.UTF_16LE);
    WireWriter out = new WireWriter().bytes(NtlmMessage.SIGNATURE).i32(3);
    field(out, 0, HEAD);
    field(out, response.length, HEAD);
    field(out, 0, HEAD);
    field(out, name.length, HEAD + response.length);
    field(out, 0, HEAD);
    field(out, 0, HEAD);
    out.i32(FLAGS).bytes(response).bytes(name);
    return TsRequest.ofToken(VERSION, out.toBytes()).toDer();
  }

  private static void field(WireWriter out, int length, int offset) {
    out.u16(length).u16(length).i32(offset);
  }

  /** What comes after the proof: the binding to the certificate, and the credentials. */
  public byte[][] finish() throws IOException {
    NtlmSeal seal = NtlmSeal.ofClient(sessionKey, FLAGS);
    byte[] nonce = new byte[32];
    byte[] hash =
        Ciphers.digest(
            "SHA-256",
            "CredSSP Client-To-Server Binding Hash\0".getBytes(StandardCharsets.US_ASCII),
            nonce,
            publicKey);
    byte[] binding =
        request(
            new DERTaggedObject(3, new DEROctetString(seal.seal(hash))),
            new DERTaggedObject(5, new DEROctetString(nonce)));
    byte[] credentials =
        new DERSequence(
                new ASN1Encodable[] {
                  new DERTaggedObject(0, new ASN1Integer(1)),
                  new DERTaggedObject(1, new DEROctetString(new byte[] {0x30, 0}))
                })
            .getEncoded();
    return new byte[][] {
      binding, request(new DERTaggedObject(2, new DEROctetString(seal.seal(credentials))))
    };
  }

  private static byte[] request(DERTaggedObject... parts) throws IOException {
    ASN1EncodableVector all = new ASN1EncodableVector();
    all.add(new DERTaggedObject(0, new ASN1Integer(VERSION)));
    all.addAll(parts);
    return new DERSequence(all).getEncoded();
  }
}
