package io.vedette.api.loganalytics;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the header Prefer asks for.
 *
 * <p>Source: Azure Monitor documentation, "Prefer options".
 *
 * @param limit the most time that the query may take
 */
record Preferences(Duration limit, boolean statistics, boolean visualization) {
  private static final long LONGEST_SECONDS = 600;

  static Preferences of(@Nullable String header) {
    Duration limit = Duration.ofSeconds(LONGEST_SECONDS);
    boolean statistics = false;
    boolean visualization = false;
    for (String part : header == null ? new String[0] : header.split("[,;]", -1)) {
      String preference = part.strip().toLowerCase(Locale.ROOT);
      switch (preference) {
        case "include-statistics=true" -> statistics = true;
        case "include-render=true" -> visualization = true;
        default -> {
          if (preference.matches("wait=\\d{1,9}")) {
            long seconds = Long.parseLong(preference.substring("wait=".length()));
            limit = Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_SECONDS));
          }
        }
      }
    }
    return new Preferences(limit, statistics, visualization);
  }
}
