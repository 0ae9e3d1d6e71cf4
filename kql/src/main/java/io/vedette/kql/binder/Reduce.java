package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.AggregateOperator;
import io.vedette.kql.syntax.Options;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code reduce}: groups texts that have their frequent words in common, each word at its place.
 * What is in no group is among the others. Source: Kusto documentation, "reduce operator", and the
 * paper that it names: R. Vaarandi, "A Data Clustering Algorithm for Mining Patterns From Event
 * Logs", 2003.
 */
final class Reduce {
  private static final double USUAL_THRESHOLD = 0.1;
  private static final String OTHERS = "others";

  private final TableBinder tables;
  private final Scope scope;
  private final AggregateOperator.Reduce reduce;

  Reduce(TableBinder tables, Scope scope, AggregateOperator.Reduce reduce) {
    this.tables = tables;
    this.scope = scope;
    this.reduce = reduce;
  }

  /** A shared table of one row for each text, group and so on. */
  private record Shared(Binding.Table table) {
    static Shared of(Plan plan, List<TableColumn> columns) {
      return new Shared(TableBinder.share("reduce", BoundTable.of(plan, columns), true));
    }

    BoundTable read() {
      return TableBinder.read(table);
    }
  }

  BoundTable bind(BoundTable table) {
    boolean source = reduce.options().find("kind") != null;
    if (source && !"source".equals(reduce.options().text("kind"))) {
      Options.Option kind = reduce.options().find("kind");
      return wrong("KS140", kind, "The only kind of reduce is source.");
    }
    double threshold = USUAL_THRESHOLD;
    String characters = "";
    for (Options.Option option : reduce.with().all()) {
      Argument value = tables.constants(scope).bind(option.value());
      switch (option.name().text()) {
        case "threshold" -> {
          if (!(value.literal() instanceof Number n)
              || n.doubleValue() < 0
              || n.doubleValue() > 1) {
            return wrong("KS107", option, "A number from 0 to 1 expected.");
          }
          threshold = n.doubleValue();
        }
        case "characters" -> {
          if (value.type() != STRING || value.text() == null) {
            return wrong("KS107", option, "A constant string expected.");
          }
          characters = value.text();
        }
        default -> {
          return wrong("KS109", option, "reduce has the settings threshold and characters.");
        }
      }
    }
    Rows rows = new Rows(table);
    Argument by = tables.over(rows, scope).bind(reduce.by().value());
    SqlExpr text = rows.compute("text", Conversions.toText(by.type(), by.sql()));
    if (tables.session.diagnostics.hasErrors()) {
      return BoundTable.failed();
    }
    return source
        ? beside(rows.table(), text, threshold, characters)
        : groups(texts(rows.table().plan(), text), threshold, characters);
  }

  private BoundTable wrong(String code, Options.@Nullable Option option, String message) {
    tables.session.diagnostics.error(
        code, option == null ? reduce.span() : option.span(), message, null);
    return BoundTable.failed();
  }

  // ---------------------------------------------------------------- texts and words

  /** Each text once: text, count. */
  private static Shared texts(Plan rows, SqlExpr text) {
    SqlColumn key = new SqlColumn("text");
    SqlColumn count = new SqlColumn("count");
    Plan plan =
        new Plan.Aggregate(
            rows,
            List.of(new Computed(key, text)),
            List.of(new Computed(count, Sql.template("count(*)"))));
    return Shared.of(
        plan,
        List.of(
            new TableColumn("text", STRING, Sql.column(key)),
            new TableColumn("count", LONG, Sql.column(count))));
  }

  /** Each word of each text: text, count, words (how many the text has), place, word. */
  private static Shared words(Shared texts, String characters) {
    BoundTable read = texts.read();
    SqlColumn words = new SqlColumn("words");
    SqlExpr split =
        Sql.template(
            "CAST(kql_reduce_words({0}, {1}) AS VARCHAR[])",
            Graph.value(read, "text"), Sql.text(characters));
    Plan computed = new Plan.Compute(read.plan(), List.of(new Computed(words, split)));
    SqlColumn word = new SqlColumn("word");
    SqlColumn place = new SqlColumn("place");
    Plan plan =
        new Plan.Unnest(
            computed,
            List.of(
                new Computed(word, Sql.column(words)),
                new Computed(place, Sql.template("range(len({0}))", Sql.column(words)))));
    SqlColumn length = new SqlColumn("words");
    plan =
        new Plan.Compute(
            plan, List.of(new Computed(length, Sql.template("len({0})", Sql.column(words)))));
    List<TableColumn> columns = new ArrayList<>(read.columns());
    columns.add(new TableColumn("words", LONG, Sql.column(length)));
    columns.add(new TableColumn("place", LONG, Sql.column(place)));
    columns.add(new TableColumn("word", STRING, Sql.column(word)));
    return Shared.of(plan, columns);
  }

