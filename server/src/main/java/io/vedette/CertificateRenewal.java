package io.vedette;

import io.vedette.platform.BrokenCertificateException;
import io.vedette.platform.Certificates;
import io.vedette.platform.CertifiedKey;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twice a day whether another certificate is to be served, and serves it without a restart.
 */
final class CertificateRenewal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateRenewal.class);
  private static final Duration PAUSE = Duration.ofHours(12);

  private final Certificates certificates;
  private final Connector connector;
  private final Thread thread;
  private CertifiedKey served;

  CertificateRenewal(Certificates certificates, CertifiedKey served, Connector connector) {
    this.certificates = certificates;
    this.served = served;
    this.connector = connector;
    this.thread = Thread.ofVirtual().name("certificate-renewal").start(this::keepLooking);
  }

  private void keepLooking() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        look();
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void look() {
    try {
      renewWhenDue();
    } catch (BrokenCertificateException e) {
      LOG.error("The served certificate stays: {}", e.getMessage());
    }
  }

  /** Serves the current certificate if it is not the one that is served; says whether it did. */
  synchronized boolean renewWhenDue() {
    CertifiedKey current = certificates.current();
    if (current.certificate().equals(served.certificate())) {
      return false;
    }
    TomcatSetup.replaceCertificate(connector, current);
    served = current;
    return true;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
