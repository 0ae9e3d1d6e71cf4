package io.vedette.kql.functions;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.running.Interruption;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.TypeSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Addresses in lists of ranges and in text. Source: Kusto documentation, "ipv4_is_in_any_range()",
 * "has_any_ipv4()" and their siblings.
 */
final class IpSearch {
  private IpSearch() {}

  /** Reads an address; null for what is none. */
  @FunctionalInterface
  interface Reader {
    @Nullable IpAddress read(String text);
  }

  /** A function that looks an address up in ranges, given singly or as an array. */
  static ScalarFunction inAnyRange(String name, String kind, Reader reader) {
    Memo<List<IpAddress>> ranges = new Memo<>(text -> ranges(text, reader));
    JavaFunction function =
        JavaFunction.of(
            "kql_" + name,
            BOOL,
            a -> {
              IpAddress ip = reader.read(JavaFunction.text(a[0]));
              if (ip == null) {
                return null;
              }
              return (Boolean) ranges.of(a[1]).stream().anyMatch(ip::isIn);
            },
            STRING,
            DYNAMIC);
    return listed(
        name, "Whether an " + kind + " address lies in one of several ranges.", function, "ip");
  }

  private static List<IpAddress> ranges(String json, Reader reader) {
    List<IpAddress> ranges = new ArrayList<>();
    for (String text : texts(json)) {
      IpAddress range = reader.read(text);
      if (range != null) {
        ranges.add(range);
      }
    }
    return ranges;
  }

  private static List<String> texts(String json) {
    JsonValue value = JsonValue.parse(json);
    List<JsonValue> items = DynamicArrays.items(value);
    return items == null ? List.of(value.text()) : items.stream().map(JsonValue::text).toList();
  }

  private static ScalarFunction listed(
      String name, String documentation, JavaFunction function, String first) {
    return ScalarFunction.of(
            name,
            documentation,
            Signature.of(
                BOOL,
                call ->
                    Sql.call(
                        function.sqlName(),
                        Conversions.toText(call.type(0), call.sql(0)),
                        list(call.arguments().subList(1, call.count()))),
                Parameter.of(first, TypeSets.STRING_OR_DYNAMIC),
                Parameter.of("values", TypeSets.STRING_OR_DYNAMIC).anyTimes()))
        .using(function);
  }

  /** The dynamic array of strings that arguments give singly or as one array. */
  private static SqlExpr list(List<Argument> arguments) {
    return arguments.size() == 1 && arguments.getFirst().type() == DYNAMIC
        ? arguments.getFirst().sql()
        : Json.arrayOf(arguments);
  }

  /** A function that searches text for an address of IPv4, or for the beginning of one. */
  static ScalarFunction has(String name, String what, boolean prefix) {
    JavaFunction function =
        JavaFunction.of(
            "kql_" + name,
            BOOL,
            a -> find(JavaFunction.text(a[0]), List.of(JavaFunction.text(a[1])), prefix),
            STRING,
            STRING);
    return ScalarFunction.java(
        name,
        "Whether the text has " + what + ".",
        function,
        Parameter.of("source", TypeSets.STRING_OR_DYNAMIC),
        Parameter.string(prefix ? "ip_prefix" : "ip"));
  }

  /** As {@link #has}, for any of several, given singly or as an array. */
  static ScalarFunction hasAny(String name, String what, boolean prefix) {
    Memo<List<String>> sought = new Memo<>(IpSearch::texts);
    JavaFunction function =
        JavaFunction.of(
            "kql_" + name,
            BOOL,
            a -> find(JavaFunction.text(a[0]), sought.of(a[1]), prefix),
            STRING,
            DYNAMIC);
    return listed(name, "Whether the text has " + what + ".", function, "source");
  }

  /** Addresses in text begin and end where no letter or digit is. */
  private static boolean find(String text, List<String> sought, boolean prefix) {
    List<String> usable =
        sought.stream()
            .map(String::strip)
            .filter(s -> prefix ? isPrefix(s) : IpAddress.v4Bits(s) >= 0)
            .toList();
    if (usable.isEmpty()) {
      return false;
    }
    int at = 0;
    while (at < text.length()) {
      if (!isDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
        end++;
      }
      boolean before = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean after = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (before && after && matches(text.substring(at, end), usable, prefix)) {
        return true;
      }
      at = end;
    }
    return false;
  }

  private static boolean matches(String run, List<String> sought, boolean prefix) {
    Interruption.check();
    String address = run;
    while (address.endsWith(".")) {
      address = address.substring(0, address.length() - 1);
    }
    long bits = address.length() > 15 ? -1 : IpAddress.v4Bits(address);
    if (bits < 0) {
      return false;
    }
    String normal = IpAddress.v4Text(bits);
    for (String s : sought) {
      boolean whole = IpAddress.v4Bits(s) == bits;
      if (whole || (prefix && s.endsWith(".") && normal.startsWith(s))) {
        return true;
      }
    }
    return false;
  }

  /** One to three numbers each with a dot, or a whole address. */
  private static boolean isPrefix(String text) {
    if (IpAddress.v4Bits(text) >= 0) {
      return true;
    }
    String filled = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < 3 && filled.endsWith("."); i++) {
      filled += IpAddress.v4Bits(filled + "0") >= 0 ? "0" : "0.";
    }
    return text.endsWith(".") && IpAddress.v4Bits(filled) >= 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
