package io.vedette.connectors.rdp.protocol;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.jspecify.annotations.Nullable;

/**
 * A token of NTLM, bare or wrapped in SPNEGO as Windows' own client does. Source: RFC 4178 4.2;
 * MS-SPNG 2.2.
 *
 * @param wrapped whether it came in SPNEGO
 * @param mechTypes DER of the list of mechanisms that an initial token offers
 * @param ntlm the NTLM message, or null if the token holds another mechanism's or none
 * @param mechListMic the signature over the list of mechanisms
 */
record Spnego(
    boolean wrapped,
    @Nullable Octets mechTypes,
    @Nullable Octets ntlm,
    @Nullable Octets mechListMic) {
  static final int ACCEPT_COMPLETED = 0;
  static final int ACCEPT_INCOMPLETE = 1;
  static final int REQUEST_MIC = 3;

  private static final ASN1ObjectIdentifier NTLM =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.311.2.2.10");
  private static final int INITIAL = 0x60;
  private static final int OBJECT_IDENTIFIER = 6;

  static Spnego read(byte[] token) throws ProtocolException {
    if (NtlmMessage.isOne(token)) {
      return new Spnego(false, null, new Octets(token), null);
    }
    try {
      boolean initial = token.length > 0 && token[0] == INITIAL;
      byte[] body = initial ? afterMechanism(token) : token;
      Octets mechTypes = null;
      Octets inner = null;
      Octets mic = null;
      var sequence =
          ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(body).getExplicitBaseObject());
      for (var element : sequence) {
        ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(element);
        var value = tagged.getExplicitBaseObject();
        switch (tagged.getTagNo()) {
          case 0 -> mechTypes = initial ? new Octets(value.toASN1Primitive().getEncoded()) : null;
          case 2 -> inner = TsRequest.octets(value);
          case 3 -> mic = initial ? null : TsRequest.octets(value);
          default -> {
            // The state and the flags do not matter to a server that offers NTLM alone.
          }
        }
      }
      boolean ntlm = inner != null && NtlmMessage.isOne(inner.bytes());
      return new Spnego(true, mechTypes, ntlm ? inner : null, mic);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new ProtocolException("a SPNEGO token is no valid DER: " + e.getMessage());
    }
  }

  /** What follows the name of SPNEGO in an initial token's frame of RFC 2743. */
  private static byte[] afterMechanism(byte[] token) throws ProtocolException {
    WireReader in = new WireReader(token, "the SPNEGO token");
    in.u8();
    in.berLength();
    if (in.u8() != OBJECT_IDENTIFIER) {
      throw new ProtocolException("a SPNEGO token without its name");
    }
    in.skip(in.berLength());
    return in.rest();
  }

  /** The server's token. */
  static byte[] answer(int state, byte @Nullable [] ntlm, byte @Nullable [] mechListMic)
      throws IOException {
    ASN1EncodableVector all = new ASN1EncodableVector();
    all.add(new DERTaggedObject(0, new ASN1Enumerated(state)));
    if (state != ACCEPT_COMPLETED) {
      all.add(new DERTaggedObject(1, NTLM));
    }
    if (ntlm != null) {
      all.add(new DERTaggedObject(2, new DEROctetString(ntlm)));
    }
    if (mechListMic != null) {
      all.add(new DERTaggedObject(3, new DEROctetString(mechListMic)));
    }
    return new DERTaggedObject(1, new DERSequence(all)).getEncoded();
  }
}
