package io.vedette.fuzz;

import io.vedette.kql.functions.AggregateFunction;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.functions.Parameter;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Makes expressions over columns, from the functions that there are. */
record Expressions(Chance chance, List<Column> columns) {
  private static final List<ScalarType> TYPES = List.of(ScalarType.values());
  private static final int DEEPEST = 3;

  /** Of any type. */
  String any() {
    return of(chance.of(TYPES), 0);
  }

  /** Mostly of that type. */
  String of(ScalarType type) {
    return of(type, 0);
  }

  String condition() {
    return chance.percent(20) ? of(ScalarType.BOOL, 1) : comparison(0);
  }

  private String of(ScalarType type, int depth) {
    int kind = chance.below(depth >= DEEPEST ? 65 : 100);
    if (kind < 40) {
      List<Column> fitting = columns.stream().filter(c -> c.type() == type).toList();
      if (!fitting.isEmpty()) {
        return name(chance.of(fitting));
      }
    }
    if (kind < 65) {
      return literal(type);
    }
    if (kind < 80) {
      return switch (type) {
        case BOOL -> comparison(depth + 1);
        case STRING -> "tostring(" + of(chance.of(TYPES), depth + 1) + ")";
        case DYNAMIC ->
            chance.of("todynamic(", "pack_array(") + of(chance.of(TYPES), depth + 1) + ")";
        default ->
            chance.percent(50)
                ? arithmetic(type, depth + 1)
                : "to" + type.kustoName() + "(" + of(chance.of(TYPES), depth + 1) + ")";
      };
    }
    return switch (type) {
      case DYNAMIC ->
          chance.percent(30)
              ? of(ScalarType.DYNAMIC, depth + 1) + chance.of(".a", "[0]", "[-1]", "['k']", ".a.b")
              : call(depth + 1);
      case STRING -> chance.percent(50) ? call(depth + 1) : "tostring(" + call(depth + 1) + ")";
      case BOOL -> chance.percent(50) ? call(depth + 1) : "isnull(" + call(depth + 1) + ")";
      default ->
          chance.percent(50)
              ? call(depth + 1)
              : "to" + type.kustoName() + "(" + call(depth + 1) + ")";
    };
  }

  static String name(Column column) {
    return column.name().matches("[A-Za-z_]\\w*")
        ? column.name()
        : "['" + column.name().replace("\\", "\\\\").replace("'", "\\'") + "']";
  }

  String literal(ScalarType type) {
    return chance.of(Values.literals(type));
  }

  private String comparison(int depth) {
    ScalarType type = chance.of(TYPES);
    String left = of(type, depth + 1);
    if (chance.percent(15)) {
      return left + " between (" + of(type, depth + 1) + " .. " + of(type, depth + 1) + ")";
    }
    if (chance.percent(15)) {
      String in = chance.of(" in (", " !in (", " in~ (", " has_any (", " has_all (");
      return left + in + of(type, depth + 1) + ", " + literal(type) + ")";
    }
    String operator =
        type == ScalarType.STRING
            ? chance.of(
                "==",
                "!=",
                "=~",
                "!~",
                "has",
                "!has",
                "has_cs",
                "contains",
                "!contains_cs",
                "startswith",
                "endswith_cs",
                "hasprefix",
                "hassuffix",
                "matches regex",
                "<")
            : chance.of("==", "!=", "<", "<=", ">", ">=");
    return left + " " + operator + " " + of(type, depth + 1);
  }

  private String arithmetic(ScalarType type, int depth) {
    ScalarType other = chance.percent(70) ? type : chance.of(TYPES);
    return "("
        + of(type, depth + 1)
        + chance.of(" + ", " - ", " * ", " / ", " % ")
        + of(other, depth + 1)
        + ")";
  }

  /** A call of any scalar function. */
  String call(int depth) {
    var function = chance.of(FunctionLibrary.scalars());
    return function.name() + arguments(chance.of(function.signatures()).parameters(), depth);
  }

  /** A call of any aggregate. */
  String aggregate() {
    AggregateFunction function = chance.of(FunctionLibrary.aggregates());
    return function.name() + arguments(chance.of(function.signatures()).parameters(), 1);
  }

  /** A call of any window function. */
  String window() {
    var function = chance.of(FunctionLibrary.windows());
    return function.name() + arguments(chance.of(function.signatures()).parameters(), 1);
  }

  private String arguments(List<Parameter> parameters, int depth) {
    List<String> given = new ArrayList<>();
    for (Parameter parameter : parameters) {
      if (parameter.optional() && chance.percent(40)) {
        break;
      }
      int times = parameter.repeated() ? 1 + chance.below(3) : 1;
      for (int i = 0; i < times; i++) {
        given.add(argument(parameter, depth));
      }
    }
    if (chance.percent(2)) {
      given.add(literal(chance.of(TYPES)));
    }
    return "(" + String.join(", ", given) + ")";
  }

  private String argument(Parameter parameter, int depth) {
    List<ScalarType> types =
        chance.percent(88) ? parameter.types().stream().sorted().toList() : TYPES;
    ScalarType type = chance.of(types);
    if (chance.percent(6)) {
      type = ScalarType.DYNAMIC;
    }
    return parameter.constant() && chance.percent(95) ? literal(type) : of(type, depth + 1);
  }
}
