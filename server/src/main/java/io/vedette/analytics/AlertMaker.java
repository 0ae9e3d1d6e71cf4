package io.vedette.analytics;

import static java.util.Objects.requireNonNullElse;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.AlertDetailsOverride;
import io.vedette.analytics.rules.AnalyticsRule.EntityMapping;
import io.vedette.analytics.rules.AnalyticsRule.EventGrouping;
import io.vedette.analytics.rules.AnalyticsRule.FieldMapping;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.analytics.rules.EntityType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of one run into alerts: threshold, event grouping, entities, custom details,
 * overrides.
 *
 * <p>Source: Microsoft Sentinel documentation, "Scheduled analytics rules in Microsoft Sentinel",
 * "Customize alert details". Beyond Sentinel: a mapped column that holds a dynamic array names one
 * entity per element.
 */
final class AlertMaker {
  /**
   * The most alerts of one run; the last of them stands for all rows that are left. Sentinel's
   * number for scheduled rules (NRT: 30).
   */
  static final int MAX_ALERTS = 150;

  /** The most entities of one alert, as in Sentinel. */
  static final int MAX_ENTITIES = 500;

  private static final int MAX_NAME = 256;
  private static final int MAX_DESCRIPTION = 5000;
  private static final int MAX_DETAIL_VALUES = 50;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]{1,200})}}");
  private static final List<String> START_COLUMNS =
      List.of("StartTime", "StartTimeUtc", "FirstSeen", "TimeGenerated");
  private static final List<String> END_COLUMNS =
      List.of("EndTime", "EndTimeUtc", "LastSeen", "TimeGenerated");

  private final AnalyticsRule rule;
  private final RunWindow window;
  private final ResultRows result;
  private final Instant evaluated;
  private final Instant raised;

  private AlertMaker(AnalyticsRule rule, RunWindow window, ResultRows result, InstantSource clock) {
    this.rule = rule;
    this.window = window;
    this.result = result;
    this.evaluated = clock.instant();
    this.raised = evaluated;
  }

  /**
   * The alerts of a run.
   *
   * @param cut what was left out and why, or null
   */
  record Made(List<Alert> alerts, @Nullable String cut) {}

  static Made alerts(AnalyticsRule rule, RunWindow window, ResultRows result, InstantSource clock) {
    return new AlertMaker(rule, window, result, clock).make();
  }

  private Made make() {
    int count = result.rows().size();
    if (!rule.trigger().isMetBy(count)) {
      return new Made(List.of(), null);
    }
    if (rule.eventGrouping() == EventGrouping.SingleAlert || count == 0) {
      return new Made(List.of(alert(result.rows())), null);
    }
    if (count <= MAX_ALERTS) {
      return new Made(result.rows().stream().map(this::alertOf).toList(), null);
    }
    int own = MAX_ALERTS - 1;
    List<Alert> alerts = new ArrayList<>();
    result.rows().stream().limit(own).map(this::alertOf).forEach(alerts::add);
    alerts.add(summary(result.rows().subList(own, count)));
    String cut =
        "%d rows share the last alert: a run raises at most %d alerts"
            .formatted(count - own, MAX_ALERTS);
    return new Made(alerts, cut);
  }

  private Alert alertOf(@Nullable Object[] row) {
    return alert(List.<@Nullable Object[]>of(row));
  }

  private Alert alert(List<@Nullable Object[]> rows) {
    @Nullable Object @Nullable [] first = rows.isEmpty() ? null : rows.getFirst();
    AlertDetailsOverride override = rule.alertDetailsOverride();
    return alert(
        rows,
        format(override.displayNameFormat(), first, rule.name()),
        format(override.descriptionFormat(), first, rule.description()),
        severity(first),
        tactics(first),
        properties(first),
        null);
  }

  /** One alert for rows that get none of their own: as bad as the worst of them. */
  private Alert summary(List<@Nullable Object[]> rows) {
    Severity worst = rows.stream().map(this::severity).min(Comparator.naturalOrder()).orElseThrow();
    Set<String> tactics = new LinkedHashSet<>();
    rows.forEach(row -> tactics.addAll(tactics(row)));
    return alert(
        rows,
        "%s: %d further results".formatted(rule.name(), rows.size()),
        rule.description(),
        worst,
        List.copyOf(tactics),
        Map.of(),
        "this alert stands for %d rows, because a run raises at most %d alerts"
            .formatted(rows.size(), MAX_ALERTS));
  }

  private Alert alert(
      List<@Nullable Object[]> rows,
      String name,
      String description,
      Severity severity,
      List<String> tactics,
      Map<String, String> properties,
      @Nullable String note) {
    Map<String, MappedEntity> entities = new LinkedHashMap<>();
    int left = 0;
    for (@Nullable Object[] row : rows) {
      for (MappedEntity entity : entities(row)) {
        if (entities.size() < MAX_ENTITIES) {
          entities.putIfAbsent(entity.comparisonKey(), entity);
        } else if (!entities.containsKey(entity.comparisonKey())) {
          left++;
        }
      }
    }
    String fewer =
        left == 0
            ? null
            : "%d entity names were left out: an alert names at most %d"
                .formatted(left, MAX_ENTITIES);
    Instant start = time(rows, START_COLUMNS, true);
    Instant end = time(rows, END_COLUMNS, false);
    return new Alert(
        UUID.randomUUID().toString(),
        rule.id(),
        rule.name(),
        shortened(name, MAX_NAME),
        severity,
        shortened(description, MAX_DESCRIPTION),
        tactics,
        rule.relevantTechniques(),
        requireNonNullElse(start, window.from()),
        requireNonNullElse(end, window.to()),
        List.copyOf(entities.values()),
        customDetails(rows),
        properties,
        rows.size(),
        rule.query(),
        window.from(),
        window.to(),
        new Alert.Latency(end, window.received(), window.stored(), evaluated, raised),
        note == null ? fewer : fewer == null ? note : note + "; " + fewer);
  }

  private List<MappedEntity> entities(@Nullable Object[] row) {
    List<MappedEntity> entities = new ArrayList<>();
    for (EntityMapping mapping : rule.entityMappings()) {
      EntityType type = EntityType.named(mapping.entityType()).orElseThrow();
      Map<String, List<String>> values = new LinkedHashMap<>();
      int most = 0;
      for (FieldMapping field : mapping.fieldMappings()) {
        List<String> texts = result.texts(row, field.columnName());
        values.put(field.identifier(), texts);
        most = Math.max(most, texts.size());
      }
      for (int i = 0; i < most; i++) {
        Map<String, String> raw = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
          List<String> texts = entry.getValue();
          if (texts.size() == 1 || i < texts.size()) {
            raw.put(entry.getKey(), texts.get(texts.size() == 1 ? 0 : i));
          }
        }
        EntityIdentifiers.entity(type, raw).ifPresent(entities::add);
      }
    }
    return entities;
  }

  private Map<String, List<String>> customDetails(List<@Nullable Object[]> rows) {
    Map<String, List<String>> details = new LinkedHashMap<>();
    rule.customDetails()
        .forEach(
            (name, column) -> {
              Set<String> values = new LinkedHashSet<>();
              for (@Nullable Object[] row : rows) {
                if (values.size() < MAX_DETAIL_VALUES) {
                  values.addAll(result.texts(row, column));
                }
              }
              details.put(name, values.stream().limit(MAX_DETAIL_VALUES).toList());
            });
    return details;
  }

  private Map<String, String> properties(@Nullable Object @Nullable [] row) {
    Map<String, String> properties = new LinkedHashMap<>();
    if (row != null) {
      rule.alertDetailsOverride()
          .dynamicProperties()
          .forEach((property, column) -> properties.put(property, result.text(row, column)));
    }
    return properties;
  }

  private Severity severity(@Nullable Object @Nullable [] row) {
    String column = rule.alertDetailsOverride().severityColumn();
    if (row != null && column != null) {
      String text = result.text(row, column);
      for (Severity severity : Severity.values()) {
        if (severity.name().equalsIgnoreCase(text)) {
          return severity;
        }
      }
    }
    return rule.severity();
  }

  private List<String> tactics(@Nullable Object @Nullable [] row) {
    String column = rule.alertDetailsOverride().tacticsColumn();
    if (row == null || column == null) {
      return rule.tactics();
    }
    List<String> tactics =
        result.texts(row, column).stream()
            .flatMap(text -> Pattern.compile(",").splitAsStream(text))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
    return tactics.isEmpty() ? rule.tactics() : tactics;
  }

  /**
   * The format with its columns filled in; the plain text where one of them is empty or missing.
   */
  private String format(
      @Nullable String format, @Nullable Object @Nullable [] row, String otherwise) {
    if (format == null || row == null) {
      return otherwise;
    }
    StringBuilder text = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(format);
    while (matcher.find()) {
      String value = String.join(", ", result.texts(row, matcher.group(1).strip()));
      if (value.isBlank()) {
        return otherwise;
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(text).toString();
  }

  private @Nullable Instant time(
      List<@Nullable Object[]> rows, List<String> columns, boolean earliest) {
    for (String column : columns) {
      Instant found = null;
      for (@Nullable Object[] row : rows) {
        Instant time = result.instant(row, column);
        if (time != null
            && (found == null || (earliest ? time.isBefore(found) : time.isAfter(found)))) {
          found = time;
        }
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static String shortened(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit - 3) + "...";
  }
}
