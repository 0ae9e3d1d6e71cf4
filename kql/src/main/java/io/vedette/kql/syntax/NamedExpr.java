package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;

/**
 * {@code value}, {@code name = value} or {@code (name, name) = value}.
 *
 * @param names the names, none when only the value is written
 * @param compound whether the names stand in parentheses, so that the value gives several columns
 */
public record NamedExpr(List<Name> names, boolean compound, Expr value, Span span) implements Node {
  public NamedExpr {
    names = List.copyOf(names);
  }
}
