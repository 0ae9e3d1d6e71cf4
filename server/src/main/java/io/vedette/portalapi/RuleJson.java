package io.vedette.portalapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vedette.analytics.RuleDiagnostic;
import io.vedette.analytics.RuleState;
import io.vedette.analytics.RuleView;
import io.vedette.analytics.RunRecord;
import io.vedette.analytics.RunStatus;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.Schedule;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.analytics.rules.IncidentConfiguration;
import io.vedette.analytics.rules.RuleSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules as the portal reads them. */
public final class RuleJson {
  private RuleJson() {}

  /** A rule in the list; also the live event {@code rule}. */
  public record Summary(
      String id,
      String name,
      String kind,
      Severity severity,
      boolean enabled,
      List<String> tactics,
      List<String> techniques,
      RuleSource source,
      Instant lastModified,
      @Nullable Instant lastRunAt,
      @Nullable String lastRunStatus,
      @Nullable String lastError,
      @Nullable Instant lastMatchAt,
      long alerts7d,
      long alerts30d,
      @Nullable Instant nextRunAt,
      @Nullable String queryFrequency,
      @Nullable String queryPeriod,
      List<RuleDiagnostic> diagnostics) {}

  /** A rule in full; only the summary where the file is no rule. */
  record Details(
      @JsonUnwrapped Summary summary,
      String description,
      String query,
      List<AnalyticsRule.EntityMapping> entityMappings,
      Map<String, String> customDetails,
      @Nullable String triggerOperator,
      @Nullable Integer triggerThreshold,
      @Nullable String eventGrouping,
      @Nullable IncidentConfiguration incidentConfiguration,
      @Nullable String suppression,
      @Nullable String yaml,
      @Nullable String version,
      List<Run> runs) {}

  /** One run, or several quiet ones in a row. */
  record Run(
      Instant at,
      String status,
      double durationMillis,
      long rows,
      int alerts,
      int runs,
      Instant windowFrom,
      Instant windowTo,
      @Nullable String error) {}

  /** The rule as the list shows it. */
  public static Summary summary(RuleView view) {
    AnalyticsRule rule = view.rule();
    RuleState state = view.state();
    return new Summary(
        view.entry().id(),
        rule == null ? view.entry().file() : rule.name(),
        rule == null || !rule.isNearRealTime() ? "Scheduled" : "NRT",
        rule == null ? Severity.Informational : rule.severity(),
        view.enabled(),
        rule == null ? List.of() : rule.tactics(),
        rule == null ? List.of() : rule.relevantTechniques(),
        view.entry().source(),
        view.entry().lastModified(),
        state == null ? null : state.lastRunAt(),
        state == null ? null : status(state.lastRunStatus()),
        state == null ? null : state.lastError(),
        state == null ? null : state.lastMatchAt(),
        view.alerts().recent(),
        view.alerts().all(),
        view.nextRunAt(),
        rule != null && rule.schedule() instanceof Schedule.Scheduled scheduled
            ? scheduled.queryFrequency().toString()
            : null,
        rule == null ? null : rule.queryPeriod().toString(),
        view.diagnostics());
  }

  private static @Nullable String status(@Nullable RunStatus status) {
    return switch (status) {
      case null -> null;
      case Success, Suppressed -> "Success";
      case Failure -> "Failure";
    };
  }

  static Details details(RuleView view, List<RunRecord> runs) {
    AnalyticsRule rule = view.rule();
    Summary summary = summary(view);
    if (rule == null) {
      return new Details(
          summary, "", "", List.of(), Map.of(), null, null, null, null, null, null, null,
          List.of());
    }
    Duration suppression = rule.suppression();
    return new Details(
        summary,
        rule.description(),
        rule.query(),
        rule.entityMappings(),
        rule.customDetails(),
        rule.trigger().operator().name(),
        rule.trigger().threshold(),
        rule.eventGrouping().name(),
        rule.incidentConfiguration(),
        suppression == null ? null : suppression.toString(),
        rule.yaml(),
        rule.version(),
        runs.stream().map(RuleJson::run).toList());
  }

  private static Run run(RunRecord run) {
    String status = status(run.status());
    return new Run(
        run.startedAt(),
        status == null ? "" : status,
        run.duration().toNanos() / 1e6,
        run.rows(),
        run.alerts(),
        run.runs(),
        run.windowFrom(),
        run.windowTo(),
        run.message());
  }
}
