package io.vedette.kql.plan.rules;

import io.vedette.kql.plan.Columns;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Output;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.plan.SharedTable;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes scalar subqueries and random values into columns where an expression holds them inside a
 * template or a lambda: the engine allows neither inside TRY, and no subquery inside lambdas; and a
 * template may hold an operand twice, which must be the same random value. Scalar subqueries never
 * look at the rows around them, so that they can be computed beforehand.
 */
final class ComputeBeforehand {
  private final Map<SharedTable, SharedTable> rewritten = new HashMap<>();

  private ComputeBeforehand() {}

  static Output apply(Output output) {
    ComputeBeforehand rule = new ComputeBeforehand();
    Over over = rule.new Over();
    List<Computed> columns =
        output.columns().stream()
            .map(c -> new Computed(c.column(), over.hoisted(c.value())))
            .toList();
    return new Output(over.plan(rule.rewrite(output.plan())), columns, output.order());
  }

  private Plan rewrite(Plan plan) {
    if (plan instanceof Plan.Shared shared) {
      return new Plan.Shared(table(shared.table()), shared.read());
    }
    Plan inner = plan.mapInputs(this::rewrite);
    Over over = new Over();
    return switch (inner) {
      case Plan.Filter p -> {
        SqlExpr predicate = over.hoisted(p.predicate());
        yield new Plan.Filter(over.plan(p.input()), predicate);
      }
      case Plan.Compute p -> {
        List<Computed> added = over.hoisted(p.added());
        yield new Plan.Compute(over.plan(p.input()), added);
      }
      case Plan.Aggregate p -> {
        List<Computed> keys = over.hoisted(p.keys());
        List<Computed> values = over.hoisted(p.values());
        yield new Plan.Aggregate(over.plan(p.input()), keys, values);
      }
      case Plan.Unnest p -> {
        List<Computed> lists = over.hoisted(p.lists());
        yield new Plan.Unnest(over.plan(p.input()), lists);
      }
      case Plan.Join p -> {
        SqlExpr condition = over.hoisted(p.condition());
        yield new Plan.Join(p.kind(), over.plan(p.left()), p.right(), condition);
      }
      case Plan.Union p ->
          new Plan.Union(
              p.branches().stream().map(this::branch).toList(), p.columns(), p.sqlTypes());
      case Plan.Recursive p ->
          new Plan.Recursive(
              p.name(),
              p.columns(),
              p.sqlTypes(),
              branch(p.first()),
              branch(p.next()),
              p.distinct());
      case Plan.Limit p -> p.mapExpressions(this::relations);
      case Plan.Scan p -> p;
      case Plan.Values p -> p.mapExpressions(this::relations);
      case Plan.Series p -> p.mapExpressions(this::relations);
      case Plan.Lateral p -> p;
      case Plan.Shared p -> p;
      case Plan.Self p -> p;
    };
  }

  private Plan.Branch branch(Plan.Branch branch) {
    Over over = new Over();
    List<SqlExpr> values = branch.values().stream().map(over::hoisted).toList();
    return new Plan.Branch(over.plan(branch.input()), values);
  }

  private SharedTable table(SharedTable table) {
    SharedTable known = rewritten.get(table);
    if (known == null) {
      known = new SharedTable(table.name(), table.materialized(), rewrite(table.plan()));
      rewritten.put(table, known);
    }
    return known;
  }

  /** Subqueries rewritten where they stand. */
  private SqlExpr relations(SqlExpr expression) {
    return switch (expression) {
      case SqlExpr.ScalarRelation s ->
          new SqlExpr.ScalarRelation(rewrite((Plan) s.relation()), s.column());
      case SqlExpr.InRelation i ->
          new SqlExpr.InRelation(relations(i.operand()), rewrite((Plan) i.relation()), i.column());
      default ->
          Columns.hasRelation(expression) ? expression.mapChildren(this::relations) : expression;
    };
  }

  /** Whether there is something in the expression that may have to be taken out. */
  private static boolean isConcerned(SqlExpr expression) {
    return Columns.hasRelation(expression) || Columns.hasRandom(expression);
  }

  /** What is taken out of the expressions over one input. */
  private final class Over {
    private final List<Computed> hoisted = new ArrayList<>();

    SqlExpr hoisted(SqlExpr expression) {
      return isConcerned(expression) ? take(expression, false) : expression;
    }

    List<Computed> hoisted(List<Computed> all) {
      return all.stream().map(c -> new Computed(c.column(), hoisted(c.value()))).toList();
    }

    private SqlExpr take(SqlExpr expression, boolean inside) {
      return switch (expression) {
        case SqlExpr.ScalarRelation s -> {
          SqlExpr value = relations(s);
          if (!inside) {
            yield value;
          }
          yield column(s.column().name(), value);
        }
        case SqlExpr.InRelation i ->
            new SqlExpr.InRelation(
                take(i.operand(), inside), rewrite((Plan) i.relation()), i.column());
        case SqlExpr.Template t -> {
          SqlExpr value = t.mapChildren(c -> take(c, true));
          yield inside && Columns.isRandom(t) && !Columns.hasLambdaName(t)
              ? column("random", value)
              : value;
        }
        case SqlExpr.Lambda l -> l.mapChildren(c -> take(c, true));
        case SqlExpr.Call c when !isConcerned(c) -> c;
        default -> expression.mapChildren(c -> take(c, inside));
      };
    }

    private SqlExpr column(String name, SqlExpr value) {
      SqlColumn column = new SqlColumn(name);
      hoisted.add(new Computed(column, value));
      return Sql.column(column);
    }

    Plan plan(Plan input) {
      return hoisted.isEmpty() ? input : new Plan.Compute(input, hoisted);
    }
  }
}