  /** Texts with frequent words: text, count, words, places, key (the words with their places). */
  private static Shared marked(Shared words, SqlExpr least) {
    BoundTable counted = words.read();
    SqlColumn place = new SqlColumn("place");
    SqlColumn word = new SqlColumn("word");
    SqlColumn sum = new SqlColumn("sum");
    Plan sums =
        new Plan.Aggregate(
            counted.plan(),
            List.of(
                new Computed(place, Graph.value(counted, "place")),
                new Computed(word, Graph.value(counted, "word"))),
            List.of(new Computed(sum, Sql.aggregate("sum", Graph.value(counted, "count")))));
    SqlExpr isWord = Sql.binary(Sql.column(word), BinaryOperator.NOT_EQUAL, Sql.EMPTY);
    Plan frequent = new Plan.Filter(sums, Sql.and(isWord, more(sum, least)));
    BoundTable read = words.read();
    SqlExpr same =
        Sql.and(
            Sql.equal(Graph.value(read, "place"), Sql.column(place)),
            Sql.equal(Graph.value(read, "word"), Sql.column(word)));
    Plan joined = new Plan.Join(Plan.Join.Kind.INNER, read.plan(), frequent, same);
    SqlColumn text = new SqlColumn("text");
    SqlColumn count = new SqlColumn("count");
    SqlColumn length = new SqlColumn("words");
    SqlColumn places = new SqlColumn("places");
    SqlColumn key = new SqlColumn("key");
    List<SortKey> inOrder = List.of(SortKey.ascending(Sql.column(place)));
    SqlExpr placed =
        Sql.call("concat", Sql.column(place), Sql.text(":"), Sql.column(word), Sql.text("\n"));
    Plan plan =
        new Plan.Aggregate(
            joined,
            List.of(new Computed(text, Graph.value(read, "text"))),
            List.of(
                new Computed(count, Sql.aggregate("any_value", Graph.value(read, "count"))),
                new Computed(length, Sql.aggregate("any_value", Graph.value(read, "words"))),
                new Computed(
                    places,
                    new SqlExpr.Aggregate(
                        "string_agg",
                        List.of(Sql.cast(Sql.column(place), "VARCHAR"), Sql.text(",")),
                        false,
                        inOrder,
                        null)),
                new Computed(
                    key,
                    new SqlExpr.Aggregate(
                        "string_agg", List.of(placed, Sql.EMPTY), false, inOrder, null))));
    return Shared.of(
        plan,
        List.of(
            new TableColumn("text", STRING, Sql.column(text)),
            new TableColumn("count", LONG, Sql.column(count)),
            new TableColumn("words", LONG, Sql.column(length)),
            new TableColumn("places", STRING, Sql.column(places)),
            new TableColumn("key", STRING, Sql.column(key))));
  }

  private static SqlExpr more(SqlColumn sum, SqlExpr least) {
    return Sql.binary(Sql.column(sum), BinaryOperator.GREATER, least);
  }

  /** The groups that are large enough: key, count, representative, pattern. */
  private static Shared patterns(Shared marked, SqlExpr least, String characters) {
    BoundTable read = marked.read();
    SqlColumn key = new SqlColumn("key");
    SqlColumn count = new SqlColumn("count");
    SqlColumn most = new SqlColumn("most");
    SqlColumn places = new SqlColumn("places");
    SqlColumn text = new SqlColumn("text");
    Plan sums =
        new Plan.Aggregate(
            read.plan(),
            List.of(new Computed(key, Graph.value(read, "key"))),
            List.of(
                new Computed(
                    count, Sql.cast(Sql.aggregate("sum", Graph.value(read, "count")), "BIGINT")),
                new Computed(most, Sql.aggregate("max", Graph.value(read, "words"))),
                new Computed(places, Sql.aggregate("any_value", Graph.value(read, "places"))),
                new Computed(text, Sql.aggregate("min", Graph.value(read, "text")))));
    SqlColumn pattern = new SqlColumn("pattern");
    SqlExpr made =
        Sql.call(
            "kql_reduce_pattern",
            Sql.column(text),
            Sql.text(characters),
            Sql.column(places),
            Sql.column(most));
    Plan plan =
        new Plan.Compute(
            new Plan.Filter(sums, more(count, least)), List.of(new Computed(pattern, made)));
    return Shared.of(
        plan,
        List.of(
            new TableColumn("key", STRING, Sql.column(key)),
            new TableColumn("count", LONG, Sql.column(count)),
            new TableColumn("representative", STRING, Sql.column(text)),
            new TableColumn("pattern", STRING, Sql.column(pattern))));
  }

