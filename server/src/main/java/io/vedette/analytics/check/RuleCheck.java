package io.vedette.analytics.check;

import io.vedette.analytics.RuleDiagnostic;
import io.vedette.analytics.RuleRunner;
import io.vedette.analytics.check.Finding.Level;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.RuleLines;
import io.vedette.analytics.rules.RuleProblem;
import io.vedette.analytics.rules.RuleReader;
import io.vedette.kql.Compilation;
import io.vedette.kql.CompiledQuery;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.query.QueryEngine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks rules without running them: whether they can be read and compile over the tables there
 * are, and what would not work in Microsoft Sentinel.
 */
public final class RuleCheck {
  private final QueryEngine engine;
  private final InstantSource clock;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> files = new HashMap<>();
  private int rules;
  private int usable;
  private int on;
  private int nearRealTime;

  public RuleCheck(QueryEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * What the check of many rules has found.
   *
   * @param rules how many files were read
   * @param usable how many of them can run here
   */
  public record Report(int rules, int usable, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    /** How many findings are of a level. */
    public long count(Level level) {
      return findings.stream().filter(finding -> finding.level() == level).count();
    }
  }

  /** Checks the text of a file, and returns what is to be said of it. */
  public List<Finding> add(String file, String text) {
    rules++;
    int before = findings.size();
    switch (RuleReader.read(file, text)) {
      case RuleReader.Outcome.Refused(List<RuleProblem> problems) ->
          problems.forEach(
              problem ->
                  findings.add(
                      new Finding(
                          file,
                          problem.line(),
                          Level.ERROR,
                          problem.field().isEmpty()
                              ? problem.message()
                              : problem.field() + ": " + problem.message())));
      case RuleReader.Outcome.Read(AnalyticsRule rule) -> check(file, rule);
    }
    return List.copyOf(findings.subList(before, findings.size()));
  }

  /** Notes a file that cannot be read at all. */
  public void unreadable(String file, String why) {
    rules++;
    findings.add(new Finding(file, 1, Level.ERROR, "cannot be read: " + why));
  }

  /** All that was found, with what only all rules together show. */
  public Report report() {
    List<Finding> all = new ArrayList<>(findings);
    if (on > SentinelLimits.MOST_RULES) {
      all.add(tooMany(on, SentinelLimits.MOST_RULES, "rules"));
    }
    if (nearRealTime > SentinelLimits.MOST_NEAR_REAL_TIME) {
      all.add(tooMany(nearRealTime, SentinelLimits.MOST_NEAR_REAL_TIME, "rules of kind NRT"));
    }
    return new Report(rules, usable, all);
  }

  private static Finding tooMany(int count, int most, String what) {
    return new Finding(
        "all files",
        1,
        Level.SENTINEL,
        "%d %s are on, and Sentinel runs at most %d".formatted(count, what, most));
  }

  private void check(String file, AnalyticsRule rule) {
    String other = files.putIfAbsent(rule.id(), file);
    if (other != null) {
      findings.add(
          new Finding(
              file,
              RuleLines.ofField(rule, "id"),
              Level.ERROR,
              "the id is already that of " + other));
    }
    if (rule.enabled()) {
      on++;
      nearRealTime += rule.isNearRealTime() ? 1 : 0;
    }
    for (SentinelLimits.Breach breach : SentinelLimits.breaches(rule)) {
      findings.add(
          new Finding(
              file,
              RuleLines.ofField(rule, breach.field()),
              Level.SENTINEL,
              breach.field() + ": " + breach.message()));
    }
    boolean runs = query(file, rule);
    usable += other == null && runs ? 1 : 0;
  }

  /** Checks the query and what the rule takes from it; returns whether it compiles. */
  private boolean query(String file, AnalyticsRule rule) {
    Compilation compilation = engine.compile(rule.query(), clock.instant());
    boolean runs = compilation instanceof CompiledQuery;
    for (RuleDiagnostic one : RuleRunner.problems(rule, compilation)) {
      findings.add(
          new Finding(
              file,
              one.concernsQuery()
                  ? RuleLines.ofQuery(rule, one.line())
                  : RuleLines.ofField(rule, "entityMappings"),
              runs ? Level.WARNING : Level.ERROR,
              one.words()));
    }
    if (compilation instanceof CompiledQuery compiled) {
      arrays(file, rule, compiled.results().getFirst().columns());
    }
    return runs;
  }

  /** An array names one entity per element here; Sentinel takes its text for one name. */
  private void arrays(String file, AnalyticsRule rule, List<Column> columns) {
    for (AnalyticsRule.EntityMapping mapping : rule.entityMappings()) {
      for (AnalyticsRule.FieldMapping field : mapping.fieldMappings()) {
        boolean dynamic =
            columns.stream()
                .anyMatch(
                    column ->
                        column.name().equals(field.columnName())
                            && column.type() == ScalarType.DYNAMIC);
        if (dynamic) {
          findings.add(
              new Finding(
                  file,
                  RuleLines.ofField(rule, "entityMappings"),
                  Level.SENTINEL,
                  "entityMappings: %s is an array, which names one %s per element here and one in all in Sentinel"
                      .formatted(field.columnName(), mapping.entityType())));
        }
      }
    }
  }
}
