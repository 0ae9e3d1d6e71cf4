package io.vedette.fuzz;

import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.util.List;

/** Makes tabular operators over columns. */
record Pipes(Chance chance, List<Column> columns, Expressions make) {
  Pipes(Chance chance, List<Column> columns) {
    this(chance, columns, new Expressions(chance, columns));
  }

  private String column() {
    return Expressions.name(chance.of(columns));
  }

  private String column(ScalarType type) {
    List<Column> fitting = columns.stream().filter(c -> c.type() == type).toList();
    return Expressions.name(chance.of(fitting.isEmpty() ? columns : fitting));
  }

  private String order() {
    return chance.of("", " asc", " desc") + chance.of("", "", " nulls first", " nulls last");
  }

  private String count() {
    return chance.of("0", "1", "2", "5", "9223372036854775807", "-1", "toscalar(1)");
  }

  private String groups() {
    return switch (chance.below(5)) {
      case 0 -> "";
      case 1 -> " by " + column() + ", " + column();
      case 2 ->
          " by bin(" + column() + ", " + make.literal(chance.of(LONG, ScalarType.TIMESPAN)) + ")";
      case 3 -> " by g = " + make.any();
      default -> " by " + column();
    };
  }

  /** One operator without its bar. */
  String operator() {
    return switch (chance.below(36)) {
      case 0, 1, 2 -> "where " + make.condition();
      case 3, 4, 5, 6 -> "extend x = " + make.call(0);
      case 7 -> "extend x = " + make.any() + ", y = " + make.any();
      case 8, 9, 10 -> "summarize " + make.aggregate() + ", z = " + make.aggregate() + groups();
      case 11 -> "summarize" + groups();
      case 12 -> "sort by " + column() + order() + ", " + make.any() + order();
      case 13 -> "top " + count() + " by " + make.any() + order();
      case 14 -> "take " + count();
      case 15 -> "distinct " + chance.of("*", column());
      case 16 -> "sort by " + column() + order() + " | extend w = " + make.window();
      case 17 ->
          "mv-expand "
              + chance.of("", "bagexpansion=array ", "with_itemindex=i ")
              + make.of(DYNAMIC)
              + chance.of("", " to typeof(long)", " to typeof(string)", " to typeof(datetime)")
              + chance.of("", " limit 3");
      case 18 -> "mv-apply e = " + column(DYNAMIC) + " on (" + inner() + ")";
      case 19 ->
          "join kind="
              + chance.of(
                  "inner",
                  "innerunique",
                  "leftouter",
                  "rightouter",
                  "fullouter",
                  "leftanti",
                  "rightanti",
                  "leftsemi",
                  "rightsemi")
              + " ("
              + Material.THINGS
              + " | take 5) on "
              + chance.of(
                  "long1", "string1", "$left." + column() + " == $right.datetime1", column());
      case 20 ->
          "lookup kind="
              + chance.of("leftouter", "inner")
              + " ("
              + Material.THINGS
              + " | take 3) on $left."
              + column()
              + " == $right."
              + chance.of("long1", "string1", "guid1", "real1");
      case 21 -> "union (" + Material.THINGS + " | project " + column() + " = long1)";
      case 22 ->
          "make-series m = "
              + make.aggregate()
              + chance.of("", " default=" + make.literal(LONG), " default=real(null)")
              + " on "
              + chance.of(column(DATETIME), column(LONG), column())
              + range()
              + chance.of("", " by " + column());
      case 23 ->
          "parse kind="
              + chance.of("simple", "relaxed", "regex")
              + " "
              + make.of(STRING)
              + " with * "
              + chance.of("\"a\"", "\"=\"", "','", "\"(a|b)\"")
              + " p1:"
              + chance.of(List.of(ScalarType.values())).kustoName()
              + " \" \" p2 *";
      case 24 ->
          "parse-kv "
              + column(STRING)
              + " as (A:long, B:string, C:datetime) with (pair_delimiter="
              + chance.of("','", "' '", "';'")
              + ", kv_delimiter="
              + chance.of("'='", "':'")
              + ")";
      case 25 ->
          "project-reorder " + column() + chance.of("", " asc", ", * desc", ", * granny-asc");
      case 26 ->
          "top-nested "
              + count()
              + " of "
              + column()
              + chance.of("", " with others='o'")
              + " by "
              + make.aggregate()
              + ", top-nested 2 of "
              + column()
              + " by count()";
      case 27 -> chance.of("sample 3", "sample-distinct 2 of " + column(), "count", "getschema");
      case 28 ->
          "serialize | extend p = prev("
              + column()
              + ", "
              + make.literal(LONG)
              + "), n = next("
              + column()
              + ")";
      case 29 -> "partition by " + column() + " (" + inner() + ")";
      case 30 ->
          "scan declare (s:long = 0) with (step one: "
              + make.condition()
              + " => s = one.s + 1; step two: "
              + make.condition()
              + ";)";
      case 31 -> "evaluate " + plugin();
      case 32 -> "reduce by " + column(STRING);
      case 33 ->
          "make-graph "
              + column()
              + " --> "
              + column()
              + " with_node_id=id | graph-match (a)-[e*1..2]->(b) project a.id, b.id, e";
      case 34 -> "project " + column() + ", " + make.any() + ", k = " + make.any();
      default ->
          "as hint.materialized=true A"
              + " | where "
              + column()
              + " in ((A | project "
              + column()
              + "))";
    };
  }

  private String inner() {
    return chance.of(
        "where " + make.condition(),
        "summarize q = " + make.aggregate(),
        "top 1 by " + column(),
        "take 2",
        "count",
        "extend q = " + make.any());
  }

  private String range() {
    return chance.of(
        " step 1d",
        " step 1",
        " from datetime(2026-01-14) to datetime(2026-01-16) step 6h",
        " from 0 to 10 step 3",
        " from " + make.literal(DATETIME) + " to " + make.literal(DATETIME) + " step 1000d",
        " from " + make.literal(LONG) + " to " + make.literal(LONG) + " step " + make.literal(LONG),
        " in range(0, 5, 1)");
  }

  private String plugin() {
    return chance.of(
        "bag_unpack(" + column(DYNAMIC) + ")",
        "pivot(" + column(STRING) + ", " + make.aggregate() + ")",
        "narrow()",
        "autocluster()",
        "basket()",
        "diffpatterns(" + column() + ", '1', '0')",
        "rolling_percentile(" + column() + ", 50, LONG, 1, 3)",
        "dcount_intersect(" + column() + ")",
        "sequence_detect(" + column(DATETIME) + ", 1d, 1h, a = " + make.condition() + ", b = true)",
        "session_count("
            + column()
            + ", "
            + column(DATETIME)
            + ", datetime(2026-01-01), datetime(2026-02-01), 1d, 2d)",
        "activity_counts_metrics("
            + column()
            + ", "
            + column(DATETIME)
            + ", datetime(2026-01-01), datetime(2026-02-01), 7d)",
        "ipv4_lookup(" + Material.THINGS + ", " + column(STRING) + ", string1)",
        "funnel_sequence("
            + column()
            + ", "
            + column(DATETIME)
            + ", datetime(2026-01-01), datetime(2026-02-01), 1d, 1h, "
            + column()
            + ", dynamic(['a','b']))");
  }
}
