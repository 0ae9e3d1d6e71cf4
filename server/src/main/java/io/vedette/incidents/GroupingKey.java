package io.vedette.incidents;

import io.vedette.analytics.Alert;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.EntityType;
import io.vedette.analytics.rules.IncidentConfiguration.Grouping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an alert must have in common with another alert of its rule to share an incident.
 *
 * <p>Source: Microsoft Sentinel documentation, "Create a scheduled analytics rule", alert grouping:
 * all entities match, all alerts of the rule, or selected entities and details match.
 *
 * @param key equal for alerts that belong together; null when the alert shares with none
 * @param reason the same in words
 */
record GroupingKey(@Nullable String key, String reason) {
  static GroupingKey of(AnalyticsRule rule, Alert alert, List<EntityStore.Known> entities) {
    Grouping grouping = rule.grouping();
    if (grouping == null) {
      return new GroupingKey(
          null, "Each alert of the rule \"%s\" makes its own incident.".formatted(rule.name()));
    }
    String within = " raised within " + words(grouping.lookback()) + " of each other";
    return switch (grouping.matchingMethod()) {
      case AnyAlert ->
          new GroupingKey("any", "All alerts of the rule \"%s\"%s.".formatted(rule.name(), within));
      case AllEntities -> allEntities(rule, entities, within);
      case Selected -> selected(rule, grouping, alert, entities, within);
    };
  }

  private static GroupingKey allEntities(
      AnalyticsRule rule, List<EntityStore.Known> entities, String within) {
    if (entities.isEmpty()) {
      return new GroupingKey(
          null,
          "The alert names no entity, so it shares none with other alerts of the rule \"%s\"."
              .formatted(rule.name()));
    }
    return new GroupingKey(
        "all|" + ids(entities),
        "Alerts of the rule \"%s\" that name exactly these entities: %s;%s."
            .formatted(rule.name(), labels(entities), within));
  }

  private static GroupingKey selected(
      AnalyticsRule rule,
      Grouping grouping,
      Alert alert,
      List<EntityStore.Known> entities,
      String within) {
    StringBuilder key = new StringBuilder("selected");
    List<String> words = new ArrayList<>();
    for (String typeName : grouping.groupByEntities()) {
      EntityType type = EntityType.named(typeName).orElseThrow();
      List<EntityStore.Known> ofType =
          entities.stream().filter(known -> known.entity().type() == type).toList();
      if (ofType.isEmpty()) {
        return new GroupingKey(
            null,
            "The alert names no %s, by which the rule \"%s\" groups."
                .formatted(typeName, rule.name()));
      }
      key.append('|').append(typeName).append('=').append(ids(ofType));
      words.add("the same " + typeName + " (" + labels(ofType) + ")");
    }
    for (String detail : grouping.groupByAlertDetails()) {
      String value =
          detail.toLowerCase(Locale.ROOT).contains("severity")
              ? alert.severity().name()
              : alert.name();
      key.append('|').append(detail).append('=').append(value);
      words.add("the same " + detail + " (" + value + ")");
    }
    for (String name : grouping.groupByCustomDetails()) {
      String value =
          alert.customDetails().getOrDefault(name, List.of()).stream()
              .sorted()
              .collect(Collectors.joining(", "));
      key.append('|').append(name).append('=').append(value);
      words.add("the same " + name + " (" + value + ")");
    }
    return new GroupingKey(
        key.toString(),
        "Alerts of the rule \"%s\" with %s,%s."
            .formatted(rule.name(), String.join(" and ", words), within));
  }

  private static String ids(List<EntityStore.Known> entities) {
    return entities.stream().map(EntityStore.Known::id).sorted().collect(Collectors.joining(","));
  }

  private static String labels(List<EntityStore.Known> entities) {
    String some =
        entities.stream()
            .limit(5)
            .map(known -> known.entity().label())
            .collect(Collectors.joining(", "));
    return entities.size() <= 5 ? some : some + " and " + (entities.size() - 5) + " more";
  }

  private static String words(Duration duration) {
    if (duration.toSeconds() % 86_400 == 0) {
      return counted(duration.toDays(), "day");
    }
    if (duration.toSeconds() % 3600 == 0) {
      return counted(duration.toHours(), "hour");
    }
    if (duration.toSeconds() % 60 == 0) {
      return counted(duration.toMinutes(), "minute");
    }
    return counted(duration.toSeconds(), "second");
  }

  private static String counted(long count, String unit) {
    return count == 1 ? "1 " + unit : count + " " + unit + "s";
  }
}
