package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Plugins that find patterns of attributes: {@code basket}, {@code autocluster}, {@code
 * diffpatterns} and {@code diffpatterns_text}. Source: Kusto documentation, the plugins' pages.
 */
final class PatternPlugins {
  /** Stands for an argument's usual value. */
  private static final String USUAL = "~";

  private static final double LEAST_SHARE = 0.05;
  private static final long MOST_DIMENSIONS = 5;
  private static final long SEEDS = 25;

  /** Rarer values than this share cannot be in clusters. */
  private static final double RAREST = 0.005;

  private static final long MOST_TOKENS = 20;

  private final TableBinder tables;
  private final Scope scope;
  private final BoundTable table;
  private final Expr.Call call;
  private final List<Expr> given;
  private final Rows rows;

  PatternPlugins(TableBinder tables, Scope scope, BoundTable table, Expr.Call call) {
    this.tables = tables;
    this.scope = scope;
    this.table = table;
    this.call = call;
    this.given = call.arguments().stream().map(io.vedette.kql.syntax.Argument::value).toList();
    this.rows = new Rows(table);
  }

  // ---------------------------------------------------------------- the plugins

  BoundTable basket() {
    double threshold = share(0, LEAST_SHARE);
    TableColumn weight = weight(1);
    long dimensions = whole(2, MOST_DIMENSIONS, 1);
    Map<ScalarType, SqlExpr> wildcards = wildcards(3);
    if (tables.session.diagnostics.hasErrors()) {
      return BoundTable.failed();
    }
    List<TableColumn> attributes = without(weight);
    PatternTable patterns = patterns(attributes, weight(weight), Sql.number(0.0));
    patterns.keepFrequent(threshold, true);
    PatternTable.Found found =
        patterns.search("kql_basket", List.of(Sql.number(threshold), Sql.number(dimensions)));
    return segments(found, attributes, table.columns(), wildcards);
  }

  BoundTable autocluster() {
    double sizeWeight = share(0, 0.5);
    TableColumn weight = weight(1);
    long seeds = whole(2, SEEDS, 1);
    Map<ScalarType, SqlExpr> wildcards = wildcards(3);
    if (tables.session.diagnostics.hasErrors()) {
      return BoundTable.failed();
    }
    List<TableColumn> attributes = without(weight);
    PatternTable patterns = patterns(attributes, weight(weight), Sql.number(0.0));
    patterns.keepFrequent(RAREST, true);
    PatternTable.Found found =
        patterns.search(
            "kql_autocluster", List.of(Sql.number(sizeWeight), Sql.number(Math.min(seeds, 1_000))));
    return segments(found, attributes, table.columns(), wildcards);
  }

  BoundTable diffpatterns() {
    if (given.size() < 3) {
      return Plugins.tooFew(tables, call, 3);
    }
    TableColumn split = Plugins.column(tables, table, given.getFirst());
    SqlExpr valueOfA = text(1);
    SqlExpr valueOfB = text(2);
    TableColumn weight = weight(3);
    double threshold = share(4, LEAST_SHARE);
    long dimensions = whole(5, Long.MAX_VALUE, 1);
    Map<ScalarType, SqlExpr> wildcards = wildcards(6);
    if (split == null || tables.session.diagnostics.hasErrors()) {
      return BoundTable.failed();
    }
    SqlExpr side = rows.compute("side", Conversions.toText(split.type(), split.value()));
    List<TableColumn> attributes = without(weight).stream().filter(c -> !c.equals(split)).toList();
    List<TableColumn> shown = table.columns().stream().filter(c -> !c.equals(split)).toList();
    PatternTable patterns =
        patterns(
            attributes,
            where(Sql.equal(side, valueOfA), weight(weight)),
            where(Sql.equal(side, valueOfB), weight(weight)));
    patterns.keepFrequent(threshold, true);
    PatternTable.Found found =
        patterns.search(
            "kql_diffpatterns",
            List.of(Sql.number(threshold), Sql.number(dimensions), Sql.number(1L)));
    Map<String, TableColumn> figures = new LinkedHashMap<>();
    figure(figures, "SegmentId", LONG, found.number());
    figure(figures, "CountA", LONG, found.countOfA());
    figure(figures, "CountB", LONG, found.countOfB());
    figure(figures, "PercentA", REAL, found.percentOfA());
    figure(figures, "PercentB", REAL, found.percentOfB());
    figure(figures, "PercentDiffAB", REAL, found.difference());
    return found.showing(figures, values(found, attributes, shown, wildcards));
  }

