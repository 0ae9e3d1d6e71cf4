package io.vedette.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms of every tabular operator and source, and the record that each must give. */
class OperatorSyntaxTest {
  /** A text, and the record that its last operator or its source must be. */
  record Form(Class<?> node, String text) {}

  private static Form form(Class<?> node, String text) {
    return new Form(node, text);
  }

  static List<Form> forms() {
    return Stream.of(rows(), columns(), aggregates(), tables(), others(), graphs(), sources())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Form> rows() {
    return List.of(
        form(RowOperator.Where.class, "T | where hint.x = 1 a > 1 and not(b) or c !in~ ('x')"),
        form(RowOperator.Where.class, "T | filter * has 'x' and ['odd name'].b[0] =~ @'y'"),
        form(RowOperator.Where.class, "T | where t between (ago(1d) .. now()) and x : 'y'"),
        form(RowOperator.Where.class, "T | where a <> 1 and b !between (1 .. 2)"),
        form(RowOperator.Take.class, "T | take 5"),
        form(RowOperator.Take.class, "T | limit n + 1"),
        form(RowOperator.Sample.class, "T | sample 5"),
        form(RowOperator.Sort.class, "T | sort by a asc nulls first, b, strlen(c) desc"),
        form(RowOperator.Sort.class, "T | order by a nulls last"),
        form(RowOperator.Top.class, "T | top 5 by a desc nulls first"),
        form(RowOperator.Serialize.class, "T | serialize"),
        form(RowOperator.Serialize.class, "T | serialize n = row_number(), p = prev(a)"),
        form(
            RowOperator.Scan.class,
            "T | scan with_match_id=m partition by p order by t asc declare (n:long=0, s:string)"
                + " with (step s1 output=all: a == 1 => n = 1, s = 'x'; step s2 optional: true;)"),
        form(RowOperator.Scan.class, "T | scan with (step s1: true)"));
  }

  private static List<Form> columns() {
    return List.of(
        form(ColumnOperator.Extend.class, "T | extend a = 1, (b, c) = f(), d, ['e f'] = 2"),
        form(ColumnOperator.Extend.class, "T | extend kind = 1, by = 2, where = 3, print = 4"),
        form(ColumnOperator.Project.class, "T | project a = b, c"),
        form(ColumnOperator.Project.class, "T | project"),
        form(ColumnOperator.ProjectAway.class, "T | project-away a, b*, *_c, d*e*f"),
        form(ColumnOperator.ProjectKeep.class, "T | project-keep a, *b*"),
        form(ColumnOperator.ProjectRename.class, "T | project-rename a = b, ['c d'] = e"),
        form(
            ColumnOperator.ProjectReorder.class,
            "T | project-reorder a, b* asc, c* granny-desc, *"),
        form(ColumnOperator.ProjectByNames.class, "T | project-by-names 'a', dynamic(['b*'])"));
  }

  private static List<Form> aggregates() {
    return List.of(
        form(AggregateOperator.Summarize.class, "T | summarize by a, b = bin(t, 1h)"),
        form(AggregateOperator.Summarize.class, "T | summarize hint.strategy=shuffle count() by a"),
        form(AggregateOperator.Summarize.class, "T | summarize arg_max(t, *), (x, y) = f() by k"),
        form(AggregateOperator.Distinct.class, "T | distinct *"),
        form(AggregateOperator.Distinct.class, "T | distinct a, tostring(b.c)"),
        form(AggregateOperator.Count.class, "T | count"),
        form(AggregateOperator.Count.class, "T | count as n"),
        form(AggregateOperator.SampleDistinct.class, "T | sample-distinct 5 of a"),
        form(AggregateOperator.TopHitters.class, "T | top-hitters 5 of a by b"),
        form(
            AggregateOperator.TopNested.class,
            "T | top-nested 2 of a with others='rest' by x = count() desc,"
                + " top-nested of b by max(1)"),
        form(
            AggregateOperator.MakeSeries.class,
            "T | make-series kind=nonempty n = count() default=0, avg(x) on t from a to b step 1d"
                + " by k, m = l"),
        form(AggregateOperator.MakeSeries.class, "T | make-series count() on t step 1h"),
        form(
            AggregateOperator.MakeSeries.class,
            "T | make-series count() on t in range(a, b, 1d) by k"),
        form(
            AggregateOperator.Reduce.class,
            "T | reduce kind=source by a with threshold=0.1, characters='x'"));
  }

  private static List<Form> tables() {
    return List.of(
        form(JoinOperator.Join.class, "T | join kind=inner hint.remote=left (U | take 1) on a"),
        form(JoinOperator.Join.class, "T | join U on $left.a == $right.b, c and $left.d==$right.e"),
        form(JoinOperator.Lookup.class, "T | lookup kind=leftouter (U) on a, $left.b == $right.c"),
        form(JoinOperator.Union.class, "T | union withsource=s kind=outer isfuzzy=true U, (V), W*"),
        form(
            JoinOperator.Union.class,
            "T | union database('d').U*, cluster('c').database('d').V, table('W'), *_CL"),
        form(
            SubqueryOperator.Partition.class,
            "T | partition hint.strategy=native by a (top 1 by b | project c)"),
        form(SubqueryOperator.Partition.class, "T | partition by a { U | where a == toscalar(a) }"),
        form(SubqueryOperator.Fork.class, "T | fork x = (count) (take 5 | project a)"),
        form(SubqueryOperator.Facet.class, "T | facet by a, b with (take 5)"),
        form(SubqueryOperator.Facet.class, "T | facet by a"),
        form(SubqueryOperator.Invoke.class, "T | invoke f(1, x = 'y')"),
        form(SubqueryOperator.Invoke.class, "T | invoke database('d').f()"),
        form(
            SubqueryOperator.Evaluate.class,
            "T | evaluate hint.distribution=single bag_unpack(d, 'p_') : (*, a:long)"),
        form(SubqueryOperator.Evaluate.class, "T | evaluate python(typeof(*, x:real), 'code')"),
        form(
            SubqueryOperator.MacroExpand.class,
            "macro-expand kind=inner entity_group [cluster('a').database('b')] as X"
                + " (let y = 1; X.T | extend c = X.$current_database)"),
        form(SubqueryOperator.MacroExpand.class, "macro-expand X in G (X.T | count)"),
        form(SearchOperator.Search.class, "search kind=case_sensitive in (T, U*) 'x' and a : 'y'"),
        form(SearchOperator.Search.class, "T | search *"),
        form(
            SearchOperator.Find.class,
            "find withsource=s in (T, database('*').U*) where a == 1"
                + " project b, c:string, pack(*) project-away d"),
        form(SearchOperator.Find.class, "find a has 'x' project-smart"));
  }

  private static List<Form> others() {
    return List.of(
        form(ExpandOperator.MvExpand.class, "T | mv-expand a, b = c.d to typeof(long) limit 5"),
        form(
            ExpandOperator.MvExpand.class,
            "T | mvexpand bagexpansion=array with_itemindex=i kind = a"),
        form(ExpandOperator.MvExpand.class, "T | mv-expand kind=array a"),
        form(
            ExpandOperator.MvApply.class,
            "T | mv-apply with_itemindex=i x = a to typeof(string), b limit 5 on (where x has 'y')"),
        form(
            ParseOperator.Parse.class,
            "T | parse kind=regex flags=Ui a.b with * 'x' b:long 'y' \"z\" ['c d'] *"),
        form(ParseOperator.Parse.class, "T | parse-where a with b '=' *"),
        form(
            ParseOperator.ParseKv.class,
            "T | parse-kv a as (b:string, c:long) with (pair_delimiter=',', greedy=true)"),
        form(OutputOperator.As.class, "T | as hint.materialized=true X"),
        form(OutputOperator.Consume.class, "T | consume decodeblocks=true"),
        form(OutputOperator.GetSchema.class, "T | getschema kind=csl"),
        form(OutputOperator.AssertSchema.class, "T | assert-schema (a:long, *)"),
        form(OutputOperator.ExecuteAndCache.class, "T | __executeAndCache"),
        form(OutputOperator.Render.class, "T | render timechart"),
        form(
            OutputOperator.Render.class,
            "T | render columnchart with (title='x', ycolumns=a, b, kind=stacked, ymin=-1)"),
        form(OutputOperator.Render.class, "T | render piechart title='x' kind=default"));
  }

  private static List<Form> graphs() {
    return List.of(
        form(GraphOperator.MakeGraph.class, "E | make-graph a --> b with N on id, M on id2"),
        form(GraphOperator.MakeGraph.class, "E | make-graph a --> b with_node_id=n"),
        form(
            GraphOperator.MakeGraph.class,
            "E | make-graph a --> b with N on id partitioned-by k (graph-match (x)-->(y)"
                + " project x.id)"),
        form(
            GraphOperator.GraphMatch.class,
            "G | graph-match cycles=none (a)-[e*1..5]->(b)<-[f]-(c), (c)--(), (d)<--(e)"
                + " where a.x == 1 and all(e, y > 1) project z = a.x, labels(b)"),
        form(
            GraphOperator.GraphShortestPaths.class,
            "G | graph-shortest-paths output=all (a)-[e*1..5]-(b) where a.x == 1 project b.y"),
        form(
            GraphOperator.GraphToTable.class,
            "G | graph-to-table nodes as N with_node_id=i, edges as E with_source_id=s"),
        form(
            GraphOperator.GraphMarkComponents.class,
            "G | graph-mark-components kind=weak with_component_id=c"),
        form(GraphOperator.GraphWhereNodes.class, "G | graph-where-nodes x == 1"),
        form(GraphOperator.GraphWhereEdges.class, "G | graph-where-edges x == 1"));
  }

  private static List<Form> sources() {
    return List.of(
        form(Tabular.Print.class, "print a = 1, 'x', -2d, (b, c) = f()"),
        form(Tabular.Range.class, "range x from 1 to 10 step 2"),
        form(Tabular.DataTable.class, "datatable (a:long, ['b c']:string) [1, 'x', 2, 'y',]"),
        form(
            Tabular.ExternalData.class,
            "externaldata (a:string) [h@'https://x/y.csv', 'z'] with (format='csv', ignoreFirstRecord=true)"),
        form(
            Tabular.InlineExternalTable.class,
            "inline_external_table (a:long, d:datetime) kind=storage partition by (d:datetime ="
                + " bin(d, 1d)) pathformat=(datetime_pattern('yyyy', d)) dataformat=parquet"
                + " ('https://x') with (recursive=true)"),
        form(Expr.NameRef.class, "range"),
        form(Expr.Call.class, "cluster('c').database('d').f(1)"),
        form(Expr.Element.class, "print_[1]"),
        form(Expr.Path.class, "database('d').T"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsTheForm(Form form) {
    ParseResult<Script> result = Parser.parse(form.text());
    assertThat(result.diagnostics()).as(form.text()).isEmpty();
    assertThat(last(result.tree())).as(form.text()).isInstanceOf(form.node());
  }

  private static Node last(Script script) {
    Expr expression = ((Statement.Query) script.statements().getLast()).expression();
    return switch (expression) {
      case Tabular.Pipe pipe -> pipe.operators().getLast();
      case Tabular.Leading leading -> leading.operator();
      default -> expression;
    };
  }

  @Test
  void coversEveryOperatorRecord() {
    Set<String> covered =
        forms().stream()
            .map(f -> f.node().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    for (Class<?> family : Operator.class.getPermittedSubclasses()) {
      if (family != Operator.Unreadable.class) {
        for (Class<?> operator : family.getPermittedSubclasses()) {
          assertThat(covered).contains(operator.getName());
        }
      }
    }
  }

  @Test
  void statementsOfEveryKind() {
    ParseResult<Script> result =
        Parser.parse(
            """
            set notruncation;
            set truncationmaxrecords = 10;
            declare query_parameters (p:long = 1, q:string);
            declare pattern app = (a:string)[path:string] { ("x").["y"] = { T | count }; };
            alias database other = cluster("c").database("d");
            restrict access to (T, database("d").*);
            let f = (T:(*), U:(a:long, b:string), n:long = 1) { let m = n; T | take m };
            let v = view () { T };
            let s = 5;
            T | count; U | take s
            """);
    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.tree().statements())
        .extracting(s -> s.getClass().getSimpleName())
        .containsExactly(
            "SetOption",
            "SetOption",
            "DeclareQueryParameters",
            "DeclarePattern",
            "AliasDatabase",
            "RestrictAccess",
            "LetFunction",
            "LetFunction",
            "Let",
            "Query",
            "Query");
  }
}
