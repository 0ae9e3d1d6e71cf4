package io.vedette.connectors.rdp.protocol;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.jspecify.annotations.Nullable;

/**
 * One message of CredSSP. Source: MS-CSSP 2.2.1.
 *
 * @param token of the authentication protocol inside
 * @param authInfo the sealed credentials
 * @param pubKeyAuth the sealed proof that both see the same certificate
 * @param errorCode an NTSTATUS; 0 is none
 * @param clientNonce of versions 5 and later
 */
record TsRequest(
    int version,
    @Nullable Octets token,
    @Nullable Octets authInfo,
    @Nullable Octets pubKeyAuth,
    int errorCode,
    @Nullable Octets clientNonce) {

  static TsRequest ofToken(int version, byte[] token) {
    return new TsRequest(version, new Octets(token), null, null, 0, null);
  }

  static TsRequest read(byte[] der) throws ProtocolException {
    try {
      int version = 0;
      Octets token = null;
      Octets authInfo = null;
      Octets pubKeyAuth = null;
      int errorCode = 0;
      Octets nonce = null;
      for (var element : ASN1Sequence.getInstance(der)) {
        ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(element);
        var value = tagged.getExplicitBaseObject();
        switch (tagged.getTagNo()) {
          case 0 -> version = ASN1Integer.getInstance(value).intValueExact();
          case 1 -> token = token(ASN1Sequence.getInstance(value));
          case 2 -> authInfo = octets(value);
          case 3 -> pubKeyAuth = octets(value);
          case 4 -> errorCode = ASN1Integer.getInstance(value).getValue().intValue();
          case 5 -> nonce = octets(value);
          default -> {
            // Later versions may add what earlier ones pass over.
          }
        }
      }
      return new TsRequest(version, token, authInfo, pubKeyAuth, errorCode, nonce);
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      throw new ProtocolException("a CredSSP request is no valid DER: " + e.getMessage());
    }
  }

  private static @Nullable Octets token(ASN1Sequence tokens) {
    if (tokens.size() == 0) {
      return null;
    }
    ASN1Sequence first = ASN1Sequence.getInstance(tokens.getObjectAt(0));
    return octets(ASN1TaggedObject.getInstance(first.getObjectAt(0)).getExplicitBaseObject());
  }

  static Octets octets(Object value) {
    return new Octets(ASN1OctetString.getInstance(value).getOctets());
  }

  byte[] toDer() throws IOException {
    ASN1EncodableVector all = new ASN1EncodableVector();
    all.add(new DERTaggedObject(0, new ASN1Integer(version)));
    if (token != null) {
      DERTaggedObject item = new DERTaggedObject(0, new DEROctetString(token.bytes()));
      all.add(new DERTaggedObject(1, new DERSequence(new DERSequence(item))));
    }
    if (pubKeyAuth != null) {
      all.add(new DERTaggedObject(3, new DEROctetString(pubKeyAuth.bytes())));
    }
    if (errorCode != 0) {
      // An int: clients expect the four bytes of an NTSTATUS, which are a negative number.
      all.add(new DERTaggedObject(4, new ASN1Integer(errorCode)));
    }
    return new DERSequence(all).getEncoded();
  }
}
