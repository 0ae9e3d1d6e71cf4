package io.vedette.kql.functions;

import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@code parse-kv} reads. Source: Kusto documentation, "parse-kv operator". */
public final class KeyValuePairs {
  private KeyValuePairs() {}

  private static final JavaFunction EXTRACT =
      new JavaFunction(
          "kql_parse_kv",
          List.of(STRING, STRING),
          DYNAMIC,
          a ->
              a[0] == null || a[1] == null
                  ? null
                  : new KeyValueReader((String) a[0], settings((String) a[1])).read());

  /**
   * How pairs are written.
   *
   * @param keys the keys to look for; only the first of equal ones is taken
   * @param pairDelimiter between pairs; empty with {@code kvDelimiter}: all but letters and digits
   * @param quotes of one or two characters, the opening and the closing one
   * @param escapes characters that take away the meaning of a closing quote after them
   * @param greedy whether a bare value goes on to the next key, over delimiters
   * @param regex with a group for the key and one for the value, or empty
   */
  public record Settings(
      List<String> keys,
      String pairDelimiter,
      String kvDelimiter,
      List<String> quotes,
      String escapes,
      boolean greedy,
      String regex) {
    public Settings {
      keys = List.copyOf(keys);
      quotes = quotes.stream().filter(q -> !q.isEmpty()).toList();
    }
  }

  static Stream<JavaFunction> javaFunctions() {
    return Stream.of(EXTRACT);
  }

  /** All that is found in a text; {@link #value} takes the values from it. */
  public static SqlExpr extract(SqlExpr text, Settings settings) {
    if (!settings.regex().isEmpty()) {
      return Sql.template(
          "[list_transform(regexp_extract_all({0}, {1}, 1), lambda x: trim(x)),"
              + " regexp_extract_all({0}, {1}, 2)]",
          text, Sql.text(settings.regex()));
    }
    return Sql.call(EXTRACT.sqlName(), text, Sql.text(text(settings)));
  }

  /** The value of the key of that number, as a string, empty when the key is not there. */
  public static SqlExpr value(SqlExpr found, Settings settings, int key) {
    return settings.regex().isEmpty()
        ? Json.text(Json.path(found, Json.index(key)))
        : Sql.template(
            "coalesce(trim({0}[2][list_position({0}[1], {1})]), '')",
            found, Sql.text(settings.keys().get(key)));
  }

  private static String text(Settings settings) {
    List<String> parts = new ArrayList<>();
    parts.add(settings.pairDelimiter());
    parts.add(settings.kvDelimiter());
    parts.add(settings.escapes());
    parts.add(settings.greedy() ? "greedy" : "");
    parts.add(Integer.toString(settings.quotes().size()));
    parts.addAll(settings.quotes());
    parts.addAll(settings.keys());
    return JsonValue.texts(parts).write();
  }

  private static Settings settings(String text) {
    List<String> parts = new ArrayList<>();
    if (JsonValue.parse(text) instanceof JsonValue.Array(List<JsonValue> items)) {
      for (JsonValue item : items) {
        parts.add(item instanceof JsonValue.Text(String value) ? value : "");
      }
    }
    int quotes = 5 + Integer.parseInt(parts.get(4));
    return new Settings(
        parts.subList(quotes, parts.size()),
        parts.get(0),
        parts.get(1),
        parts.subList(5, quotes),
        parts.get(2),
        !parts.get(3).isEmpty(),
        "");
  }
}
