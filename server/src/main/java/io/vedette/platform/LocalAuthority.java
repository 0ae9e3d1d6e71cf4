package io.vedette.platform;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Issues certificates on curve P-256 as RFC 5280 has them: a local authority, and servers under it.
 */
final class LocalAuthority {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Clocks of browsers may be a little behind ours. */
  private static final Duration CLOCK_SLACK = Duration.ofHours(1);

  private LocalAuthority() {}

  static CertifiedKey create(String hostName, Instant from, Instant until)
      throws GeneralSecurityException {
    KeyPair pair = keyPair();
    X500Principal name =
        new X500Principal(
            "CN=Vedette local CA on " + hostName.replaceAll("[^A-Za-z0-9.-]", "-") + ", O=Vedette");
    try {
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      var builder = builder(name, name, pair, from, until);
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              identifiers.createSubjectKeyIdentifier(pair.getPublic()));
      return new CertifiedKey(pair.getPrivate(), List.of(sign(builder, pair)));
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** A certificate of that authority for a server that goes by these names and addresses. */
  static CertifiedKey issue(CertifiedKey authority, List<String> names, Instant from, Instant until)
      throws GeneralSecurityException {
    KeyPair pair = keyPair();
    KeyPair issuer = new KeyPair(authority.certificate().getPublicKey(), authority.key());
    try {
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      var builder =
          builder(
              authority.certificate().getSubjectX500Principal(),
              new X500Principal("CN=Vedette, O=Vedette"),
              pair,
              from,
              until);
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              identifiers.createAuthorityKeyIdentifier(issuer.getPublic()))
          .addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(
                  names.stream().map(LocalAuthority::generalName).toArray(GeneralName[]::new)));
      return new CertifiedKey(
          pair.getPrivate(), List.of(sign(builder, issuer), authority.certificate()));
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static GeneralName generalName(String name) {
    return new GeneralName(
        HostNames.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, KeyPair pair, Instant from, Instant until) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, RANDOM).setBit(126),
        Date.from(from.minus(CLOCK_SLACK)),
        Date.from(until),
        subject,
        pair.getPublic());
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair signer)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }
}
