package io.vedette.kql.syntax;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words that stand between two values. */
final class OperatorWords {
  private static final Map<String, BinaryOperator> BINARY = binary();
  private static final Map<String, ListOperator> LISTS = lists();

  /** Older spellings that Kusto still takes. */
  private static final Map<String, BinaryOperator> OLDER =
      Map.of(
          "containscs", BinaryOperator.CONTAINS_CS,
          "notcontains", BinaryOperator.NOT_CONTAINS,
          "notcontainscs", BinaryOperator.NOT_CONTAINS_CS,
          "<>", BinaryOperator.NOT_EQUAL);

  private static final Set<String> OTHER_INFIX = Set.of("between", "!between", "matches");

  private OperatorWords() {}

  private static Map<String, BinaryOperator> binary() {
    Map<String, BinaryOperator> map = new HashMap<>();
    for (BinaryOperator operator : BinaryOperator.values()) {
      map.put(operator.text(), operator);
    }
    return Map.copyOf(map);
  }

  private static Map<String, ListOperator> lists() {
    Map<String, ListOperator> map = new HashMap<>();
    for (ListOperator operator : ListOperator.values()) {
      map.put(operator.text(), operator);
    }
    return Map.copyOf(map);
  }

  static @Nullable BinaryOperator binary(String text) {
    BinaryOperator operator = BINARY.get(text);
    return operator == null ? OLDER.get(text) : operator;
  }

  static @Nullable ListOperator list(String text) {
    return LISTS.get(text);
  }

  /** Whether a word between two values is an operator. */
  static boolean infix(String word) {
    return binary(word) != null || list(word) != null || OTHER_INFIX.contains(word);
  }

  /** The word nearest in spelling, or null when none is near. */
  static @Nullable String nearest(String word, Collection<String> words) {
    String best = null;
    int least = word.length() <= 4 ? 2 : 3;
    for (String candidate : words) {
      int distance = distance(word, candidate, least);
      if (distance < least
          || (best != null && distance == least && candidate.compareTo(best) < 0)) {
        best = candidate;
        least = distance;
      }
    }
    return best;
  }

  /** Edits from one word to the other; not exact once it is at or above the limit. */
  private static int distance(String from, String to, int limit) {
    if (Math.abs(from.length() - to.length()) >= limit) {
      return limit + 1;
    }
    int[] before = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] swap = before;
      before = row;
      row = swap;
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + same);
      }
    }
    return row[to.length()];
  }
}
