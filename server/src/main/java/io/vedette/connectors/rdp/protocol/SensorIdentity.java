package io.vedette.connectors.rdp.protocol;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What a sensor shows of itself.
 *
 * @param tls with the certificate's key
 * @param certificate that it shows
 * @param standardKey of standard RDP security
 */
public record SensorIdentity(
    Persona persona, SSLContext tls, X509Certificate certificate, StandardKey standardKey) {
  /** Sessions of TLS that are kept for clients which come again without a ticket; few do. */
  private static final int MOST_TLS_SESSIONS = 256;

  /** Of a persona, its certificate and its keys; fails when Java cannot use the key. */
  public static SensorIdentity of(
      Persona persona, PrivateKey key, X509Certificate certificate, StandardKey standardKey)
      throws GeneralSecurityException, java.io.IOException {
    char[] password = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry("rdp", key, password, new X509Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    tls.getServerSessionContext().setSessionCacheSize(MOST_TLS_SESSIONS);
    return new SensorIdentity(persona, tls, certificate, standardKey);
  }

  /**
   * The bits of the public key, without the name of the algorithm: CredSSP binds its proof to it.
   */
  Octets publicKey() {
    return new Octets(
        SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
            .getPublicKeyData()
            .getBytes());
  }
}
