package io.vedette;

import io.vedette.platform.CertifiedKey;
import io.vedette.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;

/** Tomcat with HTTPS only, HTTP/2, virtual threads and orderly shutdown. */
final class TomcatSetup {
  private static final String KEY_PASSWORD = "in-memory-only";
  private static final int LARGEST_HEADERS = 32 * 1024;

  private TomcatSetup() {}

  static TomcatServletWebServerFactory factory(Settings settings, CertifiedKey certified) {
    TomcatServletWebServerFactory factory =
        new TomcatServletWebServerFactory(settings.listen().port());
    factory.setAddress(address(settings.listen().address()));
    factory.setShutdown(Shutdown.GRACEFUL);
    factory.setRegisterDefaultServlet(false);
    factory.setDisableMBeanRegistry(true);
    // Otherwise what the answers' filter still holds after a forward is thrown away.
    factory.addContextCustomizers(context -> context.setSuspendWrappedResponseAfterForward(false));
    factory.addConnectorCustomizers(connector -> customize(connector, certified));
    return factory;
  }

  /** Serves another certificate from the next handshake on. */
  static void replaceCertificate(Connector connector, CertifiedKey certified) {
    protocol(connector).addSslHostConfig(hostConfig(certified), true);
  }

  private static void customize(Connector connector, CertifiedKey certified) {
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("server", "Vedette");
    AbstractHttp11Protocol<?> protocol = protocol(connector);
    protocol.setSSLEnabled(true);
    protocol.addSslHostConfig(hostConfig(certified));
    protocol.setExecutor(new VirtualThreadExecutor("http-"));
    protocol.setMaxHttpRequestHeaderSize(LARGEST_HEADERS);
    protocol.setConnectionTimeout((int) Duration.ofSeconds(20).toMillis());
    connector.addUpgradeProtocol(http2());
  }

  /**
   * A page that is left or loaded anew cancels all that it waits for. By default two cancelled
   * answers close the connection, and what the next page asks for on it fails; so ten may be.
   */
  private static Http2Protocol http2() {
    Http2Protocol http2 = new Http2Protocol();
    http2.setOverheadResetFactor(http2.getOverheadCountFactor());
    return http2;
  }

  private static AbstractHttp11Protocol<?> protocol(Connector connector) {
    return (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
  }

  private static SSLHostConfig hostConfig(CertifiedKey certified) {
    try {
      // It never leaves memory; PKCS12 would derive a key from the password, twice, at each start.
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, null);
      store.setKeyEntry(
          "server",
          certified.key(),
          KEY_PASSWORD.toCharArray(),
          certified.chain().toArray(Certificate[]::new));
      SSLHostConfig config = new SSLHostConfig();
      config.setProtocols("TLSv1.2+TLSv1.3");
      SSLHostConfigCertificate certificate =
          new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
      certificate.setCertificateKeystore(store);
      certificate.setCertificateKeyAlias("server");
      certificate.setCertificateKeyPassword(KEY_PASSWORD);
      config.addCertificate(certificate);
      return config;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text.equals("*") ? "::" : text);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException("The address to bind is unknown: " + text, e);
    }
  }
}
