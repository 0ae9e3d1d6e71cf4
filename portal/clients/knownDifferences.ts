/**
 * Where we judge a query of the spec files otherwise than Microsoft's parser, on purpose, by reason.
 * The parser knows names and types; what the service does with a query is in the documentation.
 */
const byReason: Record<string, string[]> = {
  'The parser takes names of databases and clusters that it does not know; there is one workspace.':
    [
      'databases.kql-spec: names of databases ignore case',
      'databases.kql-spec: a cluster',
      'databases.kql-spec: a name that is only known when the query runs',
      'databases.kql-spec: members that are not there',
      "databases.kql-spec: a name for another cluster's database",
    ],
  'The parser has no service behind it to leave tables out or restrict access to them.': [
    'databases.kql-spec: a fuzzy union leaves out what is not there',
    'databases.kql-spec: a table that access is not given to',
    'databases.kql-spec: tables of the database, but no views',
    'databases.kql-spec: restricted access',
  ],
  'The documentation uses this keyword as a name without brackets.': [
    'geo-shapes.kql-spec: a grid of overlapping triangles',
    'graph.kql-spec: no cycles, and all of them',
    'operators.kql-spec: the plan that rules make of time',
    'series.kql-spec: frequencies',
    'plugins.kql-spec: patterns',
  ],
  'The documentation asks for no constant regular expression, and rows can hold them.': [
    'ends-of-types.kql-spec: a text that a row gives need not be a regular expression',
    'regex.kql-spec: a regular expression of each row',
  ],
  'The parser asks for a constant or an array where any value does; others give a value, too.': [
    'ends-of-types.kql-spec: a default of prev and next that does not fit its column is null',
    'ends-of-types.kql-spec: a random value may stand wherever another may',
    'ends-of-types.kql-spec: constants that hold no array are lists of nothing, too',
  ],
  'The parser takes no graph within partition; nothing in the documentation forbids one.': [
    'scan.kql-spec: the rows of a scan may come from subqueries that share tables',
  ],
  'A regular expression that RE2 cannot read; the parser does not look into texts.': [
    'rare-operators.kql-spec: a regular expression for all columns is read beforehand, too',
    'wrong-types.kql-spec: a regular expression with an open group',
    'wrong-types.kql-spec: a regular expression with an open class',
    'wrong-types.kql-spec: a regular expression that closes nothing',
    'wrong-types.kql-spec: a regular expression that repeats nothing',
    'wrong-types.kql-spec: a regular expression that looks behind',
    'wrong-types.kql-spec: a regular expression that refers back',
  ],
  'The parser does not look into literals, or takes them as null.': [
    'syntax-errors.kql-spec: no date',
    'syntax-errors.kql-spec: no number',
    'syntax-errors.kql-spec: number beyond a long',
    'syntax-errors.kql-spec: no guid',
    'ends-of-types.kql-spec: a decimal literal with too many digits',
  ],
  'The parser accepts a text that the service has nothing to do for.': [
    'misplaced.kql-spec: only declarations',
    'syntax-errors.kql-spec: empty text',
    'syntax-errors.kql-spec: only a comment',
    'syntax-errors.kql-spec: management command',
    'syntax-errors.kql-spec: summarize of nothing',
    'syntax-errors.kql-spec: function without a result',
    'syntax-errors.kql-spec: parse without a pattern',
    'syntax-errors.kql-spec: name in empty brackets',
  ],
  'The parser does not look at this type or value; nothing is defined for it.': [
    'patterns.kql-spec: a threshold is a share',
    'patterns.kql-spec: a weight is a number',
    'reduce.kql-spec: a threshold is a share',
    'plugins.kql-spec: bins without a size',
    'top.kql-spec: the columns are others',
    'wrong-arguments.kql-spec: a query parameter without a value',
    'wrong-types.kql-spec: a sum of two dates',
    'wrong-types.kql-spec: a product of timespans',
    'wrong-types.kql-spec: a percentile of strings',
    'wrong-types.kql-spec: take of fewer than no rows',
    'wrong-types.kql-spec: a range from a date to a number',
    'wrong-types.kql-spec: a scalar as a table',
    'wrong-types.kql-spec: a literal as a table',
    'databases.kql-spec: no entity group',
    'ends-of-types.kql-spec: no number is no percentile',
    'graph.kql-spec: hops are constants',
    'graph.kql-spec: nodes need the column of the partition',
  ],
  'The parser takes graphs and several tables for a table, which they are not.': [
    'graph.kql-spec: a graph is no table',
    'graph.kql-spec: a graph is no result',
    'reduce.kql-spec: preview is the end of a query',
    'reduce.kql-spec: the pattern beside each row',
    'top.kql-spec: fork is the end of a query',
  ],
  'It needs a service that is not here, and is refused by name.': [
    'plugins.kql-spec: what is wrong with plugins',
    'plugins.kql-spec: functions of clusters',
    'plugins.kql-spec: functions of cursors and nodes',
  ],
  'Our limit on nesting, so that no text can exhaust the stack.': [
    'limits.kql-spec: parentheses beyond the deepest level',
    'limits.kql-spec: brackets of a path',
    "limits.kql-spec: more joins than the engine's planner has stack for",
  ],
  'Documented, and unknown to the parser.': [
    'aggregates.kql-spec: sketches',
    'patterns.kql-spec: words that two sets differ in',
    'patterns.kql-spec: fewer tokens',
    'plugins.kql-spec: merged schemas',
    'plugins.kql-spec: without start and end',
    'rare-operators.kql-spec: execute-and-cache gives the rows as they are',
    'scan.kql-spec: partition by and order by of scan itself',
    'times.kql-spec: made of parts',
    'geo-shapes.kql-spec: measures of lines',
    'graph.kql-spec: parts of each graph',
    'graph.kql-spec: whole nodes, and all properties',
  ],
  'The function asks whether a name is there, so that one that is not is no error.': [
    'operators.kql-spec: whether there is such a column',
  ],
  "Watchlists are Sentinel's, not Kusto's.": ['unknown-names.kql-spec: a watchlist'],
  'The parser forgets properties of edges and nodes after make-graph with a table of nodes.': [
    'graph.kql-spec: an edge is in a match once',
    'graph.kql-spec: two patterns, paths of no hops, and degrees',
    'graph.kql-spec: parts of graphs',
    'graph.kql-spec: one shortest path',
  ],
  'The parser reads the type out of a dynamic literal; the value of another kind gives null.': [
    'dynamics.kql-spec: lengths',
    'dynamics.kql-spec: likeness of sets',
    'series.kql-spec: two lines, and curves',
  ],
  'The documented output has no column match_id unless with_match_id asks for it.': [
    'scan.kql-spec: a running sum',
    'scan.kql-spec: the last value that was there fills the gaps',
    'scan.kql-spec: inside partition each key has steps of its own',
    'scan.kql-spec: a column of the input is assigned',
    'scan.kql-spec: no rows',
  ],
  'The documented output replaces a column of that name, and leaves out the one that splits.': [
    'parse.kql-spec: an existing column is replaced in its place',
    'patterns.kql-spec: what two sets differ in',
    'patterns.kql-spec: a pattern stands for those that only say more or less of the same',
  ],
  'The documentation says that tables without the column are passed over.': [
    'plugins.kql-spec: search passes over tables without the column',
  ],
};

/** Names of cases, with the reason why they differ. */
export const knownDifferences = new Map(
  Object.entries(byReason).flatMap(([reason, names]) =>
    names.map((name): [string, string] => [name, reason]),
  ),
);
