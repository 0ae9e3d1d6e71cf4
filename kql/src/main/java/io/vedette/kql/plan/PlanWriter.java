package io.vedette.kql.plan;

import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.ExpressionWriter;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlDialect;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.sql.SqlRelation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a plan as one SELECT statement, joining neighbouring nodes into one SELECT where it can.
 */
public final class PlanWriter {
  /** The cells of a union's branches from which on it pays to leave out those that are NULL. */
  private static final int WIDE = 64;

  /**
   * Joins within joins: the engine plans them one inside the other, and the process ends when that
   * needs more than a thread's stack, which happens at 200 with a stack of 1 MiB.
   */
  private static final int MOST_JOINS = 128;

  /** More joins within joins than the engine can plan. */
  public static final class TooManyJoinsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyJoinsException() {
      super("more than " + MOST_JOINS + " joins within joins", null, false, false);
    }
  }

  /** How many joins there are around what is written. */
  private int joins;

  private final SqlDialect dialect;
  private final Map<SqlColumn, String> aliases = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<SharedTable, Integer> uses;

  /**
   * The definitions of shared tables: those of the whole query, and those of each {@link #outer}
   * row around the subquery at hand, whose columns they use.
   */
  private final List<Map<SharedTable, String>> with = new ArrayList<>();

  private final Map<SharedTable, Integer> levels = new HashMap<>();

  /** The innermost of the rows around a shared table that what was written of it uses, from 1. */
  private int reach;

  private final Set<String> withNames = new HashSet<>();

  /** The columns of rows around the subquery at hand, the innermost last. */
  private final List<Map<SqlColumn, String>> outer = new ArrayList<>();

  private PlanWriter(SqlDialect dialect, Map<SharedTable, Integer> uses) {
    this.dialect = dialect;
    this.uses = uses;
    with.add(new LinkedHashMap<>());
  }

  /** The SELECT statement of an output. One of first rows may end with its limit. */
  public static String write(Output output, SqlDialect dialect) {
    PlanWriter writer = new PlanWriter(dialect, SharedTables.count(output));
    String select = writer.output(output);
    return with(writer.with.getFirst()) + select;
  }

  private static String with(Map<SharedTable, String> definitions) {
    return definitions.isEmpty() ? "" : "WITH " + String.join(",\n", definitions.values()) + "\n";
  }

  private String output(Output output) {
    Block block = block(output.plan());
    if (output.isFirstRows() && !block.grouped && block.stages.isEmpty()) {
      // ORDER BY takes a name to be that of a result's column first.
      block.columns.keySet().forEach(this::alias);
    } else if (!block.isOpen() || block.hasLate() || !block.stages.isEmpty()) {
      block = wrap(block);
    }
    Block inner = block;
    String columns =
        output.columns().stream()
            .map(c -> text(c.value(), inner) + " AS " + alias(c.column()))
            .collect(Collectors.joining(", "));
    StringBuilder sql = new StringBuilder("SELECT ").append(columns.isEmpty() ? "1" : columns);
    appendBody(sql, block);
    if (!output.order().isEmpty()) {
      sql.append(" ORDER BY ").append(orderBy(output.order(), block));
    }
    return sql.toString();
  }

  private String alias(SqlColumn column) {
    return aliases.computeIfAbsent(column, this::freshAlias);
  }

  private String freshAlias(SqlColumn column) {
    String name = column.name().isEmpty() ? "c" : column.name();
    String candidate = name;
    for (int n = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); n++) {
      candidate = name + '_' + n;
    }
    return dialect.identifier(candidate);
  }

  private String text(SqlExpr expression, Block block) {
    return ExpressionWriter.write(expression, dialect, c -> reference(c, block), this::selectOne);
  }

  private String orderBy(List<SortKey> keys, Block block) {
    return ExpressionWriter.orderBy(keys, dialect, c -> reference(c, block), this::selectOne);
  }

  private String reference(SqlColumn column, Block block) {
    String text = block.columns.get(column);
    for (int i = outer.size() - 1; text == null && i >= 0; i--) {
      text = outer.get(i).get(column);
      if (text != null) {
        reach = Math.max(reach, i + 1);
      }
    }
    if (text == null) {
      throw new IllegalStateException("column " + column + " is not among " + block.columns);
    }
    return text;
  }

  private String selectOne(SqlRelation relation, SqlColumn column) {
    Block block = block((Plan) relation);
    block.columns.keySet().removeIf(c -> c != column && !block.grouped);
    return block.columns.size() == 1 ? select(block) : selectColumn(wrap(block), column);
  }

  private String selectColumn(Block block, SqlColumn column) {
    block.columns.keySet().removeIf(c -> c != column);
    return select(block);
  }

  private String select(Block block) {
    StringBuilder sql = new StringBuilder("SELECT ");
    String separator = "";
    for (Map.Entry<SqlColumn, String> e : block.columns.entrySet()) {
      String alias = alias(e.getKey());
      sql.append(separator).append(e.getValue());
      if (!alias.equals(e.getValue())) {
        sql.append(" AS ").append(alias);
      }
      separator = ", ";
    }
    if (block.columns.isEmpty()) {
      sql.append('1');
    }
    appendBody(sql, block);
    return sql.toString();
  }

  private static void appendBody(StringBuilder sql, Block block) {
    if (block.from != null) {
      sql.append(" FROM ").append(block.from);
    }
    if (!block.where.isEmpty()) {
      sql.append(" WHERE ").append(String.join(" AND ", block.where));
    }
    if (block.groupKeys > 0) {
      sql.append(" GROUP BY ");
      for (int i = 1; i <= block.groupKeys; i++) {
        sql.append(i == 1 ? "" : ", ").append(i);
      }
    }
    if (block.tail != null) {
      sql.append(block.tail);
    }
  }

  /** The block as a subquery of a new one. */
  private Block wrap(Block block) {
    Block outer = new Block("(" + select(block) + ")");
    block.columns.keySet().forEach(c -> outer.columns.put(c, alias(c)));
    return outer;
  }

  private Block block(Plan plan) {
    return switch (plan) {
      case Plan.Scan p -> scan(p);
      case Plan.Values p -> values(p);
      case Plan.Series p -> series(p);
      case Plan.Filter p -> filter(p);
      case Plan.Compute p -> compute(p);
      case Plan.Aggregate p -> aggregate(p);
      case Plan.Join p -> join(p);
      case Plan.Union p -> union(p);
      case Plan.Limit p -> limit(p);
      case Plan.Unnest p -> unnest(p);
      case Plan.Lateral p -> lateral(p);
      case Plan.Recursive p -> recursive(p);
      case Plan.Self p -> self(p);
      case Plan.Shared p -> shared(p);
    };
  }

  private Block scan(Plan.Scan scan) {
    if (!scan.table().exists()) {
      Block block = new Block(null);
      for (Plan.StoredColumn c : scan.stored()) {
        block.columns.put(c.column(), "NULL");
      }
      block.where.add("false");
      return block;
    }
    Block block = new Block(dialect.identifier(scan.table().name()));
    for (Plan.StoredColumn c : scan.stored()) {
      block.columns.put(c.column(), dialect.identifier(c.name()));
    }
    return block;
  }

  private Block series(Plan.Series series) {
    Block none = new Block(null);
    String bounds =
        series.expressions().stream().map(e -> text(e, none)).collect(Collectors.joining(", "));
    String name = alias(series.column());
    Block block = new Block("generate_series(" + bounds + ") AS s(" + name + ")");
    block.columns.put(series.column(), name);
    return block;
  }

  private Block values(Plan.Values values) {
    Block none = new Block(null);
    if (values.rows().size() <= 1) {
      for (int i = 0; i < values.columns().size(); i++) {
        SqlColumn column = values.columns().get(i);
        if (values.rows().isEmpty()) {
          none.columns.put(column, "NULL::" + values.sqlTypes().get(i));
        } else {
          none.columns.put(column, text(values.rows().getFirst().get(i), none));
          none.stages.put(column, Block.Stage.ROW);
        }
      }
      if (values.rows().isEmpty()) {
        none.where.add("false");
      }
      return none;
    }
    String rows =
        values.rows().stream()
            .map(
                row ->
                    row.stream()
                        .map(v -> text(v, none))
                        .collect(Collectors.joining(", ", "(", ")")))
            .collect(Collectors.joining(", "));
    String names = values.columns().stream().map(this::alias).collect(Collectors.joining(", "));
    Block block = new Block("(VALUES " + rows + ") AS v(" + names + ")");
    values.columns().forEach(c -> block.columns.put(c, alias(c)));
    return block;
  }

  private Block filter(Plan.Filter filter) {
    Block block = block(filter.input());
    if (!block.isOpen() || block.hasLate() || usesStaged(filter.predicate(), block)) {
      block = wrap(block);
    }
    block.where.add(conjunct(text(filter.predicate(), block), filter.predicate()));
    return block;
  }

  private static String conjunct(String text, SqlExpr predicate) {
    boolean weak =
        predicate instanceof SqlExpr.Template
            || (predicate instanceof SqlExpr.Binary b && b.operator() == BinaryOperator.OR);
    return weak ? "(" + text + ")" : text;
  }

  private static boolean usesStaged(SqlExpr expression, Block block) {
    if (block.stages.isEmpty()) {
      return false;
    }
    Set<SqlColumn> used = new HashSet<>();
    Columns.collect(expression, used);
    return used.stream().anyMatch(block.stages::containsKey);
  }

  private Block compute(Plan.Compute compute) {
    Block block = block(compute.input());
    boolean needsInner =
        !block.isOpen()
            || compute.added().stream().anyMatch(c -> usesStaged(c.value(), block))
            || (block.hasLate()
                && compute.added().stream().anyMatch(c -> Columns.hasWindow(c.value())));
    Block target = needsInner ? wrap(block) : block;
    Map<SqlColumn, String> added = new LinkedHashMap<>();
    for (Computed c : compute.added()) {
      added.put(c.column(), text(c.value(), target));
      target.stages.put(
          c.column(), Columns.hasWindow(c.value()) ? Block.Stage.LATE : Block.Stage.ROW);
    }
    target.columns.putAll(added);
    return target;
  }

  private Block aggregate(Plan.Aggregate aggregate) {
    Block inner = block(aggregate.input());
    List<Computed> all = new ArrayList<>(aggregate.keys());
    all.addAll(aggregate.values());
    if (!inner.isOpen()
        || inner.hasLate()
        || all.stream().anyMatch(c -> usesStaged(c.value(), inner))) {
      return grouped(wrap(inner), aggregate, all);
    }
    return grouped(inner, aggregate, all);
  }

  private Block grouped(Block inner, Plan.Aggregate aggregate, List<Computed> all) {
    Block block = new Block(inner.from);
    block.where.addAll(inner.where);
    for (Computed c : all) {
      block.columns.put(c.column(), text(c.value(), inner));
    }
    block.grouped = true;
    block.groupKeys = aggregate.keys().size();
    return block;
  }

  private Block join(Plan.Join join) {
    if (++joins > MOST_JOINS) {
      throw new TooManyJoinsException();
    }
    Block left = source(join.left(), true);
    Block right = source(join.right());
    joins--;
    Block both = new Block(null);
    both.columns.putAll(left.columns);
    both.columns.putAll(right.columns);
    String from = left.from + " " + join.kind().text() + " " + right.from;
    if (join.kind() != Plan.Join.Kind.CROSS) {
      from += " ON " + text(join.condition(), both);
    }
    Block block = new Block(from);
    join.columns().forEach(c -> block.columns.put(c, reference(c, both)));
    return block;
  }

  private Block lateral(Plan.Lateral lateral) {
    Block left = source(lateral.left());
    outer.add(left.columns);
    with.add(new LinkedHashMap<>());
    Block right = wrap(block(lateral.right()));
    Map<SharedTable, String> inner = with.removeLast();
    // The subquery may be written once more, as that of the next step of a recursion.
    inner.keySet().forEach(levels::remove);
    String definitions = with(inner);
    outer.removeLast();
    reach = Math.min(reach, outer.size());
    Block block =
        new Block(
            left.from
                + ", LATERAL ("
                + definitions
                + Objects.requireNonNull(right.from).substring(1));
    block.columns.putAll(left.columns);
    block.columns.putAll(right.columns);
    return block;
  }

  private Block source(Plan plan) {
    return source(plan, false);
  }

  /**
   * A block that is nothing but a FROM with names unique in the query.
   *
   * @param chained whether it may be a join without parentheses: joins within joins, each with all
   *     columns so far, would become long and slow to plan
   */
  private Block source(Plan plan, boolean chained) {
    Block block = block(plan);
    boolean plain =
        block.isOpen()
            && block.from != null
            && block.from.startsWith("(")
            && block.where.isEmpty()
            && block.stages.isEmpty()
            && (chained || !(plan instanceof Plan.Join))
            && !(plan instanceof Plan.Lateral)
            && block.columns.entrySet().stream()
                .allMatch(e -> e.getValue().equals(alias(e.getKey())));
    return plain ? block : wrap(block);
  }

  private Block union(Plan.Union union) {
    boolean wide = union.branches().size() * union.columns().size() > WIDE;
    List<String> selects = new ArrayList<>();
    for (Plan.Branch branch : union.branches()) {
      selects.add(wide ? givenOnly(branch, union, selects.isEmpty()) : branch(branch, union));
    }
    String all = wide ? " UNION ALL BY NAME " : " UNION ALL ";
    Block block = new Block("(" + String.join(all, selects) + ")");
    union.columns().forEach(c -> block.columns.put(c, alias(c)));
    return block;
  }

  /**
   * A branch without the columns that it has not: the engine fills them up much faster than it
   * reads a NULL for each. The first branch has those that none gives, so that all are there.
   */
  private String givenOnly(Plan.Branch branch, Plan.Union union, boolean first) {
    List<SqlExpr> values = new ArrayList<>();
    List<SqlColumn> columns = new ArrayList<>();
    List<String> sqlTypes = new ArrayList<>();
    for (int i = 0; i < union.columns().size(); i++) {
      int at = i;
      boolean given = !isNull(branch.values().get(i));
      if (given || (first && union.branches().stream().allMatch(b -> isNull(b.values().get(at))))) {
        values.add(branch.values().get(i));
        columns.add(union.columns().get(i));
        sqlTypes.add(union.sqlTypes().get(i));
      }
    }
    if (columns.isEmpty()) {
      values.add(branch.values().getFirst());
      columns.add(union.columns().getFirst());
      sqlTypes.add(union.sqlTypes().getFirst());
    }
    return branch(
        new Plan.Branch(branch.input(), values), new Plan.Union(List.of(), columns, sqlTypes));
  }

  private static boolean isNull(SqlExpr value) {
    return value instanceof SqlExpr.Literal literal && literal.value() == null;
  }

  private String branch(Plan.Branch branch, Plan.Union union) {
    Block block = block(branch.input());
    boolean needsInner =
        !block.isOpen() || branch.values().stream().anyMatch(v -> usesStaged(v, block));
    return branchSelect(needsInner ? wrap(block) : block, branch, union);
  }

  private Block recursive(Plan.Recursive plan) {
    String name = alias(plan.name());
    Plan.Union columns = new Plan.Union(List.of(), plan.columns(), plan.sqlTypes());
    String names = plan.columns().stream().map(this::alias).collect(Collectors.joining(", "));
    Block block =
        new Block(
            "(WITH RECURSIVE "
                + name
                + '('
                + names
                + ") AS ("
                + branch(plan.first(), columns)
                + (plan.distinct() ? " UNION " : " UNION ALL ")
                + branch(plan.next(), columns)
                + ") SELECT "
                + names
                + " FROM "
                + name
                + ')');
    plan.columns().forEach(c -> block.columns.put(c, alias(c)));
    return block;
  }

  private Block self(Plan.Self self) {
    Block block = new Block(alias(self.name()));
    self.read().forEach(c -> block.columns.put(c.column(), alias(c.of())));
    return block;
  }

  private String branchSelect(Block block, Plan.Branch branch, Plan.Union union) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < union.columns().size(); i++) {
      columns.add(text(branch.values().get(i), block) + " AS " + alias(union.columns().get(i)));
    }
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(columns.isEmpty() ? "1" : String.join(", ", columns));
    appendBody(sql, block);
    return sql.toString();
  }

  private Block limit(Plan.Limit limit) {
    Block block = block(limit.input());
    boolean ordered = !limit.order().isEmpty();
    if (block.tail != null
        || (ordered && block.grouped)
        || (ordered && limit.order().stream().anyMatch(k -> usesStaged(k.expression(), block)))) {
      return limited(wrap(block), limit);
    }
    return limited(block, limit);
  }

  private Block limited(Block block, Plan.Limit limit) {
    StringBuilder tail = new StringBuilder();
    if (!limit.order().isEmpty()) {
      tail.append(" ORDER BY ").append(orderBy(limit.order(), block));
    }
    tail.append(" LIMIT ").append(text(limit.count(), new Block(null)));
    block.tail = tail.toString();
    return block;
  }

  private Block unnest(Plan.Unnest unnest) {
    Block block = block(unnest.input());
    boolean needsInner =
        !block.isOpen()
            || block.hasLate()
            || unnest.lists().stream().anyMatch(c -> usesStaged(c.value(), block));
    Block target = needsInner ? wrap(block) : block;
    Map<SqlColumn, String> added = new LinkedHashMap<>();
    for (Computed c : unnest.lists()) {
      added.put(c.column(), "unnest(" + text(c.value(), target) + ")");
      target.stages.put(c.column(), Block.Stage.LATE);
    }
    target.columns.putAll(added);
    return target;
  }

  private Block shared(Plan.Shared shared) {
    SharedTable table = shared.table();
    if (uses.getOrDefault(table, 0) <= 1) {
      Block inner = block(table.plan());
      Block block =
          inner.isOpen() && !inner.hasLate() && inner.stages.isEmpty() ? inner : wrap(inner);
      Map<SqlColumn, String> columns = new LinkedHashMap<>();
      shared.read().forEach(c -> columns.put(c.column(), reference(c.of(), block)));
      block.columns.clear();
      block.columns.putAll(columns);
      return block;
    }
    if (!levels.containsKey(table)) {
      define(table);
    }
    int level = levels.getOrDefault(table, 0);
    reach = Math.max(reach, level);
    String definition = Objects.requireNonNull(with.get(level).get(table));
    Block block = new Block(definition.substring(0, definition.indexOf(" AS ")));
    shared.read().forEach(c -> block.columns.put(c.column(), alias(c.of())));
    return block;
  }

  private void define(SharedTable table) {
    String name = dialect.identifier(withName(table.name()));
    int before = reach;
    reach = 0;
    String body = select(block(table.plan()));
    boolean once = table.materialized() || !SharedTables.isPlain(table.plan());
    levels.put(table, reach);
    with.get(reach)
        .put(
            table,
            name + " AS " + (once ? "MATERIALIZED" : "NOT MATERIALIZED") + " (" + body + ")");
    reach = Math.max(before, reach);
  }

  private String withName(String name) {
    String candidate = "let " + name;
    for (int n = 2; !withNames.add(candidate.toLowerCase(Locale.ROOT)); n++) {
      candidate = "let " + name + '_' + n;
    }
    return candidate;
  }
}
