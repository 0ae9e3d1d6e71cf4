package io.vedette.kql.binder;

import io.vedette.kql.sql.SqlExpr;
import java.util.List;

/** How long an expression becomes when it is written out. */
final class Weight {
  /** An expression of more than this is computed once rather than repeated. */
  static final long HEAVY = 40;

  /** As {@link #HEAVY}, for constants. */
  static final long UNBEARABLE = 4_000;

  private Weight() {}

  static long of(SqlExpr expression) {
    if (expression instanceof SqlExpr.Template(String text, List<SqlExpr> operands)) {
      long weight = 1;
      for (int i = 0; i < operands.size(); i++) {
        weight += occurrences(text, "{" + i + "}") * of(operands.get(i));
      }
      return weight;
    }
    long weight = 1;
    for (SqlExpr child : expression.children()) {
      weight += of(child);
    }
    return weight;
  }

  private static long occurrences(String text, String part) {
    long n = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      n++;
    }
    return n;
  }
}