  BoundTable diffpatternsText() {
    if (given.size() < 2) {
      return Plugins.tooFew(tables, call, 2);
    }
    TableColumn text = Plugins.column(tables, table, given.getFirst());
    if (text != null && text.type() != STRING) {
      tables.session.diagnostics.error(
          "KS107", given.getFirst().span(), "A column of strings expected.", null);
    }
    Argument condition = tables.over(rows, scope).bind(given.get(1));
    if (condition.type() != BOOL) {
      tables.session.diagnostics.error("KS107", condition.span(), "A condition expected.", null);
    }
    long least = whole(2, 1, 0);
    double threshold = share(3, LEAST_SHARE);
    int most = (int) Math.min(whole(4, MOST_TOKENS, 1), MOST_TOKENS);
    if (text == null || tables.session.diagnostics.hasErrors()) {
      return BoundTable.failed();
    }
    SqlExpr isTrue = rows.compute("side", Sql.coalesce(condition.sql(), Sql.FALSE));
    SqlExpr tokens =
        rows.compute(
            "tokens", Sql.template("regexp_split_to_array(trim({0}), '\\s+')", text.value()));
    List<TableColumn> attributes = new ArrayList<>();
    for (long i = 1; i <= most; i++) {
      SqlExpr token = Sql.template("coalesce({0}[{1}], '')", tokens, Sql.number(i));
      attributes.add(new TableColumn("token" + i, STRING, token));
    }
    SqlExpr one = Sql.number(1.0);
    PatternTable patterns = patterns(attributes, where(isTrue, one), where(Sql.not(isTrue), one));
    patterns.keepFrequent(threshold, false);
    PatternTable.Found found =
        patterns.search(
            "kql_diffpatterns",
            List.of(
                Sql.number(threshold), Sql.number(Long.MAX_VALUE), Sql.number(Math.max(1, least))));
    Map<String, TableColumn> figures = new LinkedHashMap<>();
    figure(figures, "Count_of_True", LONG, found.countOfA());
    figure(figures, "Count_of_False", LONG, found.countOfB());
    figure(figures, "Percent_of_True", REAL, found.percentOfA());
    figure(figures, "Percent_of_False", REAL, found.percentOfB());
    figure(figures, "Pattern", STRING, sentence(found, most));
    return found.showing(figures, List.of());
  }

  /** The tokens with stars between them; one star stands for all that follows the last. */
  private static SqlExpr sentence(PatternTable.Found found, int most) {
    List<SqlExpr> tokens =
        IntStream.range(0, most)
            .mapToObj(
                i -> {
                  SqlExpr any = Sql.equal(found.codes().get(i), Sql.number(0L));
                  return Sql.when(any, Sql.text("*"), found.values().get(i));
                })
            .toList();
    SqlExpr whole = Sql.template("array_to_string({0}, ' ')", new SqlExpr.ListOf(tokens));
    return Sql.template("regexp_replace({0}, '( \\*)+$', ' *')", whole);
  }

  private BoundTable segments(
      PatternTable.Found found,
      List<TableColumn> attributes,
      List<TableColumn> shown,
      Map<ScalarType, SqlExpr> wildcards) {
    Map<String, TableColumn> figures = new LinkedHashMap<>();
    figure(figures, "SegmentId", LONG, found.number());
    figure(figures, "Count", LONG, found.countOfA());
    figure(figures, "Percent", REAL, found.percentOfA());
    return found.showing(figures, values(found, attributes, shown, wildcards));
  }

  private static void figure(
      Map<String, TableColumn> figures, String name, ScalarType type, SqlExpr value) {
    figures.put(name, new TableColumn(name, type, value));
  }

