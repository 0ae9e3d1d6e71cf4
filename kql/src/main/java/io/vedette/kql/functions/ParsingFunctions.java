package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.DECIMAL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.types.TypeSets;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Taking structured text apart. Source: Kusto documentation, "String functions". */
final class ParsingFunctions {
  private ParsingFunctions() {}

  private static final JavaFunction VERSION =
      JavaFunction.ofText("kql_parse_version", DECIMAL, ParsingFunctions::version);

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.java(
                "parse_url",
                "The parts of an absolute URL.",
                JavaFunction.ofText("kql_parse_url", DYNAMIC, Urls::parse),
                string("url"))
            .aliased("parseurl"),
        ScalarFunction.java(
                "parse_urlquery",
                "The parameters of a URL's query.",
                JavaFunction.ofText("kql_parse_urlquery", DYNAMIC, Urls::parseQuery),
                string("query"))
            .aliased("parseurlquery"),
        ScalarFunction.java(
                "parse_csv",
                "The fields of the first record of comma-separated text.",
                JavaFunction.ofText("kql_parse_csv", DYNAMIC, ParsingFunctions::csv),
                Parameter.of("csv_text", TypeSets.STRING_OR_DYNAMIC))
            .namedAsArgument(),
        ScalarFunction.java(
                "parse_xml",
                "An XML document as a property bag, null when it is malformed.",
                JavaFunction.ofText("kql_parse_xml", DYNAMIC, XmlText::parse),
                Parameter.of("xml_text", TypeSets.STRING_OR_DYNAMIC))
            .namedAsArgument(),
        ScalarFunction.java(
            "parse_path",
            "The parts of the path of a file, of Windows or Unix.",
            JavaFunction.ofText("kql_parse_path", DYNAMIC, Paths::parse),
            string("path")),
        ScalarFunction.java(
            "parse_command_line",
            "The arguments of a command line, taken apart as Windows does.",
            JavaFunction.of(
                "kql_parse_command_line",
                DYNAMIC,
                a ->
                    JavaFunction.text(a[1]).equalsIgnoreCase("windows")
                        ? commandLine(JavaFunction.text(a[0]))
                        : null,
                STRING,
                STRING),
            Parameter.any("command"),
            string("parser")),
        ScalarFunction.of(
                "parse_version",
                "A version of up to four numbers as one decimal that compares as versions do.",
                Signature.of(
                    DECIMAL,
                    // Up to 32 digits: more than the engine's common decimals hold before the
                    // point.
                    call -> Sql.tryCast(Sql.call(VERSION.sqlName(), call.sql(0)), "DECIMAL(38,0)"),
                    string("version")))
            .using(VERSION),
        ScalarFunction.java(
            "parse_user_agent",
            "Browser, operating system and device of a user agent, as far as they are recognised.",
            JavaFunction.of(
                "kql_parse_user_agent",
                DYNAMIC,
                a -> UserAgents.parse(JavaFunction.text(a[0]), JavaFunction.json(a[1])),
                STRING,
                DYNAMIC),
            string("user_agent"),
            Parameter.of("look_for", TypeSets.STRING_OR_DYNAMIC).orAbsent()));
  }

  /** Fields may stand in quotes, doubled inside; a line's end outside quotes ends the record. */
  private static @Nullable JsonValue csv(String text) {
    if (text.isEmpty()) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          field.append(c);
        } else if (text.startsWith("\"", i + 1)) {
          field.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && field.isEmpty()) {
        quoted = true;
      } else if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\n' || c == '\r') {
        break;
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return JsonValue.texts(fields);
  }

  /**
   * The rules of CommandLineToArgvW: the first word has no escapes, 2n backslashes before a quote.
   */
  private static @Nullable JsonValue commandLine(String line) {
    if (line.isBlank()) {
      return null;
    }
    List<String> words = new ArrayList<>();
    String text = line.strip();
    int at;
    if (text.startsWith("\"")) {
      int end = text.indexOf('"', 1);
      words.add(end < 0 ? text.substring(1) : text.substring(1, end));
      at = end < 0 ? text.length() : end + 1;
    } else {
      at = 0;
      while (at < text.length() && !isBlank(text.charAt(at))) {
        at++;
      }
      words.add(text.substring(0, at));
    }
    while (at < text.length()) {
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
      if (at < text.length()) {
        StringBuilder word = new StringBuilder();
        at = word(text, at, word);
        words.add(word.toString());
      }
    }
    return JsonValue.texts(words);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static int word(String text, int from, StringBuilder out) {
    boolean quoted = false;
    int at = from;
    while (at < text.length() && (quoted || !isBlank(text.charAt(at)))) {
      int backslashes = 0;
      while (at < text.length() && text.charAt(at) == '\\') {
        backslashes++;
        at++;
      }
      boolean quote = at < text.length() && text.charAt(at) == '"';
      out.repeat('\\', quote ? backslashes / 2 : backslashes);
      if (quote && backslashes % 2 == 1) {
        out.append('"');
        at++;
      } else if (quote && quoted && text.startsWith("\"", at + 1)) {
        out.append('"');
        at += 2;
      } else if (quote) {
        quoted = !quoted;
        at++;
      } else if (backslashes == 0) {
        out.append(text.charAt(at));
        at++;
      }
    }
    return at;
  }

  /** Each part is padded to eight digits; missing parts count as zero. */
  private static @Nullable BigDecimal version(String text) {
    String[] parts = text.strip().split("\\.", 6);
    if (parts.length > 4) {
      return null;
    }
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      String part = i < parts.length ? parts[i] : "0";
      if (part.isEmpty()
          || part.length() > 8
          || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return null;
      }
      digits.repeat('0', 8 - part.length()).append(part);
    }
    return new BigDecimal(digits.toString());
  }

  /** A bag whose values are strings. */
  static JsonValue.Bag bag(String... keysAndValues) {
    Map<String, JsonValue> entries = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      entries.put(keysAndValues[i], JsonValue.of(keysAndValues[i + 1]));
    }
    return new JsonValue.Bag(entries);
  }
}
