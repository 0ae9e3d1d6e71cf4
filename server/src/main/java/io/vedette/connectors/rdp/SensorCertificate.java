package io.vedette.connectors.rdp;

import io.vedette.platform.Pem;
import io.vedette.platform.PrivateFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate as Windows makes it for Remote Desktop by itself: RSA, for half a year.
 *
 * @param standardKey of standard RDP security
 */
record SensorCertificate(
    PrivateKey key, X509Certificate certificate, RSAPrivateCrtKey standardKey) {
  private static final int KEY_BITS = 2048;
  private static final Duration VALID = Duration.ofDays(182);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String CERTIFICATE = "certificate.pem";
  private static final String KEY = "key.pem";
  private static final String STANDARD_KEY = "standard-key.pem";

  /**
   * The one that a folder keeps, so that the machine is the same after a restart; a new one where
   * there is none, and as Windows does where it has expired or the machine has another name. Fails
   * when the folder's files cannot be read or written.
   */
  static SensorCertificate kept(Path folder, String computer, Instant now)
      throws IOException, GeneralSecurityException {
    Path file = folder.resolve(CERTIFICATE);
    if (Files.exists(file)) {
      SensorCertificate kept = read(folder);
      if (kept.isFor(computer) && now.isBefore(kept.certificate.getNotAfter().toInstant())) {
        return kept;
      }
    }
    SensorCertificate fresh = create(computer, now);
    PrivateFiles.createDirectories(folder);
    PrivateFiles.write(folder.resolve(KEY), Pem.of(fresh.key));
    PrivateFiles.write(folder.resolve(STANDARD_KEY), Pem.of(fresh.standardKey));
    PrivateFiles.write(file, Pem.of(fresh.certificate));
    return fresh;
  }

  private static SensorCertificate read(Path folder) throws IOException, GeneralSecurityException {
    try {
      PrivateKey standard = Pem.privateKey(Files.readString(folder.resolve(STANDARD_KEY)), "RSA");
      return new SensorCertificate(
          Pem.privateKey(Files.readString(folder.resolve(KEY)), "RSA"),
          Pem.certificates(Files.readString(folder.resolve(CERTIFICATE))).getFirst(),
          (RSAPrivateCrtKey) standard);
    } catch (IOException | GeneralSecurityException | ClassCastException e) {
      throw new GeneralSecurityException(
          "the RDP sensor's certificate and keys in "
              + folder
              + " cannot be read; without that folder it makes new ones",
          e);
    }
  }

  private boolean isFor(String computer) {
    return certificate.getSubjectX500Principal().getName().equalsIgnoreCase("CN=" + computer);
  }

  static SensorCertificate create(String computer, Instant now) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(KEY_BITS, RANDOM);
    KeyPair pair = generator.generateKeyPair();
    var name = new X500NameBuilder().addRDN(BCStyle.CN, computer).build();
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(126, RANDOM),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(VALID)),
              name,
              pair.getPublic());
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(
          Extension.keyUsage,
          false,
          new KeyUsage(KeyUsage.keyEncipherment | KeyUsage.dataEncipherment));
      var signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
      return new SensorCertificate(
          pair.getPrivate(),
          new JcaX509CertificateConverter().getCertificate(builder.build(signer)),
          (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
    } catch (CertIOException | OperatorCreationException e) {
      throw new GeneralSecurityException("the sensor's certificate cannot be made", e);
    }
  }
}
