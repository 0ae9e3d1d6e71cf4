package io.vedette.kql.functions;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Datetimes between UTC and the zones of the IANA data base that the Java runtime holds. */
final class TimeZones {
  private TimeZones() {}

  private static final Map<String, ZoneRules> KNOWN = new ConcurrentHashMap<>();

  static @Nullable Long toLocal(long utc, String zone) {
    ZoneRules rules = rules(zone);
    if (rules == null) {
      return null;
    }
    long seconds = Math.floorDiv(utc, Times.SECOND);
    return utc + rules.getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds() * Times.SECOND;
  }

  /** A time that the zone skips or has twice is taken with the offset that follows the change. */
  static @Nullable Long toUtc(long local, String zone) {
    ZoneRules rules = rules(zone);
    if (rules == null) {
      return null;
    }
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(Math.floorDiv(local, Times.SECOND), 0, ZoneOffset.UTC);
    ZoneOffsetTransition change = rules.getTransition(time);
    ZoneOffset offset = change == null ? rules.getOffset(time) : change.getOffsetAfter();
    return local - offset.getTotalSeconds() * Times.SECOND;
  }

  private static @Nullable ZoneRules rules(String zone) {
    ZoneRules known = KNOWN.get(zone);
    if (known != null) {
      return known;
    }
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      return null;
    }
    try {
      ZoneRules rules = ZoneId.of(zone).getRules();
      KNOWN.put(zone, rules);
      return rules;
    } catch (DateTimeException unknown) {
      return null;
    }
  }
}
