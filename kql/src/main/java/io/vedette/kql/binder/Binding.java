package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.plan.SharedTable;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.FunctionDeclaration;
import io.vedette.kql.syntax.Statement;
import java.util.List;

/** What a name stands for beside columns. */
sealed interface Binding {

  /** A scalar: a let statement's value or an argument. */
  record Scalar(Argument value) implements Binding {}

  /** A table: a let statement's, an argument, or one named by {@code as}. */
  record Table(BoundTable table, SharedTable shared) implements Binding {}

  /** A function with the names its body can use. */
  record Function(String name, FunctionDeclaration declaration, Scope closure) implements Binding {}

  /** A pattern with the names its cases can use. */
  record Pattern(Statement.DeclarePattern declaration, Scope closure) implements Binding {}

  /** Databases: a group of them, or the one that is looked at. */
  record Entities(List<Expr> entities) implements Binding {
    public Entities {
      entities = List.copyOf(entities);
    }
  }

  /** Something that could not be bound; the error has been reported. */
  record Failed() implements Binding {}
}
