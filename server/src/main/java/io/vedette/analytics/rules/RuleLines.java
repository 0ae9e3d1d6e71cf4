package io.vedette.analytics.rules;

import java.util.List;

/** Where in its file a part of a rule is written. */
public final class RuleLines {
  private RuleLines() {}

  /** The line, from 1, where a field of any depth is first written; 1 when it is not. */
  public static int ofField(AnalyticsRule rule, String field) {
    List<String> lines = rule.yaml().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith(field + ":")) {
        return i + 1;
      }
    }
    return 1;
  }

  /**
   * The line that holds a line of the query, both from 1: that many lines below the field where the
   * query stands as a literal block, otherwise the field itself.
   */
  public static int ofQuery(AnalyticsRule rule, int queryLine) {
    List<String> lines = rule.yaml().lines().toList();
    List<String> query = rule.query().lines().toList();
    int field = ofField(rule, "query");
    int at = field - 1 + queryLine;
    boolean same =
        at < lines.size()
            && queryLine <= query.size()
            && lines.get(at).strip().equals(query.get(queryLine - 1).strip());
    return same ? at + 1 : field;
  }
}
