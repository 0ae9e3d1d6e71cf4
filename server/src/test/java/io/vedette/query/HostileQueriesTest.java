package io.vedette.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.ingestion.IngestionSettings;
import io.vedette.kql.RowScope;
import io.vedette.query.QueryOutcome.Completed;
import io.vedette.query.QueryOutcome.Reason;
import io.vedette.query.QueryOutcome.Stopped;
import io.vedette.testing.StoredRows;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Queries that would take for ever, all memory, or all room in the answer: each ends with Kusto's
 * error, while rows that come in meanwhile are stored.
 */
@Timeout(120)
class HostileQueriesTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** Long enough for memory to run out first on a slow machine too. */
  private static final Duration UNTIL_MEMORY_IS_SHORT = Duration.ofSeconds(30);

  /** A query may not heed its limit at once: some of the engine's steps are long. */
  private static final Duration GENEROUS = Duration.ofSeconds(60);

  private static final int ROWS_MEANWHILE = 500;

  private static final Set<Reason> TIME = EnumSet.of(Reason.TIME);
  private static final Set<Reason> MEMORY = EnumSet.of(Reason.MEMORY);
  private static final Set<Reason> ROWS = EnumSet.of(Reason.RESULT_ROWS);

  /** Which comes first depends on how fast the machine is, and how fast it spills to its disk. */
  private static final Set<Reason> TIME_OR_MEMORY = EnumSet.of(Reason.TIME, Reason.MEMORY);

  private static EventDatabase database;
  private static Ingestion ingestion;
  private static QueryEngine engine;
  private static Thread source;
  private static final AtomicBoolean ENOUGH = new AtomicBoolean();
  private static final AtomicLong STORED = new AtomicLong();
  private static final Queue<IngestionOutcome> NOT_STORED = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void open(@TempDir Path folder) {
    Workspace workspace = Workspace.open(folder, TableCatalog.of(List.of()));
    database =
        EventDatabase.open(folder.resolve("events.duckdb"), new DatabaseSettings(512L << 20, 2));
    ingestion =
        new Ingestion(database, workspace, InstantSource.system(), IngestionSettings.DEFAULT);
    engine = new QueryEngine(database, workspace::schema, 2);
    source = Thread.ofPlatform().name("source").start(HostileQueriesTest::ingest);
  }

  @AfterAll
  static void close() throws InterruptedException {
    ENOUGH.set(true);
    source.join();
    engine.close();
    ingestion.close();
    assertThat(StoredRows.of(database, "SELECT count(*), count(DISTINCT _Sequence) FROM Flow_CL"))
        .as("rows acknowledged, and stored once each")
        .containsExactly(STORED.get() + "|" + STORED.get());
    database.close();
  }

  private static void ingest() {
    for (int request = 0; !ENOUGH.get(); request++) {
      List<Map<String, Object>> rows = new ArrayList<>();
      // Few rows go into the engine in another way than many.
      for (int i = 0; i < (request % 10 == 0 ? 1000 : 50); i++) {
        rows.add(Map.of("Number", i, "Text", "row " + i + " with some text"));
      }
      switch (ingestion.ingest(new IngestionRequest("test", "Flow_CL", rows))) {
        case IngestionOutcome.Stored stored -> STORED.addAndGet(stored.rows());
        case IngestionOutcome other -> NOT_STORED.add(other);
      }
    }
  }

  private static List<Arguments> queries() {
    return List.of(
        Arguments.of(
            "a join of everything with everything",
            """
            range a from 1 to 300000 step 1 | extend k = 1
            | join kind=inner (range b from 1 to 1000000 step 1 | extend k = 1) on k
            | summarize countif((a * b) % 7 == 3)
            """,
            TIME),
        Arguments.of(
            "an endless range",
            "range x from 1 to 1000000000000000 step 1 | where x % 1000003 == 7 | count",
            TIME),
        Arguments.of("50 million rows", "range x from 1 to 50000000 step 1", ROWS),
        Arguments.of(
            "50 million rows, sorted",
            "range x from 1 to 50000000 step 1 | extend y = hash(x) | sort by y asc",
            EnumSet.of(Reason.TIME, Reason.MEMORY, Reason.RESULT_ROWS)),
        Arguments.of(
            "few rows that are wide",
            "range x from 1 to 50000 step 1 | extend s = strrep('wide ', 1000)",
            EnumSet.of(Reason.TIME, Reason.MEMORY, Reason.RESULT_BYTES)),
        Arguments.of(
            "a list of numbers",
            "range x from 1 to 100000000 step 1 | summarize make_list(x, 100000000)",
            MEMORY),
        Arguments.of(
            "a list of texts",
            """
            range x from 1 to 10000000 step 1
            | summarize make_list(strcat("a long text to be kept ", x), 10000000)
            """,
            TIME_OR_MEMORY),
        Arguments.of(
            "a set of texts",
            """
            range x from 1 to 10000000 step 1
            | summarize make_set(strcat("a long text to be kept ", x), 10000000)
            """,
            TIME_OR_MEMORY),
        Arguments.of(
            "a group for every row",
            """
            range x from 1 to 100000000 step 1
            | summarize count(), dcount(x), percentiles(x, 1, 99) by tostring(x) | count
            """,
            TIME_OR_MEMORY),
        Arguments.of(
            "texts that grow",
            """
            range x from 1 to 100000 step 1
            | extend s = strrep(strrep("a", 1000), 100)
            | extend t = strcat(s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, x)
            | summarize sum(strlen(t))
            """,
            TIME_OR_MEMORY),
        Arguments.of(
            "bags that grow",
            """
            range x from 1 to 1000000 step 1
            | summarize make_bag(bag_pack(strcat("a", x), range(1, 100000)))
            """,
            TIME_OR_MEMORY),
        Arguments.of(
            "long texts that Java makes",
            """
            range x from 1 to 1000000 step 1
            | extend s = tostring(series_abs(range(x, x + 10000)))
            | summarize make_list(s)
            """,
            TIME_OR_MEMORY),
        Arguments.of(
            "a regular expression that would backtrack for ever",
            """
            range x from 1 to 100000000 step 1
            | where strcat(strrep("a", 1000), x) matches regex "(a*)*(a*)*(a|aa)+(.*)(.*)(.*)c"
            | count
            """,
            TIME),
        Arguments.of(
            "arrays of arrays, expanded",
            """
            print x = 1 | mv-expand a = range(1, 100000) | mv-expand b = range(1, 100000)
            | mv-expand c = range(1, 100000) | count
            """,
            TIME_OR_MEMORY),
        Arguments.of(
            "a large array on each of many rows, expanded",
            """
            range x from 1 to 1000000 step 1 | extend a = range(x, x + 20000)
            | mv-expand a | count
            """,
            TIME_OR_MEMORY),
        Arguments.of(
            "paths through a full graph",
            """
            let Edges = range a from 1 to 200 step 1 | extend b = range(1, 200)
              | mv-expand b to typeof(long) | project a = tostring(a), b = tostring(b);
            Edges | make-graph a --> b with_node_id=n
            | graph-match (x)-[e*1..20]->(y) project x.n, y.n | count
            """,
            TIME_OR_MEMORY),
        Arguments.of(
            "walks through a graph that may use its edges again",
            """
            let Edges = range a from 1 to 40 step 1 | extend b = range(1, 40)
              | mv-expand b to typeof(long) | project a = tostring(a), b = tostring(b);
            Edges | make-graph a --> b with_node_id=n
            | graph-match cycles=all (x)-[e*1..30]->(y) project x.n, y.n | count
            """,
            TIME_OR_MEMORY),
        Arguments.of(
            "every pair of events as a sequence",
            """
            range t from 1 to 1000000 step 1
            | evaluate sequence_detect(t, 1000000, 1000000, first = t % 2 == 0, second = t % 2 == 1)
            | summarize countif((first_t + second_t) % 7 == 3)
            """,
            TIME_OR_MEMORY),
        Arguments.of(
            "a union of joins of all with all",
            """
            union (range x from 1 to 100000000 step 1), (range x from 1 to 100000000 step 1)
            | join kind=fullouter (range x from 1 to 100000000 step 1) on x
            | summarize count() by x
            """,
            TIME_OR_MEMORY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("queries")
  void endsWithAnErrorWhileRowsAreStored(String name, String kql, Set<Reason> reasons) {
    long before = STORED.get();
    long began = System.nanoTime();
    do {
      assertThat(run(kql, reasons.contains(Reason.TIME) ? LIMIT : UNTIL_MEMORY_IS_SHORT))
          .as(name)
          .isInstanceOfSatisfying(
              Stopped.class,
              stopped -> {
                assertThat(stopped.reason()).isIn(reasons);
                assertThat(stopped.message()).contains(code(stopped.reason()));
              });
    } while (STORED.get() < before + ROWS_MEANWHILE && elapsed(began).compareTo(GENEROUS) < 0);
    assertThat(elapsed(began)).as(name).isLessThan(GENEROUS);
    assertThat(STORED.get() - before).as(name).isGreaterThanOrEqualTo(ROWS_MEANWHILE);
    assertThat(NOT_STORED).as(name).isEmpty();
    assertThat(run("print 1")).isInstanceOf(Completed.class);
    Completed count = (Completed) run("Flow_CL | count");
    assertThat((Long) count.primary().rows().getFirst()[0]).isGreaterThanOrEqualTo(before);
  }

  /** Memory that a query takes is given back to what must be stored. */
  @Test
  void aQueryGivesWayToWhatMustBeStored() throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    Thread hog =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!ended.get()) {
                    run(
                        "range x from 1 to 6000000 step 1"
                            + " | summarize make_list(strcat('some text ', x), 6000000)");
                  }
                });
    long before = STORED.get();
    long began = System.nanoTime();
    while (STORED.get() < before + 20 * ROWS_MEANWHILE && elapsed(began).compareTo(GENEROUS) < 0) {
      Thread.sleep(50);
    }
    ended.set(true);
    hog.join();
    assertThat(STORED.get() - before).isGreaterThanOrEqualTo(20 * ROWS_MEANWHILE);
    assertThat(NOT_STORED).isEmpty();
    long stored = STORED.get();
    assertThat(Long.parseLong(StoredRows.of(database, "SELECT count(*) FROM Flow_CL").getFirst()))
        .isGreaterThanOrEqualTo(stored);
  }

  /** The code that Kusto's clients know the error by. */
  private static String code(Reason reason) {
    return switch (reason) {
      case TIME -> "E_QUERY_TIMEOUT";
      case MEMORY -> "E_LOW_MEMORY_CONDITION";
      case RESULT_ROWS, RESULT_BYTES -> "E_QUERY_RESULT_SET_TOO_LARGE";
      case BUSY -> "E_QUERY_THROTTLED";
      case CANCELLED -> "cancelled";
    };
  }

  private static Duration elapsed(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static QueryOutcome run(String kql) {
    return run(kql, LIMIT);
  }

  private static QueryOutcome run(String kql, Duration limit) {
    return engine.run(
        new QueryRequest(
            kql,
            Instant.parse("2026-11-24T07:00:00Z"),
            null,
            RowScope.ALL,
            QueryLimits.DEFAULT.within(limit),
            java.util.UUID.randomUUID().toString()));
  }
}
