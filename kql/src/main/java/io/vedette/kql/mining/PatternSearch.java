package io.vedette.kql.mining;

import io.vedette.kql.running.Interruption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The searches for patterns; each gives what to show, in its order. */
public final class PatternSearch {
  /** Some ten seconds; all patterns are asked for. */
  private static final long WORK_FOR_ALL = 10_000_000_000L;

  /** Some two seconds; patterns of more dimensions are left out when that is not enough. */
  private static final long WORK_FOR_SOME = 2_000_000_000L;

  private PatternSearch() {}

  /**
   * A pattern with its numbers.
   *
   * @param codes the value of each column, 0 where it may be any
   * @param a how much of set A has it
   * @param b how much of set B has it
   * @param shareOfA the same as a share from 0 to 1
   * @param shareOfB the same as a share from 0 to 1
   */
  public record Hit(List<Integer> codes, double a, double b, double shareOfA, double shareOfB) {
    public Hit {
      codes = List.copyOf(codes);
    }
  }

  /**
   * All patterns of set A that are frequent, or null when there are too many.
   *
   * @param threshold the least share of A, from 0 to 1
   * @param mostDimensions the most values that do not follow from each other
   */
  public static @Nullable List<Hit> frequent(CodedRows rows, double threshold, int mostDimensions) {
    Apriori.Found found =
        new Apriori(rows, (a, b) -> rows.shareOfA(a) >= threshold, mostDimensions, WORK_FOR_ALL)
            .find();
    if (!found.complete()) {
      return null;
    }
    return found.patterns().stream()
        .sorted(Comparator.<Pattern>comparingDouble(p -> -p.a()).thenComparing(Pattern::compare))
        .map(p -> hit(rows, p))
        .toList();
  }

  /** A few patterns that say much of much of set A. */
  public static List<Hit> clusters(CodedRows rows, double sizeWeight, int seeds) {
    return new SeedExpand(rows, sizeWeight, seeds).find().stream().map(p -> hit(rows, p)).toList();
  }

  /**
   * Patterns that are more frequent in one of the sets than in the other: those that differ most
   * first, without others that only say more or less of the same.
   *
   * @param threshold the least difference of the shares, from 0 to 1
   * @param mostDimensions the most values that do not follow from each other
   * @param least the fewest values of a pattern
   */
  public static List<Hit> differences(
      CodedRows rows, double threshold, int mostDimensions, int least) {
    Apriori.Found found =
        new Apriori(
                rows,
                (a, b) -> Math.max(rows.shareOfA(a), rows.shareOfB(b)) >= threshold,
                mostDimensions,
                WORK_FOR_SOME)
            .find();
    List<Pattern> ranked =
        found.patterns().stream()
            .filter(p -> difference(rows, p) >= threshold && p.dimensions() >= least)
            .sorted(
                Comparator.<Pattern>comparingDouble(p -> -difference(rows, p))
                    .thenComparing(Pattern::compare))
            .toList();
    List<Pattern> kept = new ArrayList<>();
    for (Pattern p : ranked) {
      Interruption.check();
      if (kept.stream().noneMatch(k -> k.isPartOf(p) || p.isPartOf(k))) {
        kept.add(p);
      }
    }
    return kept.stream().map(p -> hit(rows, p)).toList();
  }

  private static double difference(CodedRows rows, Pattern p) {
    return Math.abs(rows.shareOfA(p.a()) - rows.shareOfB(p.b()));
  }

  private static Hit hit(CodedRows rows, Pattern p) {
    List<Integer> codes = IntStream.of(p.codes()).boxed().toList();
    return new Hit(codes, p.a(), p.b(), rows.shareOfA(p.a()), rows.shareOfB(p.b()));
  }
}
