package io.vedette.kql.functions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How a function of the library is written, such as {@code substring(source, start [, length])}.
 */
public final class CallSyntax {
  private CallSyntax() {}

  /** The longest way to call the function of that name; {@code name(...)} for an unknown one. */
  public static String of(String name) {
    return all(name).stream().max(Comparator.comparingInt(String::length)).orElse(name + "(...)");
  }

  /** The ways to call the function of that name, each once and in the order of the library. */
  public static List<String> all(String name) {
    List<String> all = new ArrayList<>();
    for (List<Parameter> parameters : parameters(name)) {
      String written = name + "(" + list(parameters) + ")";
      if (!all.contains(written)) {
        all.add(written);
      }
    }
    return all;
  }

  private static List<List<Parameter>> parameters(String name) {
    List<List<Parameter>> all = new ArrayList<>();
    ScalarFunction scalar = FunctionLibrary.scalar(name);
    if (scalar != null) {
      scalar.signatures().forEach(s -> all.add(s.parameters()));
    }
    AggregateFunction aggregate = FunctionLibrary.aggregate(name);
    if (aggregate != null) {
      aggregate.signatures().forEach(s -> all.add(s.parameters()));
    }
    WindowFunction window = FunctionLibrary.window(name);
    if (window != null) {
      window.signatures().forEach(s -> all.add(s.parameters()));
    }
    return all;
  }

  private static String list(List<Parameter> parameters) {
    StringBuilder text = new StringBuilder();
    int open = 0;
    for (Parameter parameter : parameters) {
      if (parameter.optional()) {
        text.append(text.isEmpty() ? "[" : " [");
        open++;
      }
      if (text.length() > (parameter.optional() ? 2 : 0)) {
        text.append(", ");
      }
      text.append(parameter.name());
      if (parameter.repeated()) {
        text.append(", ...");
      }
    }
    return text.append("]".repeat(open)).toString();
  }
}