  private static List<TableColumn> values(
      PatternTable.Found found,
      List<TableColumn> attributes,
      List<TableColumn> shown,
      Map<ScalarType, SqlExpr> wildcards) {
    List<TableColumn> values = new ArrayList<>();
    Names names = new Names();
    List.of("SegmentId", "Count", "Percent").forEach(names::take);
    for (TableColumn column : shown) {
      ScalarType type = column.type();
      SqlExpr any = wildcards.getOrDefault(type, SourceBinder.absent(type));
      int i = attributes.indexOf(column);
      SqlExpr value = any;
      if (i >= 0) {
        SqlExpr isAny = Sql.equal(found.codes().get(i), Sql.number(0L));
        value = Sql.when(isAny, any, found.values().get(i));
      } else if (column.value() instanceof SqlExpr.Literal) {
        value = column.value();
      }
      values.add(new TableColumn(names.fresh(column.name()), type, value));
    }
    return values;
  }

  // ---------------------------------------------------------------- rows

  private PatternTable patterns(List<TableColumn> attributes, SqlExpr a, SqlExpr b) {
    String name = call.function().text();
    return new PatternTable(
        tables, name, rows, attributes, rows.compute("a", a), rows.compute("b", b));
  }

  /** The columns whose values make patterns: one that is the same everywhere tells nothing. */
  private List<TableColumn> without(@Nullable TableColumn weight) {
    return table.columns().stream()
        .filter(c -> !c.equals(weight) && !(c.value() instanceof SqlExpr.Literal))
        .toList();
  }

  private static SqlExpr weight(@Nullable TableColumn weight) {
    return weight == null
        ? Sql.number(1.0)
        : Sql.template("greatest(coalesce(CAST({0} AS DOUBLE), 0), 0)", weight.value());
  }

  private static SqlExpr where(SqlExpr condition, SqlExpr weight) {
    return Sql.when(condition, weight, Sql.number(0.0));
  }

  // ---------------------------------------------------------------- arguments

  /** The argument's value; null where it is left out or asks for the usual one. */
  private @Nullable Argument constant(int index) {
    if (index >= given.size()) {
      return null;
    }
    Argument value = tables.constants(scope).bind(given.get(index));
    return USUAL.equals(value.text()) ? null : value;
  }

  private double share(int index, double usual) {
    Argument value = constant(index);
    if (value == null) {
      return usual;
    }
    if (value.literal() instanceof Number n && n.doubleValue() >= 0 && n.doubleValue() <= 1) {
      return n.doubleValue();
    }
    expected(value, "A number from 0 to 1 expected.");
    return usual;
  }

  private long whole(int index, long usual, long least) {
    Argument value = constant(index);
    if (value == null) {
      return usual;
    }
    boolean isWhole = value.literal() instanceof Integer || value.literal() instanceof Long;
    if (isWhole && value.literal() instanceof Number n && n.longValue() >= least) {
      return n.longValue();
    }
    expected(value, "A whole number of at least " + least + " expected.");
    return usual;
  }

  private SqlExpr text(int index) {
    Argument value = tables.constants(scope).bind(given.get(index));
    return Conversions.toText(value.type(), value.sql());
  }

  private @Nullable TableColumn weight(int index) {
    if (index >= given.size() || !(given.get(index) instanceof Expr.NameRef)) {
      Argument value = constant(index);
      if (value != null) {
        expected(value, "Column name expected.");
      }
      return null;
    }
    TableColumn column = Plugins.column(tables, table, given.get(index));
    if (column == null) {
      return null;
    }
    return switch (column.type()) {
      case INT, LONG, REAL, DECIMAL -> column;
      case BOOL, STRING, DATETIME, TIMESPAN, GUID, DYNAMIC -> {
        tables.session.diagnostics.error(
            "KS107", given.get(index).span(), "A column of numbers expected.", null);
        yield null;
      }
    };
  }

  /** What stands for any value, by type. */
  private Map<ScalarType, SqlExpr> wildcards(int from) {
    Map<ScalarType, SqlExpr> wildcards = new EnumMap<>(ScalarType.class);
    for (int i = from; i < given.size(); i++) {
      Argument value = constant(i);
      if (value != null) {
        wildcards.put(value.type(), value.sql());
      }
    }
    return wildcards;
  }

  private void expected(Argument value, String message) {
    tables.session.diagnostics.error(
        "KS107", value.span(), message, "Write '~' for the usual value.");
  }
}
