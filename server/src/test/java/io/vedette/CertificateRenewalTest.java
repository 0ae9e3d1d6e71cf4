package io.vedette;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.Certificates;
import io.vedette.platform.CertifiedKey;
import io.vedette.platform.Settings;
import io.vedette.testing.SettableClock;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.TomcatWebServer;

class CertificateRenewalTest {
  @Test
  void a_certificate_near_its_end_is_replaced_while_the_server_runs(@TempDir Path directory)
      throws Exception {
    SettableClock clock = new SettableClock(Instant.now().minus(Duration.ofDays(340)));
    Settings settings = Settings.in(directory).withPort(0);
    Certificates certificates = new Certificates(settings, clock);
    CertifiedKey first = certificates.current();
    TomcatWebServer web = (TomcatWebServer) TomcatSetup.factory(settings, first).getWebServer();
    web.start();
    try (CertificateRenewal renewal =
        new CertificateRenewal(certificates, first, web.getTomcat().getConnector())) {
      assertThat(renewal.renewWhenDue()).isFalse();
      assertThat(served(directory, web.getPort())).isEqualTo(first.certificate());
      clock.pass(Duration.ofDays(340));
      assertThat(renewal.renewWhenDue()).isTrue();
      assertThat(served(directory, web.getPort()))
          .isEqualTo(certificates.current().certificate())
          .isNotEqualTo(first.certificate());
    } finally {
      web.stop();
      web.destroy();
    }
  }

  private static Certificate served(Path directory, int port) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", Objects.requireNonNull(Certificates.authority(directory)));
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }
}
