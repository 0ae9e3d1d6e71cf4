package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an operator, as written: {@code kind=inner hint.strategy=shuffle withsource=T}.
 *
 * <p>The parser does not judge names and values here, only their form.
 */
public record Options(List<Option> all) {
  /** No settings. */
  public static final Options NONE = new Options(List.of());

  public Options {
    all = List.copyOf(all);
  }

  /**
   * One setting.
   *
   * @param name such as {@code kind} or {@code hint.strategy}
   * @param value a literal, or a {@link Expr.NameRef} for a word such as {@code inner}
   */
  public record Option(Name name, Expr value, Span span) implements Node {}

  /** The setting of that name in any case, or null. */
  public @Nullable Option find(String name) {
    for (Option option : all) {
      if (option.name().text().equalsIgnoreCase(name)) {
        return option;
      }
    }
    return null;
  }

  /**
   * The setting's value as text when it is a word, a string, a bool or a whole number; else null.
   */
  public @Nullable String text(String name) {
    Option option = find(name);
    if (option == null) {
      return null;
    }
    return switch (option.value()) {
      case Expr.NameRef word -> word.name().text();
      case Literal.StringValue string -> string.value();
      case Literal.BoolValue bool -> String.valueOf(bool.value());
      case Literal.IntValue number -> String.valueOf(number.value());
      case Literal.LongValue number -> String.valueOf(number.value());
      default -> null;
    };
  }
}
