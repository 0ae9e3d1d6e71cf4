package io.vedette.kql.binder;

import io.vedette.kql.CompileOptions;
import io.vedette.kql.Schema;
import io.vedette.kql.Span;
import io.vedette.kql.functions.Times;
import io.vedette.kql.syntax.Expr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is the same for the whole of one compilation. */
final class Session {
  /** Deeper calls of functions than this are taken for endless ones. */
  static final int DEEPEST_CALLS = 100;

  /** A query that asks for more nodes than this is refused. */
  private static final int MOST_NODES = 200_000;

  final Schema schema;
  final CompileOptions options;
  final Diagnostics diagnostics = new Diagnostics();
  final long now;

  /** What {@code set} statements say. */
  final Map<String, Expr> settings = new HashMap<>();

  /** The functions that are being put in place, each with what its caller had numbered before. */
  private final Map<String, Integer> calls = new HashMap<>();

  private int numberedColumns;

  /** What the statements at hand may see, or null when that is all. */
  @Nullable Restriction restriction;

  /** Names that mean this workspace beside those that it has. */
  final Set<String> aliases = new HashSet<>();

  private int nodes;

  Session(Schema schema, CompileOptions options) {
    this.schema = schema;
    this.options = options;
    this.now = Times.ticks(options.now());
  }

  /** Whether a name must not be seen here; in functions all can be. */
  boolean hides(String name, Scope scope) {
    return restriction != null && calls.isEmpty() && restriction.hides(name, scope);
  }

  /** Counts work; false, with an error, once there is too much of it. */
  boolean spend(Span span) {
    nodes++;
    if (nodes == MOST_NODES) {
      diagnostics.error(
          "VK010",
          span,
          "The query becomes too large once its functions are put in place.",
          "Call them fewer times, or keep their results with materialize().");
    }
    return nodes < MOST_NODES;
  }

  boolean isCalled(String function) {
    return calls.containsKey(function);
  }

  int callDepth() {
    return calls.size();
  }

  /** Goes into a function, whose columns are numbered for themselves; false when it is there. */
  boolean enter(String function) {
    if (calls.putIfAbsent(function, numberedColumns) != null) {
      return false;
    }
    numberedColumns = 0;
    return true;
  }

  void leave(String function) {
    Integer before = calls.remove(function);
    numberedColumns = before == null ? 0 : before;
  }

  /** The next number for a column without a name: Microsoft's binder counts through the query. */
  int nextNumber() {
    return ++numberedColumns;
  }
}
