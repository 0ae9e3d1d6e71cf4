package io.vedette.analytics;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.AlertDetailsOverride;
import io.vedette.kql.CompiledQuery;
import io.vedette.kql.types.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the columns that a rule maps with those that its query gives. */
final class RuleColumns {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]{1,200})}}");

  private RuleColumns() {}

  /** One sentence for each mapped column that the query does not give. */
  static List<String> missing(AnalyticsRule rule, CompiledQuery compiled) {
    Set<String> columns =
        compiled.results().getFirst().columns().stream()
            .map(Column::name)
            .collect(Collectors.toSet());
    List<String> problems = new ArrayList<>();
    rule.entityMappings()
        .forEach(
            mapping ->
                mapping
                    .fieldMappings()
                    .forEach(
                        field ->
                            check(
                                columns,
                                field.columnName(),
                                "entityMappings " + mapping.entityType(),
                                problems)));
    rule.customDetails()
        .forEach((name, column) -> check(columns, column, "customDetails " + name, problems));
    AlertDetailsOverride override = rule.alertDetailsOverride();
    for (String format :
        new @Nullable String[] {override.displayNameFormat(), override.descriptionFormat()}) {
      Matcher matcher = PLACEHOLDER.matcher(format == null ? "" : format);
      while (matcher.find()) {
        check(columns, matcher.group(1).strip(), "alertDetailsOverride", problems);
      }
    }
    check(columns, override.severityColumn(), "alertSeverityColumnName", problems);
    check(columns, override.tacticsColumn(), "alertTacticsColumnName", problems);
    return problems;
  }

  private static void check(
      Set<String> columns, @Nullable String column, String where, List<String> problems) {
    if (column != null && !columns.contains(column)) {
      problems.add(
          "%s names the column %s, which the query does not give".formatted(where, column));
    }
  }
}
