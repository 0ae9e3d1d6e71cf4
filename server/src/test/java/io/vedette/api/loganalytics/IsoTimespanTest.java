package io.vedette.api.loganalytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.kql.CompileOptions.TimeRange;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimespanTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT1H, 2026-11-24T11:00:00Z, 2026-11-24T12:00:00Z",
    "P7D, 2026-11-17T12:00:00Z, 2026-11-24T12:00:00Z",
    "P1DT12H, 2026-11-23T00:00:00Z, 2026-11-24T12:00:00Z",
    "P1M, 2026-10-24T12:00:00Z, 2026-11-24T12:00:00Z",
    "P2W, 2026-11-10T12:00:00Z, 2026-11-24T12:00:00Z",
    "2026-11-01/2026-11-02, 2026-11-01T00:00:00Z, 2026-11-02T00:00:00Z",
    "2026-11-01T06:00:00/PT30M, 2026-11-01T06:00:00Z, 2026-11-01T06:30:00Z",
    "PT30M/2026-11-01T06:00:00+02:00, 2026-11-01T03:30:00Z, 2026-11-01T04:00:00Z",
    "2026-11-01T06:00:00.5Z/2026-11-01T07:00:00Z, 2026-11-01T06:00:00.5Z, 2026-11-01T07:00:00Z",
  })
  void intervalsAreUnderstood(String text, Instant from, Instant to) {
    assertThat(IsoTimespan.parse(text, NOW)).isEqualTo(new TimeRange(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P",
        "PT",
        "1h",
        "P1D/PT1H",
        "2026-11-24",
        "2026-11-02/2026-11-01",
        "a/b",
        "P1D/",
        "//",
        "P999999999999999D",
        "PT9223372036854775807H"
      })
  void anythingElseIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> IsoTimespan.parse(text, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT1H");
  }
}
