package io.vedette.kql.mining;

import io.vedette.kql.running.Interruption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A few patterns that say much of many rows. Begins with some rows, the seeds, and lets each
 * pattern grow by leaving out the value whose absence makes its score highest, as long as the score
 * rises.
 *
 * <p>The score is the geometric mean, with weights, of the share of rows that have the pattern and
 * of what it tells: the values that it names, each counted by how much its column varies (its
 * entropy), as a share of what all columns together tell.
 *
 * <p>Source: Kusto documentation, "autocluster plugin", which names the algorithm of "Algorithms
 * for Telemetry Data Mining using Discrete Attributes", 2017. Seeds are not drawn by chance: they
 * stand at equal distances among the rows, so that the same data gives the same patterns.
 */
final class SeedExpand {
  private final CodedRows rows;
  private final double sizeWeight;
  private final int seeds;
  private final double[] entropy;
  private final double entropyOfAll;
  private final List<Integer> sorted;
  private final double whole;

  SeedExpand(CodedRows rows, double sizeWeight, int seeds) {
    this.rows = rows;
    this.sizeWeight = sizeWeight;
    this.seeds = seeds;
    this.entropy = IntStream.range(0, rows.columns()).mapToDouble(this::entropy).toArray();
    this.entropyOfAll = DoubleStream.of(entropy).sum();
    this.sorted =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(r -> -rows.a(r)).thenComparing(r -> r))
            .toList();
    this.whole = sorted.stream().mapToDouble(rows::a).reduce(0, Double::sum);
  }

  /** The patterns, the best first; none whose rows are for the most part those of better ones. */
  List<Pattern> find() {
    Map<List<Integer>, Scored> grown = new HashMap<>();
    Set<Integer> begun = new HashSet<>();
    for (int seed = 0; seed < seeds; seed++) {
      int row = seedRow(seed);
      if (row >= 0 && begun.add(row)) {
        Scored best = grow(row);
        if (best.pattern().dimensions() > 0) {
          grown.putIfAbsent(IntStream.of(best.pattern().codes()).boxed().toList(), best);
        }
      }
    }
    List<Scored> ranked =
        grown.values().stream()
            .sorted(
                Comparator.<Scored>comparingDouble(s -> -s.score())
                    .thenComparing(Scored::pattern, Pattern::compare))
            .toList();
    List<Pattern> kept = new ArrayList<>();
    boolean[] covered = new boolean[rows.size()];
    for (Scored s : ranked) {
      if (isNews(s.pattern(), covered)) {
        kept.add(s.pattern());
      }
    }
    return kept;
  }

  private record Scored(Pattern pattern, double score) {}

  /** The row at the middle of one of as many equal parts of all rows as there are seeds. */
  private int seedRow(int seed) {
    double at = whole * (seed + 0.5) / seeds;
    for (int row : sorted) {
      at -= rows.a(row);
      if (at < 0) {
        return row;
      }
    }
    return -1;
  }

  /** The better of the patterns that grow from the whole row and from none of its values. */
  private Scored grow(int row) {
    Scored narrow = leaveOut(row);
    Scored wide = takeIn(row);
    return narrow.score() < wide.score() ? wide : narrow;
  }

  /** Leaves out values of a row one by one, each time the one that the score gains most from. */
  private Scored leaveOut(int row) {
    int[] codes = new int[rows.columns()];
    double told = 0;
    for (int i = 0; i < codes.length; i++) {
      codes[i] = rows.code(row, i);
      told += codes[i] == 0 ? 0 : entropy[i];
    }
    double[] gains = new double[codes.length];
    double size = sizes(codes, gains);
    double score = score(size, told);
    while (true) {
      int left = -1;
      for (int i = 0; i < codes.length; i++) {
        if (codes[i] != 0 && entropy[i] > 0) {
          double other = score(size + gains[i], told - entropy[i]);
          if (other > score) {
            score = other;
            left = i;
          }
        }
      }
      if (left < 0) {
        return new Scored(new Pattern(codes, size, 0), score);
      }
      codes[left] = 0;
      told -= entropy[left];
      size = sizes(codes, gains);
    }
  }

  /** Takes in values of a row one by one, in the same way; those that follow from them too. */
  private Scored takeIn(int row) {
    int[] codes = new int[rows.columns()];
    double told = 0;
    double score = 0;
    boolean begun = false;
    while (true) {
      double[] sizes = new double[codes.length];
      double size = sizesOfMore(row, codes, sizes);
      int taken = -1;
      for (int i = 0; i < codes.length; i++) {
        double other = sizes[i] > 0 ? score(sizes[i], told + entropy[i]) : 0;
        boolean follows = begun && taken < 0 && sizes[i] > 0 && sizes[i] == size;
        if (other > score || follows) {
          score = Math.max(score, other);
          taken = i;
        }
      }
      if (taken < 0) {
        return new Scored(new Pattern(codes, size, 0), score);
      }
      codes[taken] = rows.code(row, taken);
      told += entropy[taken];
      begun = true;
    }
  }

  /** How much has these values; and how much of it has each further value of a row. */
  private double sizesOfMore(int row, int[] codes, double[] sizes) {
    Interruption.check();
    double size = 0;
    for (int other = 0; other < rows.size(); other++) {
      if (rows.difference(other, codes, 0) == codes.length) {
        size += rows.a(other);
        for (int i = 0; i < codes.length; i++) {
          int code = rows.code(row, i);
          sizes[i] += codes[i] == 0 && code != 0 && rows.code(other, i) == code ? rows.a(other) : 0;
        }
      }
    }
    return size;
  }

  /** How much has these values; and for each value how much has all but that one. */
  private double sizes(int[] codes, double[] gains) {
    Interruption.check();
    Arrays.fill(gains, 0);
    double size = 0;
    for (int row = 0; row < rows.size(); row++) {
      int first = rows.difference(row, codes, 0);
      if (first == codes.length) {
        size += rows.a(row);
      } else if (rows.difference(row, codes, first + 1) == codes.length) {
        gains[first] += rows.a(row);
      }
    }
    return size;
  }

  private double score(double size, double told) {
    if (entropyOfAll > 0 && told < entropyOfAll * 1e-9) {
      return 0;
    }
    double telling = entropyOfAll == 0 ? 1 : told / entropyOfAll;
    return Math.pow(rows.shareOfA(size), sizeWeight) * Math.pow(telling, 1 - sizeWeight);
  }

  /** Marks the pattern's rows; false when most of them were marked before. */
  private boolean isNews(Pattern pattern, boolean[] covered) {
    double fresh = 0;
    List<Integer> having = new ArrayList<>();
    for (int row = 0; row < covered.length; row++) {
      if (rows.difference(row, pattern.codes(), 0) == rows.columns()) {
        having.add(row);
        fresh += covered[row] ? 0 : rows.a(row);
      }
    }
    if (2 * fresh <= pattern.a()) {
      return false;
    }
    having.forEach(row -> covered[row] = true);
    return true;
  }

  private double entropy(int column) {
    Map<Integer, Double> sizes = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      sizes.merge(rows.code(row, column), rows.a(row), Double::sum);
    }
    return sizes.values().stream()
        .mapToDouble(rows::shareOfA)
        .filter(share -> share > 0)
        .map(share -> -share * Math.log(share))
        .sum();
  }
}
