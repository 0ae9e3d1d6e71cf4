package io.vedette.kql.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Patterns are those that going through all sets of values finds, with the counts of their rows.
 */
final class PatternSearchTest {
  private static final int COLUMNS = 4;

  private static CodedRows rows(List<Integer> cells) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; (row + 1) * COLUMNS <= cells.size(); row++) {
      text.append(row % 3 + 1).append(".0 ").append(row % 2).append(".0");
      for (int i = 0; i < COLUMNS; i++) {
        text.append(' ').append(cells.get(row * COLUMNS + i));
      }
      text.append(';');
    }
    return CodedRows.parse(text.toString(), COLUMNS);
  }

  /** All patterns of rows, with what set A has of them; 0 is any value. */
  private static Map<String, Double> closed(CodedRows rows, double threshold) {
    Map<String, Double> found = new TreeMap<>();
    for (int set = 0; set < 1 << (2 * COLUMNS); set++) {
      int[] pattern = new int[COLUMNS];
      for (int i = 0; i < COLUMNS; i++) {
        pattern[i] = (set >> (2 * i)) & 3;
      }
      int[] shared = null;
      double a = 0;
      for (int row = 0; row < rows.size(); row++) {
        if (rows.difference(row, pattern, 0) == COLUMNS) {
          a += rows.a(row);
          int[] values = new int[COLUMNS];
          for (int i = 0; i < COLUMNS; i++) {
            int code = rows.code(row, i);
            values[i] = shared == null || shared[i] == code ? code : 0;
          }
          shared = values;
        }
      }
      boolean isClosed = shared != null && Arrays.equals(shared, pattern);
      if (isClosed && Arrays.stream(pattern).anyMatch(c -> c != 0)) {
        if (rows.shareOfA(a) >= threshold) {
          found.put(Arrays.toString(pattern), a);
        }
      }
    }
    return found;
  }

  private static int[] codes(PatternSearch.Hit hit) {
    return hit.codes().stream().mapToInt(c -> c).toArray();
  }

  private static Map<String, Double> shown(List<PatternSearch.Hit> hits) {
    Map<String, Double> shown = new TreeMap<>();
    hits.forEach(h -> shown.put(h.codes().toString(), h.a()));
    assertThat(shown).as("each once").hasSameSizeAs(hits);
    return shown;
  }

  @Property(tries = 300)
  void frequentPatternsAreAllThereAre(
      @ForAll @Size(min = 4, max = 60) List<@IntRange(min = 0, max = 3) Integer> cells,
      @ForAll @DoubleRange(min = 0.01, max = 0.7) double threshold) {
    CodedRows rows = rows(cells);
    List<PatternSearch.Hit> hits = PatternSearch.frequent(rows, threshold, COLUMNS);
    assertThat(hits).isNotNull();
    assertThat(shown(hits == null ? List.of() : hits)).isEqualTo(closed(rows, threshold));
  }

  @Property(tries = 200)
  void clustersAndDifferencesCountTheirRows(
      @ForAll @Size(min = 4, max = 60) List<@IntRange(min = 0, max = 3) Integer> cells,
      @ForAll @DoubleRange(min = 0, max = 1) double weight) {
    CodedRows rows = rows(cells);
    List<PatternSearch.Hit> hits = new ArrayList<>(PatternSearch.clusters(rows, weight, 25));
    List<PatternSearch.Hit> differences = PatternSearch.differences(rows, 0.05, COLUMNS, 1);
    for (PatternSearch.Hit hit : differences) {
      assertThat(Math.abs(hit.shareOfA() - hit.shareOfB())).isGreaterThanOrEqualTo(0.05);
      hits.add(hit);
    }
    for (PatternSearch.Hit hit : hits) {
      double a = 0;
      for (int row = 0; row < rows.size(); row++) {
        a += rows.difference(row, codes(hit), 0) == COLUMNS ? rows.a(row) : 0;
      }
      assertThat(hit.a()).isEqualTo(a);
      assertThat(hit.shareOfA()).isEqualTo(rows.shareOfA(a));
    }
  }

  @Property(tries = 100)
  void noDifferenceIsPartOfAnother(
      @ForAll @Size(min = 20, max = 80) List<@IntRange(min = 1, max = 2) Integer> cells) {
    List<PatternSearch.Hit> hits = PatternSearch.differences(rows(cells), 0.05, COLUMNS, 1);
    for (int i = 0; i < hits.size(); i++) {
      Pattern one = new Pattern(codes(hits.get(i)), 0, 0);
      for (int k = 0; k < i; k++) {
        Pattern other = new Pattern(codes(hits.get(k)), 0, 0);
        assertThat(one.isPartOf(other) || other.isPartOf(one)).isFalse();
      }
    }
  }

  /** Thirty columns of two values each, independent of each other: 3^30 patterns. */
  private static CodedRows independent() {
    StringBuilder text = new StringBuilder();
    Map<Integer, Integer> ones = new HashMap<>();
    for (int row = 0; row < 2_000; row++) {
      text.append("1 0");
      for (int column = 0; column < 30; column++) {
        int value = (((row * 7_919 + column * 104_729) * 31) >>> (column % 13)) & 1;
        ones.merge(column, value, Integer::sum);
        text.append(' ').append(value + 1);
      }
      text.append(';');
    }
    assertThat(ones.values()).allSatisfy(n -> assertThat(n).isBetween(600, 1_400));
    return CodedRows.parse(text.toString(), 30);
  }

  @Test
  void tooManyPatternsAreNoAnswer() {
    assertThat(PatternSearch.frequent(independent(), 0.001, 30)).isNull();
  }

  @Test
  void everySearchEndsWhenItsThreadIsInterrupted() {
    CodedRows rows = independent();
    List<ThrowingCallable> searches =
        List.of(
            () -> PatternSearch.frequent(rows, 0.001, 30),
            () -> PatternSearch.clusters(rows, 0.5, 25),
            () -> PatternSearch.differences(rows, 0.001, 30, 1));
    for (ThrowingCallable search : searches) {
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(search).isInstanceOf(CancellationException.class);
      } finally {
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
      }
    }
  }
}
