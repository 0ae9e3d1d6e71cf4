package io.vedette.kql.functions;

import java.util.Locale;

/**
 * Whole terms in text, as {@code has} finds them: runs of letters and digits. Source: Kusto
 * documentation, "String operators", what is a term.
 */
final class TermSearch {
  private TermSearch() {}

  /** Whether the text has the term, in any case. */
  static boolean has(String text, String term) {
    return lowerHas(text.toLowerCase(Locale.ROOT), term);
  }

  /** The same for a text in lower case, in which many terms may be looked for. */
  static boolean lowerHas(String within, String term) {
    String sought = term.toLowerCase(Locale.ROOT);
    if (sought.isEmpty()) {
      return true;
    }
    boolean bounded = isTermCharacter(sought.codePointAt(0));
    boolean boundedAfter = isTermCharacter(sought.codePointBefore(sought.length()));
    for (int at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, at + 1)) {
      int end = at + sought.length();
      boolean before = !bounded || at == 0 || !isTermCharacter(within.codePointBefore(at));
      boolean after =
          !boundedAfter || end == within.length() || !isTermCharacter(within.codePointAt(end));
      if (before && after) {
        return true;
      }
    }
    return false;
  }

  static boolean isTermCharacter(int codePoint) {
    return Character.isLetterOrDigit(codePoint);
  }
}