  // ---------------------------------------------------------------- what is shown

  private SqlExpr sum(Shared counted, String name) {
    BoundTable read = counted.read();
    SqlColumn sum = new SqlColumn(name);
    SqlExpr all =
        Sql.cast(
            Sql.coalesce(Sql.aggregate("sum", Graph.value(read, "count")), Sql.number(0L)),
            "BIGINT");
    return tables.shareScalar(
        new Plan.Aggregate(read.plan(), List.of(), List.of(new Computed(sum, all))), sum);
  }

  private static SqlExpr least(double threshold, SqlExpr all) {
    return Sql.binary(Sql.number(threshold), BinaryOperator.MULTIPLY, all);
  }

  private BoundTable groups(Shared texts, double threshold, String characters) {
    SqlExpr all = sum(texts, "all");
    SqlExpr least = least(threshold, all);
    Shared patterns = patterns(marked(words(texts, characters), least), least, characters);
    BoundTable read = patterns.read();
    SqlExpr rest = Sql.binary(all, BinaryOperator.SUBTRACT, sum(patterns, "grouped"));
    Plan others =
        new Plan.Filter(
            tables.sources().nothing().plan(),
            Sql.binary(rest, BinaryOperator.GREATER, Sql.number(0L)));
    SqlColumn pattern = new SqlColumn("Pattern");
    SqlColumn count = new SqlColumn("Count");
    SqlColumn representative = new SqlColumn("Representative");
    SqlColumn last = new SqlColumn("last");
    Plan plan =
        new Plan.Union(
            List.of(
                new Plan.Branch(
                    read.plan(),
                    List.of(
                        Graph.value(read, "pattern"),
                        Graph.value(read, "count"),
                        Graph.value(read, "representative"),
                        Sql.FALSE)),
                new Plan.Branch(others, List.of(Sql.text(OTHERS), rest, Sql.EMPTY, Sql.TRUE))),
            List.of(pattern, count, representative, last),
            List.of("VARCHAR", "BIGINT", "VARCHAR", "BOOLEAN"));
    return BoundTable.of(
            plan,
            List.of(
                new TableColumn("Pattern", STRING, Sql.column(pattern)),
                new TableColumn("Count", LONG, Sql.column(count)),
                new TableColumn("Representative", STRING, Sql.column(representative))))
        .ordered(
            List.of(
                SortKey.ascending(Sql.column(last)),
                new SortKey(Sql.column(count), true, false),
                SortKey.ascending(Sql.column(pattern))));
  }

  /** The rows with the pattern of each. */
  private BoundTable beside(BoundTable rows, SqlExpr text, double threshold, String characters) {
    List<TableColumn> columns = new ArrayList<>(rows.columns());
    columns.add(new TableColumn("$text", STRING, text));
    Binding.Table shared = TableBinder.share("rows", rows.showing(columns), true);
    BoundTable counted = TableBinder.read(shared);
    Shared texts = texts(counted.plan(), Graph.value(counted, "$text"));
    SqlExpr least = least(threshold, sum(texts, "all"));
    Shared marked = marked(words(texts, characters), least);
    BoundTable groups = patterns(marked, least, characters).read();
    BoundTable keys = marked.read();
    BoundTable read = TableBinder.read(shared);
    Plan known =
        new Plan.Join(
            Plan.Join.Kind.INNER,
            keys.plan(),
            groups.plan(),
            Sql.equal(Graph.value(keys, "key"), Graph.value(groups, "key")));
    Plan joined =
        new Plan.Join(
            Plan.Join.Kind.LEFT,
            read.plan(),
            known,
            Sql.equal(Graph.value(read, "$text"), Graph.value(keys, "text")));
    Rows result = new Rows(read.over(joined));
    SqlExpr pattern =
        result.compute("Pattern", Sql.coalesce(Graph.value(groups, "pattern"), Sql.text(OTHERS)));
    List<TableColumn> shown = new ArrayList<>(Graph.properties(read));
    Names names = new Names();
    shown.forEach(c -> names.take(c.name()));
    shown.add(new TableColumn(names.fresh("Pattern"), STRING, pattern));
    return result.table().showing(shown);
  }
}
