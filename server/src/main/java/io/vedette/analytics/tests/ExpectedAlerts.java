package io.vedette.analytics.tests;

import io.vedette.analytics.Alert;
import io.vedette.analytics.MappedEntity;
import io.vedette.analytics.tests.RuleTest.ExpectedAlert;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what was raised with what was expected. */
final class ExpectedAlerts {
  private ExpectedAlerts() {}

  /** What differs, in words; null when nothing does. */
  static @Nullable String difference(List<ExpectedAlert> expected, List<Alert> actual) {
    List<Alert> left = new ArrayList<>(actual);
    List<String> missing = new ArrayList<>();
    for (ExpectedAlert one : expected) {
      Alert match = left.stream().filter(alert -> fits(one, alert)).findFirst().orElse(null);
      if (match == null) {
        missing.add("expected, not raised: " + words(one));
      } else {
        left.remove(match);
      }
    }
    left.forEach(alert -> missing.add("raised, not expected: " + words(alert)));
    return missing.isEmpty() ? null : String.join("\n", missing);
  }

  private static boolean fits(ExpectedAlert expected, Alert alert) {
    if (expected.name() != null && !expected.name().equals(alert.name())) {
      return false;
    }
    if (expected.severity() != null && !expected.severity().equals(alert.severity().name())) {
      return false;
    }
    if (expected.entities() != null
        && !new LinkedHashSet<>(expected.entities()).equals(entities(alert))) {
      return false;
    }
    for (Map.Entry<String, String> detail : expected.customDetails().entrySet()) {
      List<String> values = alert.customDetails().getOrDefault(detail.getKey(), List.of());
      if (!String.join(", ", values).equals(detail.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> entities(Alert alert) {
    Set<String> names = new LinkedHashSet<>();
    for (MappedEntity entity : alert.entities()) {
      names.add(entity.type().ruleName() + " " + entity.label());
    }
    return names;
  }

  private static String words(ExpectedAlert expected) {
    List<String> words = new ArrayList<>();
    if (expected.name() != null) {
      words.add("\"" + expected.name() + "\"");
    }
    if (expected.severity() != null) {
      words.add(expected.severity());
    }
    if (expected.entities() != null) {
      words.add("entities " + expected.entities());
    }
    if (!expected.customDetails().isEmpty()) {
      words.add("details " + expected.customDetails());
    }
    return words.isEmpty() ? "any alert" : String.join(", ", words);
  }

  private static String words(Alert alert) {
    return "\"%s\", %s, entities %s, details %s"
        .formatted(alert.name(), alert.severity(), entities(alert), alert.customDetails());
  }
}
