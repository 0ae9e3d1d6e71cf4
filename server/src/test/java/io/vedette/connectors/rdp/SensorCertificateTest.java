package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SensorCertificateTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path data;

  private SensorCertificate kept(String computer, Instant now)
      throws IOException, GeneralSecurityException {
    return SensorCertificate.kept(data.resolve("rdp"), computer, now);
  }

  @Test
  void theMachineIsTheSameAfterARestart() throws IOException, GeneralSecurityException {
    SensorCertificate first = kept("SRV01", NOW);
    assertThat(first.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=SRV01");
    assertThat(kept("SRV01", NOW.plus(Duration.ofDays(180)))).isEqualTo(first);
    try (Stream<Path> files = Files.list(data.resolve("rdp"))) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void anotherNameOrItsEndMakesANewOne() throws IOException, GeneralSecurityException {
    SensorCertificate first = kept("SRV01", NOW);
    SensorCertificate renamed = kept("srv02.corp.example", NOW);
    assertThat(renamed.certificate()).isNotEqualTo(first.certificate());
    assertThat(kept("srv02.corp.example", NOW)).isEqualTo(renamed);
    SensorCertificate renewed = kept("srv02.corp.example", NOW.plus(Duration.ofDays(190)));
    assertThat(renewed.certificate()).isNotEqualTo(renamed.certificate());
  }

  @Test
  void aDamagedKeyIsNamedWithWhatWouldDo() throws IOException, GeneralSecurityException {
    kept("SRV01", NOW);
    Files.writeString(data.resolve("rdp").resolve("key.pem"), "none");
    assertThatThrownBy(() -> kept("SRV01", NOW))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining(data.resolve("rdp").toString())
        .hasMessageContaining("without that folder");
  }
}
