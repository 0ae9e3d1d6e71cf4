package io.vedette.analytics.rules;

import static java.util.Objects.requireNonNullElse;

import io.vedette.analytics.rules.AnalyticsRule.AlertDetailsOverride;
import io.vedette.analytics.rules.AnalyticsRule.EntityMapping;
import io.vedette.analytics.rules.AnalyticsRule.EventGrouping;
import io.vedette.analytics.rules.AnalyticsRule.FieldMapping;
import io.vedette.analytics.rules.AnalyticsRule.Operator;
import io.vedette.analytics.rules.AnalyticsRule.Schedule;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.analytics.rules.AnalyticsRule.Trigger;
import io.vedette.analytics.rules.IncidentConfiguration.Grouping;
import io.vedette.analytics.rules.IncidentConfiguration.MatchingMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads an analytics rule in the YAML form of Microsoft Sentinel's public content.
 *
 * <p>Source: Azure-Sentinel wiki, "Query Style Guide" and "Detection template structure"; Microsoft
 * Sentinel documentation, "Create a scheduled analytics rule".
 */
public final class RuleReader {
  private static final Duration LONGEST_NEAR_REAL_TIME_PERIOD = Duration.ofDays(14);
  private static final Duration DEFAULT_LOOKBACK = Duration.ofHours(5);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "gt", Operator.GreaterThan,
          "greaterthan", Operator.GreaterThan,
          "lt", Operator.LessThan,
          "lessthan", Operator.LessThan,
          "eq", Operator.Equal,
          "equal", Operator.Equal,
          "ne", Operator.NotEqual,
          "notequal", Operator.NotEqual);

  private enum Kind {
    Scheduled,
    NRT
  }

  private RuleReader() {}

  /** What reading gives: a rule, or everything that is wrong with it. */
  public sealed interface Outcome {
    /** A rule that can run, if its query compiles. */
    record Read(AnalyticsRule rule) implements Outcome {}

    /** Not a rule; at least one problem. */
    record Refused(List<RuleProblem> problems) implements Outcome {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Reads one rule. Never throws for any text.
   *
   * @param file the name to show in problems
   */
  public static Outcome read(String file, String yaml) {
    return switch (YamlReader.read(yaml)) {
      case YamlReader.Outcome.Broken broken ->
          refused(new RuleProblem(file, "", broken.line(), broken.message()));
      case YamlReader.Outcome.Document(YamlNode.Mapping mapping) -> rule(file, mapping, yaml);
      case YamlReader.Outcome.Document document ->
          refused(
              new RuleProblem(
                  file,
                  "",
                  document.root().line(),
                  "a rule must hold fields such as id and query"));
    };
  }

  private static Outcome refused(RuleProblem problem) {
    return new Outcome.Refused(List.of(problem));
  }

  private static Outcome rule(String file, YamlNode.Mapping mapping, String yaml) {
    List<RuleProblem> problems = new ArrayList<>();
    RuleFields fields = new RuleFields(file, "", mapping, problems);
    AnalyticsRule rule =
        new AnalyticsRule(
            id(fields),
            fields.required("name").strip(),
            requireNonNullElse(fields.optional("description"), "").strip(),
            severity(fields),
            fields.optional("version"),
            fields.flag("enabled", true),
            schedule(fields),
            trigger(fields),
            fields.texts("tactics"),
            fields.texts("relevantTechniques"),
            fields.required("query"),
            entityMappings(fields),
            fields.textMap("customDetails"),
            alertDetails(fields),
            eventGrouping(fields),
            suppression(fields),
            incidentConfiguration(fields),
            fields.unread(),
            yaml);
    return problems.isEmpty() ? new Outcome.Read(rule) : new Outcome.Refused(problems);
  }

  private static String id(RuleFields fields) {
    String id = fields.required("id").strip().toLowerCase(Locale.ROOT);
    if (!id.isEmpty() && !isGuid(id)) {
      fields.problem("id", "must be a GUID such as " + new UUID(0x4a1f, 0x8b2c_0000_0000_0000L));
    }
    return id;
  }

  private static boolean isGuid(String text) {
    return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  private static Severity severity(RuleFields fields) {
    Severity severity = fields.choice("severity", Severity.class);
    if (severity == null && !fields.has("severity")) {
      fields.problem("severity", "is missing");
    }
    return severity == null ? Severity.Medium : severity;
  }

  private static Schedule schedule(RuleFields fields) {
    Kind kind = fields.choice("kind", Kind.class);
    Duration frequency = fields.duration("queryFrequency", SECOND);
    Duration period = fields.duration("queryPeriod", SECOND);
    if (kind == Kind.NRT) {
      return new Schedule.NearRealTime(period == null ? LONGEST_NEAR_REAL_TIME_PERIOD : period);
    }
    if (!fields.has("queryFrequency")) {
      fields.problem("queryFrequency", "is missing; only rules of kind NRT go without");
    }
    if (!fields.has("queryPeriod")) {
      fields.problem("queryPeriod", "is missing; only rules of kind NRT go without");
    }
    if (frequency == null || period == null) {
      return new Schedule.Scheduled(Duration.ofHours(1), Duration.ofHours(1));
    }
    if (period.compareTo(frequency) < 0) {
      fields.problem(
          "queryPeriod",
          "must be at least queryFrequency, or rows between two runs are never seen");
    }
    return new Schedule.Scheduled(frequency, period);
  }

  private static Trigger trigger(RuleFields fields) {
    int threshold = fields.number("triggerThreshold", 0, 10_000_000, 0);
    String text = fields.optional("triggerOperator");
    if (text == null) {
      return new Trigger(Operator.GreaterThan, threshold);
    }
    Operator operator = OPERATORS.get(text.strip().toLowerCase(Locale.ROOT));
    if (operator == null) {
      fields.problem("triggerOperator", "must be gt, lt, eq or ne");
    }
    return new Trigger(operator == null ? Operator.GreaterThan : operator, threshold);
  }

  private static List<EntityMapping> entityMappings(RuleFields fields) {
    List<EntityMapping> mappings = new ArrayList<>();
    for (RuleFields entry : fields.mappings("entityMappings")) {
      String typeName = entry.required("entityType");
      EntityType type = EntityType.named(typeName).orElse(null);
      if (type == null && !typeName.isEmpty()) {
        entry.problem("entityType", "'" + typeName + "' is not an entity type of Sentinel");
      }
      List<FieldMapping> columns = new ArrayList<>();
      for (RuleFields column : entry.mappings("fieldMappings")) {
        String identifier = column.required("identifier");
        if (type != null && !identifier.isEmpty() && !type.takes(identifier)) {
          column.problem(
              "identifier",
              "%s has no '%s'; it has %s"
                  .formatted(type.ruleName(), identifier, type.identifierList()));
        }
        String spelling = type == null ? identifier : type.spelling(identifier);
        columns.add(new FieldMapping(spelling, column.required("columnName").strip()));
      }
      if (columns.isEmpty()) {
        entry.problem("fieldMappings", "needs at least one identifier with its columnName");
      }
      mappings.add(new EntityMapping(type == null ? typeName : type.ruleName(), columns));
    }
    return mappings;
  }

  private static AlertDetailsOverride alertDetails(RuleFields fields) {
    RuleFields details = fields.mapping("alertDetailsOverride");
    if (details == null) {
      return AlertDetailsOverride.NONE;
    }
    Map<String, String> properties = new LinkedHashMap<>();
    for (RuleFields property : details.mappings("alertDynamicProperties")) {
      properties.put(property.required("alertProperty"), property.required("value"));
    }
    return new AlertDetailsOverride(
        details.optional("alertDisplayNameFormat"),
        details.optional("alertDescriptionFormat"),
        details.optional("alertSeverityColumnName"),
        details.optional("alertTacticsColumnName"),
        properties);
  }

  private static EventGrouping eventGrouping(RuleFields fields) {
    RuleFields settings = fields.mapping("eventGroupingSettings");
    EventGrouping grouping =
        settings == null ? null : settings.choice("aggregationKind", EventGrouping.class);
    return grouping == null ? EventGrouping.SingleAlert : grouping;
  }

  private static @Nullable Duration suppression(RuleFields fields) {
    Duration duration = fields.duration("suppressionDuration", SECOND);
    boolean enabled = fields.flag("suppressionEnabled", false);
    if (enabled && !fields.has("suppressionDuration")) {
      fields.problem("suppressionDuration", "is missing, though suppressionEnabled is true");
    }
    return enabled ? duration : null;
  }

  private static IncidentConfiguration incidentConfiguration(RuleFields fields) {
    RuleFields configuration = fields.mapping("incidentConfiguration");
    if (configuration == null) {
      return IncidentConfiguration.DEFAULT;
    }
    boolean create = configuration.flag("createIncident", true);
    RuleFields grouping = configuration.mapping("groupingConfiguration");
    return new IncidentConfiguration(create, grouping == null ? null : grouping(grouping));
  }

  private static @Nullable Grouping grouping(RuleFields fields) {
    boolean enabled = fields.flag("enabled", false);
    Duration lookback = fields.duration("lookbackDuration", SECOND);
    MatchingMethod method = fields.choice("matchingMethod", MatchingMethod.class);
    List<String> entities = new ArrayList<>();
    for (String name : fields.texts("groupByEntities")) {
      EntityType type = EntityType.named(name).orElse(null);
      if (type == null) {
        fields.problem("groupByEntities", "'" + name + "' is not an entity type of Sentinel");
      } else {
        entities.add(type.ruleName());
      }
    }
    Grouping grouping =
        new Grouping(
            fields.flag("reopenClosedIncident", false),
            lookback == null ? DEFAULT_LOOKBACK : lookback,
            method == null ? MatchingMethod.AllEntities : method,
            entities,
            fields.texts("groupByAlertDetails"),
            fields.texts("groupByCustomDetails"));
    boolean selectsNothing =
        grouping.groupByEntities().isEmpty()
            && grouping.groupByAlertDetails().isEmpty()
            && grouping.groupByCustomDetails().isEmpty();
    if (enabled && grouping.matchingMethod() == MatchingMethod.Selected && selectsNothing) {
      fields.problem(
          "matchingMethod",
          "Selected needs groupByEntities, groupByAlertDetails or groupByCustomDetails");
    }
    return enabled ? grouping : null;
  }
}
