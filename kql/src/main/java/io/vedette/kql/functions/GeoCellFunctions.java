package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.real;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.INT;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.geo.GeoJson;
import io.vedette.kql.geo.Geohash;
import io.vedette.kql.geo.H3Cell;
import io.vedette.kql.geo.Point;
import io.vedette.kql.geo.S2Cell;
import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cells of geohash, S2 and H3. Source: Kusto documentation, "Geospatial grid system". */
final class GeoCellFunctions {
  private GeoCellFunctions() {}

  /** The greatest number of levels that children of an H3 cell may be below it. */
  private static final int MOST_LEVELS = 5;

  private static final long MOST_RINGS = 142;

  private interface CellOf {
    @Nullable String token(Point point, long level);
  }

  static List<ScalarFunction> all() {
    return List.of(
        ofPoint("geohash", "accuracy", 5, Geohash::of),
        ofPoint(
            "s2cell",
            "level",
            11,
            (point, level) -> {
              S2Cell cell = S2Cell.of(point, level);
              return cell == null ? null : cell.token();
            }),
        ofPoint(
            "h3cell",
            "resolution",
            6,
            (point, level) -> {
              H3Cell cell = H3Cell.of(point, level);
              return cell == null ? null : cell.token();
            }),
        ofCell("geohash_to_central_point", Geohash::parse, c -> GeoJson.point(c.centre())),
        ofCell("geohash_to_polygon", Geohash::parse, c -> GeoJson.outline(c.corners())),
        ofCell("geohash_neighbors", Geohash::parse, c -> JsonValue.texts(c.neighbours())),
        ofCell("s2cell_to_central_point", S2Cell::parse, c -> GeoJson.point(c.centre())),
        ofCell("s2cell_to_polygon", S2Cell::parse, c -> GeoJson.outline(c.corners())),
        ofCell(
            "s2cell_neighbors",
            S2Cell::parse,
            c -> JsonValue.texts(c.neighbours().stream().map(S2Cell::token).toList())),
        ofCell("h3cell_to_central_point", H3Cell::parse, c -> GeoJson.point(c.centre())),
        ofCell("h3cell_to_polygon", H3Cell::parse, c -> GeoJson.outline(c.corners())),
        ofCell("h3cell_neighbors", H3Cell::parse, c -> tokens(List.copyOf(c.neighbours()))),
        ScalarFunction.java(
            "geo_h3cell_level",
            "The level of an H3 cell.",
            JavaFunction.ofText(
                "kql_geo_h3cell_level",
                INT,
                token -> {
                  H3Cell cell = H3Cell.parse(token);
                  return cell == null ? null : (Object) cell.level();
                }),
            string("h3cell")),
        ScalarFunction.java(
            "geo_h3cell_parent",
            "The H3 cell of a coarser level that a cell belongs to.",
            JavaFunction.of(
                "kql_geo_h3cell_parent", STRING, GeoCellFunctions::parent, STRING, LONG),
            string("h3cell"),
            integer("resolution").orAbsent()),
        ScalarFunction.java(
            "geo_h3cell_children",
            "The H3 cells of a finer level that belong to a cell.",
            JavaFunction.of(
                "kql_geo_h3cell_children", DYNAMIC, GeoCellFunctions::children, STRING, LONG),
            string("h3cell"),
            integer("resolution").orAbsent()),
        ScalarFunction.java(
            "geo_h3cell_rings",
            "The H3 cells at each number of steps from a cell.",
            JavaFunction.of("kql_geo_h3cell_rings", DYNAMIC, GeoCellFunctions::rings, STRING, LONG),
            string("h3cell"),
            integer("distance")));
  }

  private static ScalarFunction ofPoint(String kind, String parameter, int usual, CellOf cellOf) {
    JavaFunction function =
        JavaFunction.of(
            "kql_geo_point_to_" + kind,
            STRING,
            a -> {
              Point point = GeoPointFunctions.point(a[0], a[1]);
              return point == null ? null : cellOf.token(point, JavaFunction.whole(a[2], -1));
            },
            REAL,
            REAL,
            LONG);
    return ScalarFunction.of(
            "geo_point_to_" + kind,
            "The " + kind + " that a point is in.",
            Signature.of(
                STRING,
                call ->
                    Sql.call(
                        function.sqlName(),
                        call.sql(0),
                        call.sql(1),
                        call.sql(2, Sql.number((long) usual))),
                real("longitude"),
                real("latitude"),
                integer(parameter).orAbsent()))
        .using(function);
  }

  private static <C> ScalarFunction ofCell(
      String name, Function<String, @Nullable C> parse, Function<C, @Nullable JsonValue> value) {
    return ScalarFunction.java(
        "geo_" + name,
        "The " + name.replace('_', ' ') + ".",
        JavaFunction.ofText(
            "kql_geo_" + name,
            DYNAMIC,
            text -> {
              C cell = parse.apply(text);
              return cell == null ? null : value.apply(cell);
            }),
        string("cell"));
  }

  private static JsonValue tokens(List<H3Cell> cells) {
    return JsonValue.texts(cells.stream().map(H3Cell::token).toList());
  }

  private static @Nullable String parent(@Nullable Object[] a) {
    H3Cell cell = H3Cell.parse(JavaFunction.text(a[0]));
    if (cell == null) {
      return null;
    }
    H3Cell parent = cell.parent(JavaFunction.whole(a[1], cell.level() - 1L));
    return parent == null ? null : parent.token();
  }

  private static @Nullable JsonValue children(@Nullable Object[] a) {
    H3Cell cell = H3Cell.parse(JavaFunction.text(a[0]));
    if (cell == null) {
      return null;
    }
    long level = JavaFunction.whole(a[1], cell.level() + 1L);
    List<H3Cell> children = level - cell.level() > MOST_LEVELS ? null : cell.children(level);
    return children == null ? null : tokens(children);
  }

  private static @Nullable JsonValue rings(@Nullable Object[] a) {
    H3Cell cell = H3Cell.parse(JavaFunction.text(a[0]));
    long distance = JavaFunction.whole(a[1], -1);
    if (cell == null || distance < 0 || distance > MOST_RINGS) {
      return null;
    }
    List<JsonValue> rings =
        cell.rings((int) distance).stream().map(GeoCellFunctions::tokens).toList();
    return new JsonValue.Array(rings);
  }
}
