package io.vedette.fuzz;

import java.util.List;
import java.util.Random;

/** Choices that follow from a seed. */
record Chance(Random random) {
  /** Those of one query: a query can be made again without the ones before it. */
  static Chance of(long seed, long query) {
    return new Chance(new Random(seed * 0x9E3779B97F4A7C15L + query));
  }

  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  @SafeVarargs
  final <T> T of(T... all) {
    return all[random.nextInt(all.length)];
  }
}
