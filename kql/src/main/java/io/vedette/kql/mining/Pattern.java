package io.vedette.kql.mining;

import java.util.Arrays;

/** What some rows have in common. */
final class Pattern {
  private final int[] codes;
  private final double a;
  private final double b;

  /**
   * @param codes the value of each column, 0 where it may be any
   * @param a how much of set A has these values
   * @param b how much of set B has these values
   */
  Pattern(int[] codes, double a, double b) {
    this.codes = codes.clone();
    this.a = a;
    this.b = b;
  }

  int[] codes() {
    return codes.clone();
  }

  double a() {
    return a;
  }

  double b() {
    return b;
  }

  /** How many columns have a certain value. */
  int dimensions() {
    return (int) Arrays.stream(codes).filter(c -> c != 0).count();
  }

  /** Whether all its values are the other one's too. */
  boolean isPartOf(Pattern other) {
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] != 0 && codes[i] != other.codes[i]) {
        return false;
      }
    }
    return true;
  }

  /** An order among patterns that are else alike: the simpler first, then by their values. */
  static int compare(Pattern x, Pattern y) {
    int order = Integer.compare(x.dimensions(), y.dimensions());
    for (int i = 0; i < x.codes.length && order == 0; i++) {
      // 0 wraps around to the largest: a column with any value comes last
      order = Integer.compareUnsigned(x.codes[i] - 1, y.codes[i] - 1);
    }
    return order;
  }
}
