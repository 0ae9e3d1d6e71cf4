package io.vedette.portalapi;

import io.vedette.analytics.AnalyticsRules;
import io.vedette.analytics.RuleView;
import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.platform.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The analytics rules: how they do, and the switch for each. */
@RestController
@RequestMapping("/api/rules")
final class RuleEndpoints {
  private static final int RUNS_SHOWN = 50;

  private final AnalyticsRules rules;
  private final CallerAudit audit;

  RuleEndpoints(AnalyticsRules rules, AuditTrail audit) {
    this.rules = rules;
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
