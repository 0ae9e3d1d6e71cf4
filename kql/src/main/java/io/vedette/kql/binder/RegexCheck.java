package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;

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
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.startsWith("(?=", i)
          || text.startsWith("(?!", i)
          || text.startsWith("(?<=", i)
          || text.startsWith("(?<!", i)) {
        session.diagnostics.error(
            "VK020",
            pattern.span(),
            "The regular expression uses look-around, which RE2 does not have.",
            "Match the surroundings too and take the part in parentheses with extract().");
        return;
      }
    }
  }
}
