package io.vedette.kql.binder;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
public final class Suggestions {
  private static final int LONGEST = 100;

  /** So many names are shown when none is near. */
  private static final int MOST_SHOWN = 8;

  private Suggestions() {}

  /**
   * What to do about a function that is not known.
   *
   * @param running whether the call stands in the body of a function of that name
   */
  static String ofFunction(String name, Collection<String> candidates, boolean running) {
    if (running) {
      return "A function cannot call itself: its name is not known in its own body.";
    }
    String familiar = FamiliarNames.function(name);
    String near = familiar == null ? didYouMean(name, candidates) : familiar;
    return near == null ? "Declare it with let before it is called." : near;
  }

  /** What to do about a table that is not known, among these. */
  static String ofTable(String name, Collection<String> candidates) {
    String near = didYouMean(name, candidates);
    if (near != null) {
      return near;
    }
    return FamiliarNames.isOperator(name)
        ? "Start with the name of a table: T | " + name + " ..."
        : "No table of this workspace has a name like it.";
  }

  /** What to do about a column that is not known, among these. */
  static @Nullable String ofColumn(String name, Collection<String> candidates) {
    String near = didYouMean(name, candidates);
    if (near != null || candidates.isEmpty()) {
      return near;
    }
    List<String> shown = candidates.stream().limit(MOST_SHOWN).toList();
    return "Names here are %s%s."
        .formatted(
            String.join(", ", shown),
            shown.size() < candidates.size()
                ? " and %d more".formatted(candidates.size() - shown.size())
                : "");
  }

  /** {@code Did you mean X?} for the closest of the names, or null when none is close. */
  public static @Nullable String didYouMean(String name, Collection<String> candidates) {
    String best = null;
    int bestDistance = name.length() <= 2 ? 1 : name.length() <= 4 ? 2 : name.length() <= 8 ? 3 : 4;
    if (name.length() > LONGEST) {
      return null;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    for (String candidate : candidates) {
      if (candidate.equals(name)) {
        continue;
      }
      if (Math.abs(candidate.length() - name.length()) > bestDistance) {
        continue;
      }
      int distance = distance(lower, candidate.toLowerCase(Locale.ROOT), bestDistance + 1);
      boolean nearer =
          distance < bestDistance
              || (best != null && distance == bestDistance && isLikelier(candidate, best, lower));
      if (nearer) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best == null ? null : "Did you mean " + best + "?";
  }

  /** Of names at the same distance: the one that begins alike for longer, then the first one. */
  private static boolean isLikelier(String candidate, String best, String name) {
    int a = alike(candidate, name);
    int b = alike(best, name);
    return a == b ? candidate.compareTo(best) < 0 : a > b;
  }

  private static int alike(String candidate, String name) {
    int n = 0;
    String lower = candidate.toLowerCase(Locale.ROOT);
    while (n < Math.min(lower.length(), name.length()) && lower.charAt(n) == name.charAt(n)) {
      n++;
    }
    return n;
  }

  /** Levenshtein's distance, or the limit when it is not below it. */
  private static int distance(String a, String b, int limit) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
        least = Math.min(least, current[j]);
      }
      if (least >= limit) {
        return limit;
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
