package io.vedette.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Takes out of a query what its fault does not need. */
final class Shrinking {
  private Shrinking() {}

  /**
   * The shortest text found that still has the fault.
   *
   * @param most how long to look for shorter ones
   */
  static String shrink(String query, Predicate<String> hasFault, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    List<String> tokens = new ArrayList<>(Queries.tokens(query));
    for (int size = Math.max(1, tokens.size() / 2); size >= 1; size = size == 1 ? 0 : size / 2) {
      boolean shorter = true;
      while (shorter) {
        shorter = false;
        for (int at = tokens.size() - size; at >= 0; at -= size) {
          if (System.nanoTime() > end) {
            return String.join("", tokens);
          }
          List<String> without = new ArrayList<>(tokens.subList(0, at));
          without.addAll(tokens.subList(Math.min(tokens.size(), at + size), tokens.size()));
          if (hasFault.test(String.join("", without))) {
            tokens = without;
            shorter = true;
          }
        }
      }
    }
    return String.join("", tokens);
  }
}
