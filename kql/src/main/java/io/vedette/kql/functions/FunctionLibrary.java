package io.vedette.kql.functions;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All functions, found by name. A new family is one line in the lists here. */
public final class FunctionLibrary {
  private static final List<ScalarFunction> SCALARS =
      Stream.of(
              ArrayFunctions.all(),
              BagFunctions.all(),
              BinFunctions.all(),
              BinaryFunctions.all(),
              CalendarFunctions.all(),
              ConditionalFunctions.all(),
              ConversionFunctions.all(),
              DateTimeFunctions.all(),
              EncodingFunctions.all(),
              GeoCellFunctions.all(),
              GeoLineFunctions.all(),
              GeoPointFunctions.all(),
              GeoPolygonFunctions.all(),
              HashFunctions.all(),
              Ipv4Functions.all(),
              Ipv6Functions.all(),
              JsonFunctions.all(),
              MathFunctions.all(),
              ParsingFunctions.all(),
              ProbabilityFunctions.all(),
              RangeFunctions.all(),
              RegexFunctions.all(),
              SearchFunctions.all(),
              SeriesFillFunctions.all(),
              SeriesFilterFunctions.all(),
              SeriesFitFunctions.all(),
              SeriesFunctions.all(),
              SeriesSeasonFunctions.all(),
              SetFunctions.all(),
              SketchFunctions.scalars(),
              SortFunctions.all(),
              StringFunctions.all(),
              TextFunctions.all(),
              UnitFunctions.all())
          .flatMap(List::stream)
          .toList();

  private static final List<AggregateFunction> AGGREGATES =
      Stream.of(
              AggregateFunctions.all(),
              CollectingAggregates.all(),
              PercentileAggregates.all(),
              SketchFunctions.aggregates(),
              StatisticalAggregates.all())
          .flatMap(List::stream)
          .toList();

  private static final List<WindowFunction> WINDOWS =
      Stream.of(RunningFunctions.all(), WindowFunctions.all()).flatMap(List::stream).toList();

  private static final Map<String, ScalarFunction> SCALAR_BY_NAME = new HashMap<>();
  private static final Map<String, AggregateFunction> AGGREGATE_BY_NAME = new HashMap<>();
  private static final Map<String, WindowFunction> WINDOW_BY_NAME = new HashMap<>();

  static {
    for (ScalarFunction f : SCALARS) {
      register(SCALAR_BY_NAME, f.name(), f);
      f.aliases().forEach(alias -> register(SCALAR_BY_NAME, alias, f));
    }
    for (AggregateFunction f : AGGREGATES) {
      register(AGGREGATE_BY_NAME, f.name(), f);
      f.aliases().forEach(alias -> register(AGGREGATE_BY_NAME, alias, f));
    }
    for (WindowFunction f : WINDOWS) {
      register(WINDOW_BY_NAME, f.name(), f);
    }
  }

  private FunctionLibrary() {}

  private static <F> void register(Map<String, F> map, String name, F function) {
    if (map.put(name, function) != null) {
      throw new IllegalStateException("two functions are named " + name);
    }
  }

  /** The scalar function of that name or alias, or null. */
  public static @Nullable ScalarFunction scalar(String name) {
    return SCALAR_BY_NAME.get(name);
  }

  /** The aggregate of that name or alias, or null. */
  public static @Nullable AggregateFunction aggregate(String name) {
    return AGGREGATE_BY_NAME.get(name);
  }

  /** The window function of that name, or null. */
  public static @Nullable WindowFunction window(String name) {
    return WINDOW_BY_NAME.get(name);
  }

  public static Collection<String> scalarNames() {
    return Collections.unmodifiableSet(SCALAR_BY_NAME.keySet());
  }

  public static Collection<String> aggregateNames() {
    return Collections.unmodifiableSet(AGGREGATE_BY_NAME.keySet());
  }

  public static Collection<String> windowNames() {
    return Collections.unmodifiableSet(WINDOW_BY_NAME.keySet());
  }

  /** All scalar functions, each once. */
  public static List<ScalarFunction> scalars() {
    return SCALARS;
  }

  /** All aggregates, each once. */
  public static List<AggregateFunction> aggregates() {
    return AGGREGATES;
  }

  /** All window functions. */
  public static List<WindowFunction> windows() {
    return WINDOWS;
  }

  /** The functions that the engine must know before it runs compiled queries, each once. */
  public static List<JavaFunction> javaFunctions() {
    return Stream.of(
            SCALARS.stream().flatMap(f -> f.java().stream()),
            Conversions.javaFunctions(),
            KeyValuePairs.javaFunctions(),
            MiningFunctions.javaFunctions(),
            NetworkBounds.javaFunctions(),
            TextReduction.javaFunctions(),
            WrappingArithmetic.javaFunctions(),
            overRows().stream())
        .flatMap(s -> s)
        .distinct()
        .toList();
  }

  /** The Java functions of aggregates and window functions. */
  public static List<JavaFunction> overRows() {
    return Stream.of(
            CollectingAggregates.javaFunctions(),
            PercentileAggregates.javaFunctions(),
            SketchFunctions.javaFunctions(),
            RunningFunctions.javaFunctions())
        .flatMap(s -> s)
        .toList();
  }
}
