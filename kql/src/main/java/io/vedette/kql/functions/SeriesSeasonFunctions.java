package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.types.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Seasons, trends and anomalies of series. Source: Kusto documentation, "series_decompose()",
 * "series_decompose_anomalies()", "series_outliers()" and their siblings.
 */
final class SeriesSeasonFunctions {
  private SeriesSeasonFunctions() {}

  private static final double THRESHOLD = 0.6;
  private static final List<String> PARTS = List.of("baseline", "seasonal", "trend", "residual");
  private static final List<String> ANOMALIES = List.of("ad_flag", "ad_score", "baseline");

  private static final JavaFunction VALIDATE =
      JavaFunction.of(
          "kql_series_periods_validate",
          DYNAMIC,
          SeriesSeasonFunctions::validate,
          DYNAMIC,
          DYNAMIC);

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.java(
                "series_decompose",
                "The series as baseline, seasonal component, trend and rest.",
                JavaFunction.of(
                    "kql_series_decompose",
                    DYNAMIC,
                    a -> decompose(a[0], a[1], a[2], "avg", a[3], a[4]),
                    DYNAMIC,
                    LONG,
                    STRING,
                    LONG,
                    REAL),
                dynamic("series"),
                integer("period").orAbsent(),
                string("trend").orAbsent(),
                integer("test_points").orAbsent(),
                number("seasonality_threshold").orAbsent())
            .spreading(arguments -> columns("series_decompose", PARTS, arguments)),
        ScalarFunction.java(
                "series_decompose_forecast",
                "The series' baseline, carried on over its last points.",
                JavaFunction.of(
                    "kql_series_decompose_forecast",
                    DYNAMIC,
                    a -> decompose(a[0], a[2], a[3], "linefit", a[1], a[4]),
                    DYNAMIC,
                    LONG,
                    LONG,
                    STRING,
                    REAL),
                dynamic("series"),
                integer("test_points"),
                integer("period").orAbsent(),
                string("trend").orAbsent(),
                number("seasonality_threshold").orAbsent())
            .spreading(arguments -> columns("series_decompose_forecast", PARTS, arguments)),
        ScalarFunction.java(
                "series_decompose_anomalies",
                "Which points of a series do not fit its seasons and trend, and how badly.",
                JavaFunction.of(
                    "kql_series_decompose_anomalies",
                    DYNAMIC,
                    SeriesSeasonFunctions::anomalies,
                    DYNAMIC,
                    REAL,
                    LONG,
                    STRING,
                    LONG,
                    STRING,
                    REAL),
                dynamic("series"),
                number("threshold").orAbsent(),
                integer("period").orAbsent(),
                string("trend").orAbsent(),
                integer("test_points").orAbsent(),
                string("method").orAbsent(),
                number("seasonality_threshold").orAbsent())
            .spreading(arguments -> columns("series_decompose_anomalies", ANOMALIES, arguments)),
        ScalarFunction.java(
                "series_outliers",
                "How far each point of a series lies outside the usual, after Tukey.",
                JavaFunction.of(
                    "kql_series_outliers",
                    DYNAMIC,
                    SeriesSeasonFunctions::outliers,
                    DYNAMIC,
                    STRING,
                    REAL,
                    REAL,
                    REAL,
                    LONG),
                dynamic("series"),
                string("kind").orAbsent(),
                number("ignore_val").orAbsent(),
                number("min_percentile").orAbsent(),
                number("max_percentile").orAbsent(),
                integer("test_points").orAbsent())
            .namedAsArgument(),
        ScalarFunction.java(
            "series_seasonal",
            "The seasonal component of a series.",
            JavaFunction.of(
                "kql_series_seasonal",
                DYNAMIC,
                SeriesSeasonFunctions::seasonal,
                DYNAMIC,
                LONG,
                LONG),
            dynamic("series"),
            integer("period").orAbsent(),
            integer("test_points").orAbsent()),
        ScalarFunction.java(
                "series_periods_detect",
                "The likeliest periods of a series, with scores from 0 to 1.",
                JavaFunction.of(
                    "kql_series_periods_detect",
                    DYNAMIC,
                    SeriesSeasonFunctions::detect,
                    DYNAMIC,
                    REAL,
                    REAL,
                    LONG),
                dynamic("series"),
                number("min_period"),
                number("max_period"),
                integer("num_periods"))
            .spreading(
                arguments ->
                    columns("series_periods_detect", List.of("periods", "scores"), arguments)),
        ScalarFunction.of(
                "series_periods_validate",
                "Given periods of a series with scores from 0 to 1.",
                Signature.of(
                    DYNAMIC,
                    call ->
                        Sql.call(
                            VALIDATE.sqlName(),
                            call.sql(0),
                            Json.arrayOf(call.arguments().subList(1, call.count()))),
                    dynamic("series"),
                    Parameter.any("period").anyTimes()))
            .using(VALIDATE)
            .spreading(
                arguments ->
                    columns("series_periods_validate", List.of("periods", "scores"), arguments)));
  }

  private static List<Column> columns(
      String function, List<String> parts, List<Argument> arguments) {
    return parts.stream()
        .map(part -> SeriesFunctions.column(function, arguments, part, DYNAMIC))
        .toList();
  }

  private static @Nullable Decomposition decomposition(
      @Nullable Object series,
      @Nullable Object period,
      @Nullable Object trend,
      String trendByDefault,
      @Nullable Object testPoints,
      @Nullable Object threshold) {
    Series values = Series.of(JavaFunction.json(series));
    if (values == null) {
      return null;
    }
    String kind = JavaFunction.text(trend);
    return Decomposition.of(
        values.values(),
        JavaFunction.whole(period, -1),
        kind.isEmpty() ? trendByDefault : kind,
        Math.max(0, JavaFunction.whole(testPoints, 0)),
        threshold == null ? THRESHOLD : (Double) threshold);
  }

  private static @Nullable JsonValue decompose(
      @Nullable Object series,
      @Nullable Object period,
      @Nullable Object trend,
      String trendByDefault,
      @Nullable Object testPoints,
      @Nullable Object threshold) {
    Decomposition d = decomposition(series, period, trend, trendByDefault, testPoints, threshold);
    return d == null
        ? null
        : new JsonValue.Array(
            List.of(
                Series.json(d.baseline()),
                Series.json(d.seasonal()),
                Series.json(d.trend()),
                Series.json(d.residual())));
  }

  private static @Nullable JsonValue anomalies(@Nullable Object[] a) {
    Decomposition d = decomposition(a[0], a[2], a[3], "avg", a[4], a[6]);
    if (d == null) {
      return null;
    }
    boolean tukey = JavaFunction.text(a[5]).toLowerCase(Locale.ROOT).equals("tukey");
    double[] residual = d.residual();
    int learnt = learnt(residual.length, a[4]);
    double[] scores =
        Decomposition.outliers(residual, learnt, tukey ? 0.25 : 0.1, tukey ? 0.75 : 0.9);
    double threshold = a[1] == null ? 1.5 : (Double) a[1];
    double[] flags = new double[scores.length];
    Arrays.setAll(flags, i -> scores[i] > threshold ? 1 : scores[i] < -threshold ? -1 : 0);
    return new JsonValue.Array(
        List.of(Series.json(flags, true), Series.json(scores), Series.json(d.baseline())));
  }

  private static int learnt(int size, @Nullable Object testPoints) {
    return (int) Math.clamp(size - Math.max(0, JavaFunction.whole(testPoints, 0)), 0, (long) size);
  }

  private static @Nullable JsonValue outliers(@Nullable Object[] a) {
    Series series = Series.of(JavaFunction.json(a[0]));
    if (series == null) {
      return null;
    }
    double[] values = series.values().clone();
    Double ignored = (Double) a[2];
    if (ignored != null) {
      Arrays.setAll(values, i -> values[i] == ignored ? Double.NaN : values[i]);
    }
    boolean tukey = JavaFunction.text(a[1]).toLowerCase(Locale.ROOT).equals("tukey");
    double low = tukey ? 25 : a[3] == null ? 10 : Math.clamp((Double) a[3], 2.0, 98.0);
    double high = tukey ? 75 : a[4] == null ? 90 : Math.clamp((Double) a[4], 2.0, 98.0);
    return Series.json(
        Decomposition.outliers(values, learnt(values.length, a[5]), low / 100, high / 100));
  }

  private static @Nullable JsonValue seasonal(@Nullable Object[] a) {
    Series series = Series.of(JavaFunction.json(a[0]));
    if (series == null) {
      return null;
    }
    int learnt = learnt(series.size(), a[2]);
    long period = JavaFunction.whole(a[1], -1);
    int cycle =
        period < 0
            ? new Seasonality(Arrays.copyOf(series.values(), learnt)).natural(THRESHOLD)
            : (int) Math.min(period, series.size());
    return Series.json(Seasonality.component(series.values(), cycle, learnt));
  }

  private static JsonValue periods(List<Double> periods, List<Double> scores) {
    return new JsonValue.Array(
        List.of(
            Series.json(periods.stream().mapToDouble(p -> p).toArray()),
            Series.json(scores.stream().mapToDouble(s -> s).toArray())));
  }

  private static @Nullable JsonValue detect(@Nullable Object[] a) {
    Series series = Series.of(JavaFunction.json(a[0]));
    if (series == null || a[1] == null || a[2] == null) {
      return null;
    }
    int count = Math.clamp(JavaFunction.whole(a[3], 1), 1, 16);
    int least = (int) Math.min(1e9, Math.ceil((Double) a[1]));
    int most = (int) Math.min(1e9, Math.floor((Double) a[2]));
    List<Double> lengths = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (Seasonality.Period period : new Seasonality(series.values()).detect(least, most, count)) {
      lengths.add((double) period.length());
      scores.add(period.score());
    }
    return periods(lengths, scores);
  }

  private static @Nullable JsonValue validate(@Nullable Object[] a) {
    Series series = Series.of(JavaFunction.json(a[0]));
    Series given = Series.of(JavaFunction.json(a[1]));
    if (series == null || given == null) {
      return null;
    }
    Seasonality seasonality = new Seasonality(series.values());
    List<Double> lengths = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (double period : given.values()) {
      lengths.add(period);
      scores.add(Math.min(1, seasonality.score((int) Math.round(period))));
    }
    return periods(lengths, scores);
  }
}
