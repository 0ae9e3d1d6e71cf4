package io.vedette.kql.mining;

import io.vedette.kql.running.Interruption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All patterns that are frequent enough. Goes through sets of values by their size, and looks only
 * at sets all of whose parts are frequent; of the sets that the same rows have it looks at the
 * smallest. Each is shown with all values that its rows share, so that no pattern is shown beside
 * one that says more of the same rows.
 *
 * <p>Source: R. Agrawal, R. Srikant, "Fast Algorithms for Mining Association Rules", 1994; closed
 * sets as in N. Pasquier and others, "Discovering Frequent Closed Itemsets for Association Rules",
 * 1999.
 */
final class Apriori {
  /** Pairs of sets between which somebody may interrupt. */
  private static final int PAIRS_AT_ONCE = 1 << 10;

  /** Sets of values that are looked at. */
  private static final int MOST_SETS = 200_000;

  /** Whether so much of A and so much of B is frequent. */
  interface Frequency {
    boolean isEnough(double a, double b);
  }

  /** A value of a column, and the rows that have it. */
  private record Item(int column, int code, BitSet rows) {}

  /** The items of a set, ascending, for maps. */
  private static final class Key {
    private final int[] items;

    Key(int... items) {
      this.items = items;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key k && Arrays.equals(items, k.items);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(items);
    }

    Key without(int index) {
      int[] fewer = new int[items.length - 1];
      System.arraycopy(items, 0, fewer, 0, index);
      System.arraycopy(items, index + 1, fewer, index, fewer.length - index);
      return new Key(fewer);
    }
  }

  /**
   * What was found.
   *
   * @param complete whether there are no others; else sets of more values than were looked at would
   *     have taken too long
   */
  record Found(List<Pattern> patterns, boolean complete) {}

  private final CodedRows rows;
  private final Frequency frequency;
  private final int mostDimensions;
  private final long mostWork;
  private final List<Item> items = new ArrayList<>();
  private final Map<Key, Pattern> closed = new LinkedHashMap<>();
  private int sets;
  private long pairs;
  private long work;

  /**
   * @param mostDimensions how many values of a pattern may be such as do not follow from the others
   * @param mostWork how many words of memory may be read
   */
  Apriori(CodedRows rows, Frequency frequency, int mostDimensions, long mostWork) {
    this.rows = rows;
    this.frequency = frequency;
    this.mostDimensions = mostDimensions;
    this.mostWork = mostWork;
  }

  Found find() {
    collectItems();
    BitSet all = new BitSet();
    all.set(0, rows.size());
    keep(all);
    Map<Key, Integer> level = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      BitSet having = items.get(i).rows();
      if (having.cardinality() < rows.size() && keep(having)) {
        level.put(new Key(i), having.cardinality());
      }
    }
    for (int size = 2; size <= mostDimensions && level.size() > 1; size++) {
      Map<Key, Integer> next = next(level);
      if (next == null) {
        return new Found(List.copyOf(closed.values()), false);
      }
      level = next;
    }
    return new Found(List.copyOf(closed.values()), true);
  }

  private void collectItems() {
    for (int column = 0; column < rows.columns(); column++) {
      Map<Integer, BitSet> having = new TreeMap<>();
      for (int row = 0; row < rows.size(); row++) {
        int code = rows.code(row, column);
        if (code != 0) {
          having.computeIfAbsent(code, c -> new BitSet()).set(row);
        }
      }
      for (Map.Entry<Integer, BitSet> e : having.entrySet()) {
        items.add(new Item(column, e.getKey(), e.getValue()));
      }
    }
  }

  /** The frequent sets of one item more, with the number of their rows; null when it takes long. */
  private @Nullable Map<Key, Integer> next(Map<Key, Integer> level) {
    Map<Key, List<Integer>> byBeginning = new LinkedHashMap<>();
    for (Key key : level.keySet()) {
      int last = key.items.length - 1;
      byBeginning.computeIfAbsent(key.without(last), k -> new ArrayList<>()).add(key.items[last]);
    }
    Map<Key, Integer> next = new LinkedHashMap<>();
    for (Map.Entry<Key, List<Integer>> e : byBeginning.entrySet()) {
      BitSet beginning = having(e.getKey());
      List<Integer> ends = e.getValue();
      for (int i = 0; i < ends.size(); i++) {
        for (int j = i + 1; j < ends.size(); j++) {
          if (!extend(e.getKey(), beginning, ends.get(i), ends.get(j), level, next)) {
            return null;
          }
        }
      }
    }
    return next;
  }

  /** Looks at a set; false when there were too many. */
  private boolean extend(
      Key beginning,
      BitSet rowsOfBeginning,
      int first,
      int second,
      Map<Key, Integer> level,
      Map<Key, Integer> next) {
    if (++pairs % PAIRS_AT_ONCE == 0) {
      Interruption.check();
    }
    work += beginning.items.length + 1;
    if (items.get(first).column() == items.get(second).column()) {
      return work <= mostWork;
    }
    int[] all = Arrays.copyOf(beginning.items, beginning.items.length + 2);
    all[all.length - 2] = first;
    all[all.length - 1] = second;
    Key key = new Key(all);
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < all.length; i++) {
      Integer part = level.get(key.without(i));
      if (part == null) {
        return true;
      }
      fewest = Math.min(fewest, part);
    }
    work += 3L * (rows.size() / 64 + 1);
    if (++sets > MOST_SETS || work > mostWork) {
      return false;
    }
    BitSet having = (BitSet) rowsOfBeginning.clone();
    having.and(items.get(first).rows());
    having.and(items.get(second).rows());
    int count = having.cardinality();
    if (count > 0 && count < fewest && keep(having)) {
      next.put(key, count);
    }
    return true;
  }

  private BitSet having(Key key) {
    BitSet having = new BitSet();
    having.set(0, rows.size());
    for (int item : key.items) {
      having.and(items.get(item).rows());
    }
    return having;
  }

  /** Adds the pattern of all that these rows share; false when they are not enough. */
  private boolean keep(BitSet having) {
    double a = 0;
    double b = 0;
    for (int row = having.nextSetBit(0); row >= 0; row = having.nextSetBit(row + 1)) {
      a += rows.a(row);
      b += rows.b(row);
    }
    if (!frequency.isEnough(a, b)) {
      return false;
    }
    int[] shared = shared(having);
    if (Arrays.stream(shared).anyMatch(c -> c != 0)) {
      closed.put(new Key(shared), new Pattern(shared, a, b));
    }
    return true;
  }

  private int[] shared(BitSet having) {
    int[] shared = new int[rows.columns()];
    int first = having.nextSetBit(0);
    if (first < 0) {
      return shared;
    }
    for (int column = 0; column < shared.length; column++) {
      int code = rows.code(first, column);
      int row = code == 0 ? -1 : first;
      while (row >= 0 && rows.code(row, column) == code) {
        row = having.nextSetBit(row + 1);
      }
      shared[column] = code != 0 && row < 0 ? code : 0;
    }
    return shared;
  }
}
