package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Regexes;

/**
 * Looks at constant regular expressions. Kusto's are RE2: they know neither look-around nor back
 * references. Source: Kusto documentation, "RE2 syntax".
 */
final class RegexCheck {
  private RegexCheck() {}

  static void check(Session session, Argument pattern) {
    String text = pattern.text();
    if (text == null) {
      return;
    }
    String problem = Regexes.problem(text);
    if (problem != null) {
      session.diagnostics.error("VK020", pattern.span(), problem, Regexes.HINT);
    }
  }
}
