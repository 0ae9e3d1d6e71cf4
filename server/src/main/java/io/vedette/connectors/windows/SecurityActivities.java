package io.vedette.connectors.windows;

import java.util.Map;
import java.util.stream.Collectors;

/** What the numbers of security audit events mean. */
final class SecurityActivities {
  private static final Map<Integer, String> TEXTS =
      TabSeparated.read("security-activities.tsv").stream()
          .collect(Collectors.toUnmodifiableMap(line -> Integer.valueOf(line[0]), line -> line[1]));

  private SecurityActivities() {}

  /** Number and meaning, such as {@code 4625 - An account failed to log on.} */
  static String of(int eventId) {
    String text = TEXTS.get(eventId);
    return text == null ? Integer.toString(eventId) : eventId + " - " + text;
  }
}
