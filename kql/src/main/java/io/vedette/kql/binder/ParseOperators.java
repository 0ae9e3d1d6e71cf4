package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.functions.KeyValuePairs;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.ColumnDeclaration;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Literal;
import io.vedette.kql.syntax.Options;
import io.vedette.kql.syntax.ParseOperator;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operators that cut strings into columns. */
final class ParseOperators {
  private final TableBinder tables;

  ParseOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(ParseOperator operator, BoundTable table, Scope scope) {
    return switch (operator) {
      case ParseOperator.Parse o -> parse(o, table, scope);
      case ParseOperator.ParseKv o -> parseKv(o, table, scope);
    };
  }

  private BoundTable parse(ParseOperator.Parse parse, BoundTable table, Scope scope) {
    ParsePattern.Kind kind = kind(parse.options());
    if (kind == null) {
      return table;
    }
    String flags = parse.options().text("flags");
    ParsePattern pattern = ParsePattern.of(parse.pattern(), kind, flags == null ? "" : flags);
    if (kind == ParsePattern.Kind.REGEX) {
      RegexCheck.check(
          tables.session,
          new Argument(ScalarType.STRING, Sql.text(pattern.regex()), null, parse.span()));
    }
    Rows rows = new Rows(table);
    SqlExpr text = text(parse.source(), rows, scope);
    List<SqlExpr> groups = new ArrayList<>(List.of(Sql.text("all")));
    for (int i = 0; i < pattern.captures().size(); i++) {
      groups.add(Sql.text("c" + i));
    }
    SqlExpr match =
        rows.compute(
            "match",
            Sql.call(
                "regexp_extract", text, Sql.text(pattern.regex()), new SqlExpr.ListOf(groups)));
    Captures captures = new Captures(pattern, match, kind != ParsePattern.Kind.RELAXED);
    Plan plan = new Plan.Compute(rows.table().plan(), captures.converted);
    BoundTable parsed = rows.table().over(captures.over(plan));
    if (parse.filtering()) {
      parsed = RowOperators.filtered(parsed, captures.fits);
    }
    return showing(parsed, captures.columns);
  }

  /** The kind of {@code parse}; null, with an error, when there is no such kind. */
  private ParsePattern.@Nullable Kind kind(Options options) {
    Options.Option option = options.find("kind");
    if (option == null) {
      return ParsePattern.Kind.SIMPLE;
    }
    for (ParsePattern.Kind kind : ParsePattern.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(options.text("kind"))) {
        return kind;
      }
    }
    tables.session.diagnostics.error(
        "KS116", option.span(), "The kind of parse must be simple, regex or relaxed.", null);
    return null;
  }

  private SqlExpr text(Expr source, Rows rows, Scope scope) {
    return ExpressionBinder.text(tables.over(rows, scope).bind(source));
  }

  /** The columns with others put in the place of those of the same name, or at the end. */
  private static BoundTable showing(BoundTable table, List<TableColumn> added) {
    Map<String, TableColumn> shown = new LinkedHashMap<>();
    table.columns().forEach(c -> shown.put(c.name(), c));
    added.forEach(c -> shown.put(c.name(), c));
    return table.showing(List.copyOf(shown.values()));
  }

  /** The values of the captures of one match. */
  private static final class Captures {
    /** Each capture converted to its type. */
    final List<Computed> converted = new ArrayList<>();

    /** Each capture, or nothing where the whole text does not fit. */
    final List<Computed> kept = new ArrayList<>();

    final List<TableColumn> columns = new ArrayList<>();

    /** Whether the text fits, with the types of the captures when these are strict. */
    SqlExpr fits;

    Captures(ParsePattern pattern, SqlExpr match, boolean strict) {
      fits = Sql.not(Sql.equal(group(match, "all"), Sql.EMPTY));
      List<SqlExpr> values = new ArrayList<>();
      for (int i = 0; i < pattern.captures().size(); i++) {
        ScalarType type = pattern.captures().get(i).type();
        SqlExpr group = group(match, "c" + i);
        if (type != null && type != ScalarType.STRING) {
          SqlColumn column = new SqlColumn("part");
          converted.add(new Computed(column, Conversions.convert(ScalarType.STRING, type, group)));
          group = Sql.column(column);
          fits = strict ? Sql.and(fits, Sql.isNotNull(group)) : fits;
        }
        values.add(group);
      }
      for (int i = 0; i < values.size(); i++) {
        ParseOperator.Capture capture = pattern.captures().get(i);
        ScalarType type = capture.type() == null ? ScalarType.STRING : capture.type();
        SqlColumn column = new SqlColumn(capture.name().text());
        kept.add(
            new Computed(
                column,
                converted.isEmpty() || !strict
                    ? values.get(i)
                    : Sql.when(fits, values.get(i), SourceBinder.absent(type))));
        columns.add(new TableColumn(capture.name().text(), type, Sql.column(column)));
      }
    }

    private static SqlExpr group(SqlExpr match, String name) {
      return Sql.call("struct_extract", match, Sql.text(name));
    }

    Plan over(Plan plan) {
      return kept.isEmpty() ? plan : new Plan.Compute(plan, kept);
    }
  }

  // ---------------------------------------------------------------- parse-kv

  private BoundTable parseKv(ParseOperator.ParseKv parse, BoundTable table, Scope scope) {
    Rows rows = new Rows(table);
    SqlExpr text = text(parse.source(), rows, scope);
    KeyValuePairs.Settings settings = settings(parse);
    SqlExpr found = rows.compute("pairs", KeyValuePairs.extract(text, settings));
    List<Computed> computed = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < parse.columns().columns().size(); i++) {
      ColumnDeclaration declared = parse.columns().columns().get(i);
      SqlColumn column = new SqlColumn(declared.name().text());
      SqlExpr value = KeyValuePairs.value(found, settings, i);
      computed.add(
          new Computed(column, Conversions.convert(ScalarType.STRING, declared.type(), value)));
      columns.add(new TableColumn(declared.name().text(), declared.type(), Sql.column(column)));
    }
    BoundTable bound = rows.table();
    return showing(bound.over(new Plan.Compute(bound.plan(), computed)), columns);
  }

  private KeyValuePairs.Settings settings(ParseOperator.ParseKv parse) {
    String pairDelimiter = "";
    String kvDelimiter = "";
    String regex = "";
    boolean greedy = false;
    List<String> quotes = new ArrayList<>();
    StringBuilder escapes = new StringBuilder();
    for (Options.Option option : parse.with().all()) {
      String text = option.value() instanceof Literal.StringValue v ? v.value() : "";
      switch (option.name().text()) {
        case "pair_delimiter" -> pairDelimiter = text;
        case "kv_delimiter" -> kvDelimiter = text;
        case "quote" -> quotes.add(text);
        case "escape" -> escapes.append(text);
        case "regex" -> regex = text;
        case "greedy" ->
            greedy =
                option.value() instanceof Literal.BoolValue v && Boolean.TRUE.equals(v.value());
        default ->
            tables.session.diagnostics.error(
                "KS116",
                option.span(),
                "'" + option.name().text() + "' is no setting of parse-kv.",
                "Settings are pair_delimiter, kv_delimiter, quote, escape, greedy and regex.");
      }
    }
    if (!regex.isEmpty()) {
      RegexCheck.check(
          tables.session, new Argument(ScalarType.STRING, Sql.text(regex), null, parse.span()));
    }
    List<String> keys = parse.columns().columns().stream().map(c -> c.name().text()).toList();
    return new KeyValuePairs.Settings(
        keys, pairDelimiter, kvDelimiter, quotes, escapes.toString(), greedy, regex);
  }
}
