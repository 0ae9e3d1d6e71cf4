package io.vedette.fuzz;

import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes one query after the other: old ones damaged, old ones continued, and new ones. */
final class Queries {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|//[^\\n]*|@?\"(?:[^\"\\\\\\n]|\\\\.)*\"|@?'(?:[^'\\\\\\n]|\\\\.)*'|\\d[\\w.]*|"
              + "[A-Za-z_$][\\w]*|[=!<>]=|=~|!~|=>|\\.\\.|--|.",
          Pattern.DOTALL);
  private static final List<String> SCALARS =
      FunctionLibrary.scalarNames().stream().sorted().toList();
  private static final List<String> AGGREGATES =
      FunctionLibrary.aggregateNames().stream().sorted().toList();
  private static final List<String> SIGNS =
      List.of(
          "==",
          "!=",
          "<",
          ">",
          "<=",
          ">=",
          "+",
          "-",
          "*",
          "/",
          "%",
          "=~",
          "!~",
          "and",
          "or",
          "has",
          "contains",
          "in",
          "|",
          ",",
          "(",
          ")",
          ";",
          ":",
          "=",
          "..",
          "by",
          "asc",
          "*");
  private static final List<String> CHARACTERS =
      List.of(
          "\u0000", "\uFEFF", "\"", "'", "\\", "\n", "(", "|", "\ud83d", "\u00a0", "`", "/", ";");

  private final Material material;
  private final Function<String, @Nullable List<Column>> columnsOf;

  /**
   * @param columnsOf gives the columns of a query's result, or null when it is refused
   */
  Queries(Material material, Function<String, @Nullable List<Column>> columnsOf) {
    this.material = material;
    this.columnsOf = columnsOf;
  }

  String make(Chance chance) {
    int kind = chance.below(100);
    if (kind < 8) {
      return damaged(chance);
    }
    if (kind < 40) {
      return exchanged(chance, chance.of(material.queries()));
    }
    if (kind < 55) {
      return continued(chance, chance.of(material.queries()), 1 + chance.below(2));
    }
    if (kind < 65) {
      return "print x = " + new Expressions(chance, List.of()).call(0);
    }
    String made = continued(chance, Material.THINGS, 1 + chance.below(4));
    return chance.percent(10) ? exchanged(chance, made) : made;
  }

  static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  /** Characters lost, doubled or strange, or two queries in one. */
  private String damaged(Chance chance) {
    String text = chance.of(material.queries());
    if (text.isEmpty()) {
      return text;
    }
    for (int i = 1 + chance.below(3); i > 0; i--) {
      int start = chance.below(text.length() + 1);
      int end = Math.min(text.length(), start + chance.below(12));
      String middle =
          switch (chance.below(4)) {
            case 0 -> "";
            case 1 -> text.substring(start, end).repeat(2);
            case 2 -> chance.of(CHARACTERS);
            default -> {
              String other = chance.of(material.queries());
              int bar = other.indexOf('|', chance.below(other.length() + 1));
              yield bar < 0 ? other : other.substring(bar);
            }
          };
      text = text.substring(0, start) + middle + text.substring(end);
    }
    return text;
  }

  /** Operators after a query, each over the columns that the ones before it give. */
  private String continued(Chance chance, String query, int operators) {
    String text = query.strip();
    for (int i = 0; i < operators; i++) {
      List<Column> columns = columnsOf.apply(text);
      if (columns == null || columns.isEmpty()) {
        return text;
      }
      text = text + "\n| " + new Pipes(chance, columns).operator();
    }
    return text;
  }

  /** Some names, signs and literals exchanged for others. */
  private String exchanged(Chance chance, String query) {
    List<String> tokens = new ArrayList<>(tokens(query));
    for (int i = 1 + chance.below(4); i > 0 && !tokens.isEmpty(); i--) {
      int at = chance.below(tokens.size());
      for (int tries = 0; tokens.get(at).isBlank() && tries < 5; tries++) {
        at = chance.below(tokens.size());
      }
      exchange(chance, tokens, at);
    }
    return String.join("", tokens);
  }

  private static void exchange(Chance chance, List<String> tokens, int at) {
    String old = tokens.get(at);
    switch (chance.below(20)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, old);
      case 2 -> {
        int other = chance.below(tokens.size());
        tokens.set(at, tokens.get(other));
        tokens.set(other, old);
      }
      case 3 -> tokens.set(at, chance.of(SIGNS));
      default -> tokens.set(at, instead(chance, tokens, at));
    }
  }

  /** Something of the same kind, most of the time. */
  private static String instead(Chance chance, List<String> tokens, int at) {
    String old = tokens.get(at);
    char first = old.charAt(0);
    Expressions literals = new Expressions(chance, List.of());
    if (Character.isDigit(first) || first == '"' || first == '\'') {
      ScalarType type =
          chance.percent(50)
              ? (Character.isDigit(first) ? ScalarType.LONG : ScalarType.STRING)
              : chance.of(ScalarType.values());
      return literals.literal(type);
    }
    if (FunctionLibrary.scalar(old) != null) {
      return chance.of(SCALARS);
    }
    if (FunctionLibrary.aggregate(old) != null) {
      return chance.of(AGGREGATES);
    }
    if (SIGNS.contains(old)) {
      return chance.of(SIGNS);
    }
    if (Character.isLetter(first)) {
      List<String> names = tokens.stream().filter(t -> Character.isLetter(t.charAt(0))).toList();
      return chance.percent(60)
          ? chance.of(names)
          : literals.literal(chance.of(ScalarType.values()));
    }
    return chance.of(tokens);
  }
}
