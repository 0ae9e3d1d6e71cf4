package io.vedette.portalapi;

import io.vedette.analytics.AnalyticsRules;
import io.vedette.analytics.RuleView;
import io.vedette.analytics.explain.Explanation;
import io.vedette.analytics.explain.RuleExplainer;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.RuleProblem;
import io.vedette.analytics.rules.RuleReader;
import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.platform.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The analytics rules: how they do, the switch for each, and why they raise alerts or do not. */
@RestController
@RequestMapping("/api/rules")
final class RuleEndpoints {
  private static final int RUNS_SHOWN = 50;

  private final AnalyticsRules rules;
  private final RuleExplainer explainer;
  private final CallerAudit audit;

  RuleEndpoints(AnalyticsRules rules, RuleExplainer explainer, AuditTrail audit) {
    this.rules = rules;
    this.explainer = explainer;
    this.audit = new CallerAudit(audit);
  }

  @GetMapping
  List<RuleJson.Summary> list() {
    return rules.list().stream().map(RuleJson::summary).toList();
  }

  @GetMapping("/{id}")
  RuleJson.Details rule(@PathVariable String id) {
    RuleView view = rules.find(id).orElseThrow(() -> notFound(id));
    return RuleJson.details(view, rules.runs(id, RUNS_SHOWN));
  }

  /**
   * A rule to explain: one that is there, or a text.
   *
   * @param event a condition on the event to follow, or null
   * @param at when the run ends, or null for the one that fits
   */
  record ExplainRequest(
      @Nullable String id, @Nullable String yaml, @Nullable String event, @Nullable Instant at) {}

  @PostMapping("/explain")
  @RequiresRole(Role.READER)
  Explanation.Explained explain(@RequestBody ExplainRequest request) {
    String event = request.event() == null || request.event().isBlank() ? null : request.event();
    Explanation explanation =
        explainer.explain(asked(request), new RuleExplainer.Question(request.at(), event));
    return switch (explanation) {
      case Explanation.Explained explained -> explained;
      case Explanation.Refused(String message) -> throw RefusedRequestException.badRequest(message);
    };
  }

  private AnalyticsRule asked(ExplainRequest request) {
    if (request.yaml() != null) {
      return switch (RuleReader.read("rule", request.yaml())) {
        case RuleReader.Outcome.Read(AnalyticsRule rule) -> rule;
        case RuleReader.Outcome.Refused(List<RuleProblem> problems) ->
            throw RefusedRequestException.badRequest(RuleProblem.words(problems));
      };
    }
    String id = request.id() == null ? "" : request.id();
    AnalyticsRule rule = rules.find(id).orElseThrow(() -> notFound(id)).rule();
    if (rule == null) {
      throw RefusedRequestException.conflict("The file of this rule cannot be read.");
    }
    return rule;
  }

  @PostMapping("/{id}/enable")
  @RequiresRole(Role.CONTRIBUTOR)
  RuleJson.Summary enable(@PathVariable String id, HttpServletRequest request) {
    return switchRule(id, true, request);
  }

  @PostMapping("/{id}/disable")
  @RequiresRole(Role.CONTRIBUTOR)
  RuleJson.Summary disable(@PathVariable String id, HttpServletRequest request) {
    return switchRule(id, false, request);
  }

  private RuleJson.Summary switchRule(String id, boolean on, HttpServletRequest request) {
    boolean before = rules.find(id).orElseThrow(() -> notFound(id)).enabled();
    RuleJson.Summary after =
        RuleJson.summary(rules.switchRule(id, on).orElseThrow(() -> notFound(id)));
    if (before != after.enabled()) {
      audit.note(
          request,
          on ? "Enable analytics rule" : "Disable analytics rule",
          "Analytics Rule",
          after.name(),
          Map.of(
              "RuleId", id,
              "EnabledBefore", String.valueOf(before),
              "EnabledAfter", String.valueOf(after.enabled())));
    }
    return after;
  }

  private static RefusedRequestException notFound(String id) {
    return RefusedRequestException.notFound("There is no rule with the id " + id + ".");
  }
}
