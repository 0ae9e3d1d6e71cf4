package io.vedette.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T08:00:00Z"));

  @TempDir private Path directory;

  private CertifiedKey current(String... names) {
    Settings defaults = Settings.in(directory);
    Settings settings =
        new Settings(
            directory,
            new Settings.Listen("127.0.0.1", 0, List.of(names)),
            defaults.tls(),
            defaults.sessions(),
            defaults.externalData(),
            null,
            null,
            false);
    return new Certificates(settings, clock).current();
  }

  @Test
  void the_first_start_makes_an_authority_and_a_certificate_of_it() throws Exception {
    CertifiedKey made = current("soc.example.org", "192.0.2.7");
    X509Certificate authority = Objects.requireNonNull(Certificates.authority(directory));
    made.certificate().verify(authority.getPublicKey());
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(made.certificate().getBasicConstraints()).isEqualTo(-1);
    assertThat(made.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(made.certificate().getSubjectAlternativeNames().toString())
        .contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "soc.example.org", "192.0.2.7");
    assertThat(Duration.between(clock.instant(), authority.getNotAfter().toInstant()))
        .isEqualTo(Duration.ofDays(3_652));
    assertThat(Duration.between(clock.instant(), made.certificate().getNotAfter().toInstant()))
        .isEqualTo(Duration.ofDays(365));
  }

  @Test
  void it_stays_until_thirty_days_before_its_end_and_is_then_renewed_under_the_same_authority() {
    CertifiedKey first = current();
    clock.pass(Duration.ofDays(334));
    assertThat(current().certificate()).isEqualTo(first.certificate());
    clock.pass(Duration.ofDays(2));
    CertifiedKey second = current();
    assertThat(second.certificate()).isNotEqualTo(first.certificate());
    assertThat(second.chain().getLast()).isEqualTo(first.chain().getLast());
  }

  @Test
  void other_names_make_another_certificate() {
    CertifiedKey first = current();
    CertifiedKey second = current("soc.example.org");
    assertThat(second.certificate()).isNotEqualTo(first.certificate());
    assertThat(current("soc.example.org").certificate()).isEqualTo(second.certificate());
  }

  @Test
  void a_certificate_of_the_users_own_is_served_as_it_is() throws IOException {
    CertifiedKey local = current();
    Path certificate = directory.resolve("own.pem");
    Path key = directory.resolve("own.key");
    Files.copy(directory.resolve("tls/server.pem"), certificate);
    Files.copy(directory.resolve("tls/server.key"), key);
    Settings settings = settings(certificate, key);
    assertThat(new Certificates(settings, clock).current().certificate())
        .isEqualTo(local.certificate());
  }

  @Test
  void what_cannot_be_served_is_named() throws IOException {
    current();
    Path certificate = directory.resolve("tls/server.pem");
    Path foreignKey = directory.resolve("tls/ca.key");
    assertThatThrownBy(() -> new Certificates(settings(certificate, foreignKey), clock).current())
        .isInstanceOf(BrokenCertificateException.class)
        .hasMessageContaining("ca.key")
        .hasMessageContaining("not that of the certificate");
    Path text = Files.writeString(directory.resolve("text.pem"), "hello");
    assertThatThrownBy(() -> new Certificates(settings(certificate, text), clock).current())
        .isInstanceOf(BrokenCertificateException.class)
        .hasMessageContaining("text.pem")
        .hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(
            () -> new Certificates(settings(directory.resolve("no"), text), clock).current())
        .isInstanceOf(BrokenCertificateException.class)
        .hasMessageContaining("no");
  }

  private Settings settings(Path certificate, Path key) {
    Settings defaults = Settings.in(directory);
    return new Settings(
        directory,
        defaults.listen(),
        new Settings.Tls(certificate, key),
        defaults.sessions(),
        defaults.externalData(),
        null,
        null,
        false);
  }
}
