package io.vedette.kql.plan.rules;

import io.vedette.kql.functions.Json;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Output;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads fields of a column that parses another one's text from that text: {@code extend d =
 * parse_json(Text) | extend f = d.field} need not parse the whole document into {@code d} first,
 * which writes it anew, if nothing else reads {@code d}.
 */
final class ReadJsonText {
  private ReadJsonText() {}

  static Output apply(Output output) {
    Output rewritten = Rewriting.apply(output, ReadJsonText::step);
    Map<SqlColumn, SqlExpr> texts = new HashMap<>();
    collect(rewritten.plan(), texts);
    return new Output(
        rewritten.plan(),
        rewritten.columns().stream()
            .map(c -> new Computed(c.column(), direct(c.value(), texts)))
            .toList(),
        rewritten.order());
  }

  private static Plan step(Plan plan) {
    Map<SqlColumn, SqlExpr> texts = new HashMap<>();
    plan.inputs().forEach(input -> collect(input, texts));
    return texts.isEmpty() ? plan : plan.mapExpressions(e -> direct(e, texts));
  }

  /** The parsed texts of columns that stand in the rows of the plan beside those columns. */
  private static void collect(Plan plan, Map<SqlColumn, SqlExpr> into) {
    switch (plan) {
      case Plan.Compute p -> {
        for (Computed added : p.added()) {
          SqlExpr text = Json.parsedText(added.value());
          if (text instanceof SqlExpr.Text(SqlExpr nullable)) {
            text = nullable;
          }
          if (text instanceof SqlExpr.ColumnRef) {
            into.put(added.column(), text);
          }
        }
        collect(p.input(), into);
      }
      case Plan.Filter p -> collect(p.input(), into);
      case Plan.Limit p -> collect(p.input(), into);
      case Plan.Unnest p -> collect(p.input(), into);
      default -> {}
    }
  }

  private static SqlExpr direct(SqlExpr expression, Map<SqlColumn, SqlExpr> texts) {
    SqlExpr over = expression.mapChildren(child -> direct(child, texts));
    if (!(over instanceof SqlExpr.Template read) || !Json.isReadAtPath(read)) {
      return over;
    }
    List<SqlExpr> operands = new ArrayList<>(read.operands());
    if (operands.getFirst() instanceof SqlExpr.ColumnRef(SqlColumn column)) {
      operands.set(0, texts.getOrDefault(column, operands.getFirst()));
    }
    return new SqlExpr.Template(read.text(), operands);
  }
}
