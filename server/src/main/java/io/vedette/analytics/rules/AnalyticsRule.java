package io.vedette.analytics.rules;

import io.vedette.analytics.rules.IncidentConfiguration.Grouping;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An analytics rule as Microsoft Sentinel's public content writes it.
 *
 * @param id the GUID, in lower case
 * @param name what people call it; the title of its alerts unless overridden
 * @param version the author's version, or null
 * @param enabled whether it runs when nobody switched it on or off by hand
 * @param schedule when it runs and over what
 * @param trigger how many rows raise an alert
 * @param relevantTechniques MITRE ATT&amp;CK techniques, such as {@code T1110.003}
 * @param suppression for how long it rests after an alert; null: it does not
 * @param unknown fields that Vedette does not read, as they stood
 * @param yaml the text it was read from
 */
public record AnalyticsRule(
    String id,
    String name,
    String description,
    Severity severity,
    @Nullable String version,
    boolean enabled,
    Schedule schedule,
    Trigger trigger,
    List<String> tactics,
    List<String> relevantTechniques,
    String query,
    List<EntityMapping> entityMappings,
    Map<String, String> customDetails,
    AlertDetailsOverride alertDetailsOverride,
    EventGrouping eventGrouping,
    @Nullable Duration suppression,
    IncidentConfiguration incidentConfiguration,
    Map<String, @Nullable Object> unknown,
    String yaml) {

  public AnalyticsRule {
    tactics = List.copyOf(tactics);
    relevantTechniques = List.copyOf(relevantTechniques);
    entityMappings = List.copyOf(entityMappings);
    customDetails = Collections.unmodifiableMap(new LinkedHashMap<>(customDetails));
    unknown = Collections.unmodifiableMap(new LinkedHashMap<>(unknown));
  }

  /** Whether it runs on each new row. */
  public boolean isNearRealTime() {
    return schedule instanceof Schedule.NearRealTime;
  }

  /** How far back a run sees rows, by ingestion time. */
  public Duration queryPeriod() {
    return schedule.queryPeriod();
  }

  /** Sentinel's words for how bad it is, the worst first. */
  public enum Severity {
    High,
    Medium,
    Low,
    Informational
  }

  /** When a rule runs. */
  public sealed interface Schedule {
    /** How far back a run sees rows, by ingestion time. */
    Duration queryPeriod();

    /** Every {@code queryFrequency} over the last {@code queryPeriod}. */
    record Scheduled(Duration queryFrequency, Duration queryPeriod) implements Schedule {}

    /**
     * On every commit to one of its driving tables; joined tables are seen {@code queryPeriod}
     * back.
     */
    record NearRealTime(Duration queryPeriod) implements Schedule {}
  }

  /** Compares the number of result rows with a threshold. */
  public record Trigger(Operator operator, int threshold) {
    /** At least one row, which is also what NRT rules mean. */
    public static final Trigger ANY = new Trigger(Operator.GreaterThan, 0);

    /** Whether so many rows raise an alert. */
    public boolean isMetBy(long rows) {
      return switch (operator) {
        case GreaterThan -> rows > threshold;
        case LessThan -> rows < threshold;
        case Equal -> rows == threshold;
        case NotEqual -> rows != threshold;
      };
    }

    /** What it asks for, such as "more than 5 rows". */
    public String words() {
      String number =
          switch (operator) {
            case GreaterThan -> "more than ";
            case LessThan -> "fewer than ";
            case Equal -> "exactly ";
            case NotEqual -> "any number but ";
          };
      return number + threshold + (threshold == 1 ? " row" : " rows");
    }
  }

  /** Sentinel's operators; the YAML form writes gt, lt, eq, ne. */
  public enum Operator {
    GreaterThan,
    LessThan,
    Equal,
    NotEqual
  }

  /** Columns that make one entity of an alert. */
  public record EntityMapping(String entityType, List<FieldMapping> fieldMappings) {
    public EntityMapping {
      fieldMappings = List.copyOf(fieldMappings);
    }
  }

  /** One identifier of an entity and the result column that holds it. */
  public record FieldMapping(String identifier, String columnName) {}

  /**
   * What an alert takes from the first row of its result instead of from the rule.
   *
   * @param displayNameFormat title with {@code {{Column}}}, or null
   * @param descriptionFormat description with {@code {{Column}}}, or null
   * @param severityColumn column that holds a severity, or null
   * @param tacticsColumn column that holds tactics, or null
   * @param dynamicProperties alert property and the column that holds it
   */
  public record AlertDetailsOverride(
      @Nullable String displayNameFormat,
      @Nullable String descriptionFormat,
      @Nullable String severityColumn,
      @Nullable String tacticsColumn,
      Map<String, String> dynamicProperties) {
    public static final AlertDetailsOverride NONE =
        new AlertDetailsOverride(null, null, null, null, Map.of());

    public AlertDetailsOverride {
      dynamicProperties = Collections.unmodifiableMap(new LinkedHashMap<>(dynamicProperties));
    }
  }

  /** One alert for all rows of a run, or one for each. */
  public enum EventGrouping {
    SingleAlert,
    AlertPerResult
  }

  /** The grouping of the rule's alerts into incidents; null when each makes its own. */
  public @Nullable Grouping grouping() {
    return incidentConfiguration.grouping();
  }
}
