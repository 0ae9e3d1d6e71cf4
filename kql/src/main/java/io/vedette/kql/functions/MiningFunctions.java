package io.vedette.kql.functions;

import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.mining.CodedRows;
import io.vedette.kql.mining.PatternSearch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The searches behind the plugins that find patterns. They take all rows as one text ({@link
 * CodedRows#parse}) and give an array of arrays: how much of the sets A and B has the pattern, the
 * percentages of them, their difference, and the codes of the columns. Percentages are rounded to
 * the digits that Kusto's documentation shows.
 */
public final class MiningFunctions {
  private MiningFunctions() {}

  private static final JavaFunction BASKET =
      new JavaFunction(
          "kql_basket",
          List.of(STRING, LONG, REAL, LONG),
          STRING,
          a -> {
            List<PatternSearch.Hit> hits = PatternSearch.frequent(rows(a), real(a[2]), whole(a[3]));
            return hits == null ? null : text(hits, 1);
          });

  private static final JavaFunction AUTOCLUSTER =
      new JavaFunction(
          "kql_autocluster",
          List.of(STRING, LONG, REAL, LONG),
          STRING,
          a -> text(PatternSearch.clusters(rows(a), real(a[2]), whole(a[3])), 1));

  private static final JavaFunction DIFFPATTERNS =
      new JavaFunction(
          "kql_diffpatterns",
          List.of(STRING, LONG, REAL, LONG, LONG),
          STRING,
          a -> text(PatternSearch.differences(rows(a), real(a[2]), whole(a[3]), whole(a[4])), 2));

  static Stream<JavaFunction> javaFunctions() {
    return Stream.of(BASKET, AUTOCLUSTER, DIFFPATTERNS);
  }

  private static CodedRows rows(@Nullable Object[] arguments) {
    return CodedRows.parse(JavaFunction.text(arguments[0]), whole(arguments[1]));
  }

  private static double real(@Nullable Object value) {
    return value == null ? 0 : (Double) value;
  }

  private static int whole(@Nullable Object value) {
    return (int) Math.min(JavaFunction.whole(value, 0), Integer.MAX_VALUE);
  }

  private static String text(List<PatternSearch.Hit> hits, int digits) {
    StringBuilder text = new StringBuilder("[");
    for (PatternSearch.Hit hit : hits) {
      text.append(text.length() == 1 ? "[" : ",[")
          .append(Math.round(hit.a()))
          .append(',')
          .append(Math.round(hit.b()))
          .append(',')
          .append(percent(hit.shareOfA(), digits))
          .append(',')
          .append(percent(hit.shareOfB(), digits))
          .append(',')
          .append(percent(Math.abs(hit.shareOfA() - hit.shareOfB()), digits));
      for (int code : hit.codes()) {
        text.append(',').append(code);
      }
      text.append(']');
    }
    return text.append(']').toString();
  }

  private static String percent(double share, int digits) {
    return BigDecimal.valueOf(100 * share).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }
}
