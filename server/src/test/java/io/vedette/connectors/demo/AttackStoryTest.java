package io.vedette.connectors.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttackStoryTest {
  private static final Instant HOUR = Instant.parse("2026-03-02T10:00:00Z");
  private static final int THRESHOLD = 20;

  /** At the demo's pace a full hour may come at any scene. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 9, 10, 11, 15, 19, 20, 30})
  void whereverAFullHourCutsItEachAddressGuessesOftenEnoughWithinOne(int scenesBefore) {
    SettableClock clock = new SettableClock(HOUR.minusSeconds(4L * scenesBefore));
    AttackStory story = new AttackStory(clock);
    Map<String, Integer> guesses = new HashMap<>();
    for (int i = 0; i < story.length(); i++) {
      for (Map<String, Object> row : story.scene(i).rows()) {
        if (Integer.valueOf(4625).equals(row.get("EventID"))) {
          Instant hour = time(row).truncatedTo(ChronoUnit.HOURS);
          guesses.merge(row.get("IpAddress") + " " + hour, 1, Integer::sum);
        }
      }
      clock.pass(Duration.ofSeconds(4));
    }
    for (String address : new String[] {"203.0.113.45", "198.51.100.7", "192.0.2.199"}) {
      assertThat(
              guesses.entrySet().stream()
                  .filter(entry -> entry.getKey().startsWith(address))
                  .mapToInt(Map.Entry::getValue)
                  .max()
                  .orElse(0))
          .as(address)
          .isGreaterThanOrEqualTo(THRESHOLD);
    }
  }

  private static Instant time(Map<String, Object> row) {
    return (Instant) requireNonNull(row.get("TimeGenerated"));
  }

  @Test
  void theOfficeHasALivelyPast() {
    AttackStory.Scene before = new AttackStory(new SettableClock(HOUR)).before();
    assertThat(before.rows()).hasSizeBetween(1000, 10_000);
    assertThat(before.rows())
        .extracting(row -> row.get("EventID"))
        .contains(4624, 4634, 4672, 4688);
    assertThat(before.rows()).extracting(row -> row.get("LogonType")).contains(2, 3, 5, 7, 10);
    assertThat(before.rows())
        .allSatisfy(row -> assertThat(time(row)).isBetween(HOUR.minus(Duration.ofHours(8)), HOUR));
    assertThat(before.rows()).extracting(row -> row.get("Computer")).doesNotContainNull();
  }
}
