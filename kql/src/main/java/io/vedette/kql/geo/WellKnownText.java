package io.vedette.kql.geo;

import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Geometries as text. Source: OGC 06-103r4, "Well-known text representation of geometry". */
public final class WellKnownText {
  private static final int DEEPEST = 32;

  private final String text;
  private int at;

  private WellKnownText(String text) {
    this.text = text;
  }

  /** The GeoJSON geometry of a text; null when it is malformed. */
  public static @Nullable JsonValue read(String text) {
    WellKnownText reader = new WellKnownText(text);
    JsonValue value = reader.geometry(0);
    reader.blanks();
    return reader.at == text.length() ? value : null;
  }

  private @Nullable JsonValue geometry(int depth) {
    if (depth > DEEPEST) {
      return null;
    }
    String name = word();
    if (name.equals("GEOMETRYCOLLECTION")) {
      List<JsonValue> parts = list(() -> geometry(depth + 1));
      return parts == null
          ? null
          : GeoJson.geometry("GeometryCollection", "geometries", new JsonValue.Array(parts));
    }
    String type =
        switch (name) {
          case "POINT" -> "Point";
          case "LINESTRING" -> "LineString";
          case "POLYGON" -> "Polygon";
          case "MULTIPOINT" -> "MultiPoint";
          case "MULTILINESTRING" -> "MultiLineString";
          case "MULTIPOLYGON" -> "MultiPolygon";
          default -> null;
        };
    if (type == null) {
      return null;
    }
    JsonValue coordinates =
        switch (type) {
          case "Point" -> inParentheses();
          case "LineString" -> nested(1);
          case "MultiPoint" -> array(list(this::positionWithOrWithoutParentheses));
          case "MultiPolygon" -> nested(3);
          default -> nested(2);
        };
    return coordinates == null ? null : GeoJson.geometry(type, "coordinates", coordinates);
  }

  /** Positions in so many levels of lists. */
  private @Nullable JsonValue nested(int levels) {
    return levels == 0 ? position() : array(list(() -> nested(levels - 1)));
  }

  private @Nullable JsonValue positionWithOrWithoutParentheses() {
    blanks();
    return at < text.length() && text.charAt(at) == '(' ? inParentheses() : position();
  }

  private @Nullable JsonValue inParentheses() {
    JsonValue position = take('(') ? position() : null;
    return position != null && take(')') ? position : null;
  }

  private static @Nullable JsonValue array(@Nullable List<JsonValue> items) {
    return items == null ? null : new JsonValue.Array(items);
  }

  private interface Item {
    @Nullable JsonValue read();
  }

  private @Nullable List<JsonValue> list(Item item) {
    List<JsonValue> items = new ArrayList<>();
    if (!take('(')) {
      return null;
    }
    do {
      JsonValue value = item.read();
      if (value == null) {
        return null;
      }
      items.add(value);
    } while (take(','));
    return take(')') ? items : null;
  }

  private @Nullable JsonValue position() {
    Double lng = number();
    Double lat = lng == null ? null : number();
    if (lng == null || lat == null || Point.of(lng, lat) == null) {
      return null;
    }
    return new JsonValue.Array(List.of(GeoJson.number(lng), GeoJson.number(lat)));
  }

  private @Nullable Double number() {
    blanks();
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.valueOf(text.substring(start, at));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private String word() {
    blanks();
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at).toUpperCase(Locale.ROOT);
  }

  private boolean take(char c) {
    blanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
