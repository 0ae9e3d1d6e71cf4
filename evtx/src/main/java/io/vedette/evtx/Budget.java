package io.vedette.evtx;

/**
 * Bounds the work that one record may cause. A record has at most 64 KiB, but templates can be made
 * to repeat values; an honest event stays far below these figures.
 */
final class Budget {
  private static final int STEPS = 60_000;
  private static final int CHARACTERS = 1 << 20;

  private int steps = STEPS;
  private int characters = CHARACTERS;

  /** Counts one parsed or written part. */
  void step() throws DamagedException {
    if (--steps < 0) {
      throw new DamagedException("the event has more than " + STEPS + " parts");
    }
  }

  /** Counts characters of a value. */
  void characters(int count) throws DamagedException {
    characters -= count;
    if (characters < 0) {
      throw new DamagedException("the event has more than " + CHARACTERS + " characters");
    }
  }
}
