package io.vedette.analytics.check;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.AlertDetailsOverride;
import io.vedette.analytics.rules.AnalyticsRule.EntityMapping;
import io.vedette.analytics.rules.AnalyticsRule.Schedule;
import io.vedette.analytics.rules.IncidentConfiguration.Grouping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Microsoft Sentinel refuses in a rule that runs here.
 *
 * <p>Source: Microsoft Sentinel documentation, "Service limits for Microsoft Sentinel" (analytics
 * rules), "Create a scheduled analytics rule from scratch", "Work with near-real-time detection
 * analytics rules", "Customize alert details", "Surface custom event details in alerts".
 */
final class SentinelLimits {
  /** Rules of all kinds that are on. */
  static final int MOST_RULES = 512;

  /** Rules of kind NRT that are on. */
  static final int MOST_NEAR_REAL_TIME = 50;

  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(14);
  private static final Duration LONGEST_SUPPRESSION = Duration.ofHours(24);
  private static final Duration LONGEST_LOOKBACK = Duration.ofDays(7);
  private static final int LONGEST_QUERY = 10_000;
  private static final int MOST_MAPPINGS = 10;
  private static final int MOST_IDENTIFIERS = 3;
  private static final int MOST_DETAILS = 20;
  private static final int MOST_PLACEHOLDERS = 3;
  private static final int HIGHEST_THRESHOLD = 10_000;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+}}");
  private static final Pattern EVERYTHING =
      Pattern.compile("(?m)^\\s*(?:search|union)\\s+\\*|\\bfrom\\s+\\*");

  private final AnalyticsRule rule;
  private final List<Breach> breaches = new ArrayList<>();

  private SentinelLimits(AnalyticsRule rule) {
    this.rule = rule;
  }

  /**
   * A limit that a rule does not keep.
   *
   * @param field the field of the rule's file
   */
  record Breach(String field, String message) {}

  /** The limits of Sentinel that a rule does not keep. */
  static List<Breach> breaches(AnalyticsRule rule) {
    SentinelLimits limits = new SentinelLimits(rule);
    limits.schedule();
    limits.query();
    limits.mappings();
    limits.details();
    limits.grouping();
    return limits.breaches;
  }

  private void breach(String field, String message) {
    breaches.add(new Breach(field, message));
  }

  private void schedule() {
    if (rule.schedule() instanceof Schedule.Scheduled scheduled) {
      between("queryFrequency", scheduled.queryFrequency(), SHORTEST, LONGEST);
      between("queryPeriod", scheduled.queryPeriod(), SHORTEST, LONGEST);
    }
    if (rule.trigger().threshold() > HIGHEST_THRESHOLD) {
      breach("triggerThreshold", "Sentinel takes at most " + HIGHEST_THRESHOLD);
    }
    Duration suppression = rule.suppression();
    if (suppression != null) {
      between("suppressionDuration", suppression, SHORTEST, LONGEST_SUPPRESSION);
    }
  }

  private void between(String field, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0) {
      breach(field, "%s is shorter than Sentinel takes, which is %s".formatted(value, least));
    } else if (value.compareTo(most) > 0) {
      breach(field, "%s is longer than Sentinel takes, which is %s".formatted(value, most));
    }
  }

  private void query() {
    if (rule.query().length() > LONGEST_QUERY) {
      breach(
          "query",
          "the query has %,d characters, and Sentinel takes %,d: move a part into a function"
              .formatted(rule.query().length(), LONGEST_QUERY));
    }
    if (EVERYTHING.matcher(rule.query()).find()) {
      breach("query", "Sentinel takes neither search * nor union * in a rule: name the tables");
    }
  }

  private void mappings() {
    List<EntityMapping> mappings = rule.entityMappings();
    if (mappings.size() > MOST_MAPPINGS) {
      breach("entityMappings", "Sentinel takes at most " + MOST_MAPPINGS + " entity mappings");
    }
    for (EntityMapping mapping : mappings) {
      if (mapping.fieldMappings().size() > MOST_IDENTIFIERS) {
        breach(
            "entityMappings",
            "Sentinel takes at most %d identifiers of one %s"
                .formatted(MOST_IDENTIFIERS, mapping.entityType()));
      }
    }
  }

  private void details() {
    if (rule.customDetails().size() > MOST_DETAILS) {
      breach("customDetails", "Sentinel takes at most " + MOST_DETAILS + " custom details");
    }
    AlertDetailsOverride override = rule.alertDetailsOverride();
    placeholders("alertDisplayNameFormat", override.displayNameFormat());
    placeholders("alertDescriptionFormat", override.descriptionFormat());
  }

  private void placeholders(String field, @Nullable String format) {
    if (format != null && PLACEHOLDER.matcher(format).results().count() > MOST_PLACEHOLDERS) {
      breach(field, "Sentinel fills in at most " + MOST_PLACEHOLDERS + " columns");
    }
  }

  private void grouping() {
    Grouping grouping = rule.incidentConfiguration().grouping();
    if (grouping != null) {
      between("lookbackDuration", grouping.lookback(), SHORTEST, LONGEST_LOOKBACK);
    }
  }
}
