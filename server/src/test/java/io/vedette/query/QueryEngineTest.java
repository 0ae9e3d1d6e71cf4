package io.vedette.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.Compilation;
import io.vedette.kql.CompiledQuery;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.query.QueryLimits.Overflow;
import io.vedette.query.QueryOutcome.Completed;
import io.vedette.query.QueryOutcome.Failed;
import io.vedette.query.QueryOutcome.Reason;
import io.vedette.query.QueryOutcome.Stopped;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryEngineTest {
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
  private static final String ENDLESS =
      "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range + b.range = 7";

  private EventDatabase database;
  private QueryEngine engine;

  @BeforeEach
  void open() {
    database = EventDatabase.inMemory(new DatabaseSettings(256L << 20, 2));
    engine = new QueryEngine(database, Workspace.inMemory(TableCatalog.of(List.of()))::schema, 2);
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  @Test
  void readsCellsInJavaForm() {
    Completed completed =
        (Completed)
            run(
                "SELECT true, 1::INTEGER, 2::BIGINT, 0.5::DOUBLE, 1.5::DECIMAL(38,17), NULL, 7, NULL",
                QueryLimits.DEFAULT,
                new Column("b", ScalarType.BOOL),
                new Column("i", ScalarType.INT),
                new Column("l", ScalarType.LONG),
                new Column("r", ScalarType.REAL),
                new Column("d", ScalarType.DECIMAL),
                new Column("s", ScalarType.STRING),
                new Column("t", ScalarType.DATETIME),
                new Column("g", ScalarType.GUID));
    assertThat(completed.primary().rows().getFirst())
        .containsExactly(
            true, 1, 2L, 0.5, new java.math.BigDecimal("1.50000000000000000"), "", 7L, null);
    assertThat(completed.statistics().rows()).isEqualTo(1);
  }

  @Test
  void givesDynamicValuesAsStandardJson() {
    String kql =
        """
        datatable(s:string)['NaN', '[nan, 1, -Inf,]', '{"i": "inf", "n": null, "a": INFINITY}']
        | extend d = parse_json(s) | project d, f = d[0], a = d.a
        """;
    Completed completed = (Completed) engine.run(QueryRequest.of(kql, NOW));
    assertThat(completed.primary().rows())
        .containsExactly(
            new Object[] {"\"NaN\"", null, null},
            new Object[] {"[\"NaN\",1,\"-Infinity\"]", "\"NaN\"", null},
            new Object[] {"{\"i\":\"inf\",\"n\":null,\"a\":\"Infinity\"}", null, "\"Infinity\""});
  }

  @Test
  void aVersionThatIsComparedWithAPlainNumberIsRefusedInWords() {
    QueryOutcome outcome =
        engine.run(QueryRequest.of("print parse_version('1.0.1.2') < dynamic(5)", NOW));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            QueryOutcome.Failed.class,
            failed -> assertThat(failed.diagnostics().getFirst().code()).isEqualTo("VK904"));
  }

  @Test
  void stopsAfterItsTime() {
    QueryOutcome outcome =
        run(ENDLESS, QueryLimits.DEFAULT.within(Duration.ofMillis(200)), aLong());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Stopped.class,
            stopped -> {
              assertThat(stopped.reason()).isEqualTo(Reason.TIME);
              assertThat(stopped.message()).contains("80DA0001").contains("E_QUERY_TIMEOUT");
            });
  }

  @Test
  void canBeCancelled() throws InterruptedException {
    AtomicReference<QueryOutcome> outcome = new AtomicReference<>();
    Thread thread =
        Thread.startVirtualThread(() -> outcome.set(run(ENDLESS, QueryLimits.DEFAULT, aLong())));
    while (!thread.join(Duration.ofMillis(20))) {
      engine.cancel("q");
    }
    assertThat(outcome.get())
        .isInstanceOfSatisfying(
            Stopped.class, stopped -> assertThat(stopped.reason()).isEqualTo(Reason.CANCELLED));
  }

  @Test
  void stopsOrCutsAResultThatIsTooLarge() {
    String many = "SELECT range FROM range(1000)";
    QueryLimits few =
        new QueryLimits(Duration.ofMinutes(1), 10, 1 << 20, Overflow.STOP, QueryLimits.Lane.RULES);
    assertThat(run(many, few, aLong()))
        .isEqualTo(
            new Stopped(
                Reason.RESULT_ROWS,
                "Query result set has exceeded the internal record count limit 10"
                    + " (E_QUERY_RESULT_SET_TOO_LARGE; see https://aka.ms/kustoquerylimits)"));
    Completed cut = (Completed) run(many, few.cutAfter(5), aLong());
    assertThat(cut.primary().rows()).hasSize(5);
    assertThat(cut.statistics().truncated()).isTrue();
    assertThat(cut.statistics().rows()).isEqualTo(5);
  }

  @Test
  void stopsWhenMemoryIsShort() {
    assertThat(
            run(
                "SELECT length(string_agg(repeat(range::VARCHAR, 100), ',')) FROM range(3000000)",
                QueryLimits.DEFAULT,
                aLong()))
        .isInstanceOfSatisfying(
            Stopped.class, stopped -> assertThat(stopped.reason()).isEqualTo(Reason.MEMORY));
  }

  @Test
  void reachesNoFiles() {
    assertThat(run("SELECT 1 FROM read_csv('/etc/passwd')", QueryLimits.DEFAULT, aLong()))
        .isInstanceOf(Failed.class);
    assertThat(run("SET enable_external_access = true", QueryLimits.DEFAULT, aLong()))
        .isInstanceOf(Failed.class);
  }

  @Test
  void saysThatAQueryHasTooManySteps() {
    String steps = " | extend a = a + 1 | where a > 0 | summarize a = max(a) by b".repeat(400);
    assertThat(engine.run(QueryRequest.of("print a = 1, b = 2" + steps, NOW)))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.diagnostics().getFirst().code()).isEqualTo("VK011");
              assertThat(failed.diagnostics().getFirst().message()).contains("steps");
            });
  }

  private static Column aLong() {
    return new Column("n", ScalarType.LONG);
  }

  private QueryOutcome run(String sql, QueryLimits limits, Column... columns) {
    Compilation compiled =
        new CompiledQuery(
            List.of(
                new CompiledQuery.ResultTable(
                    "PrimaryResult", sql, false, List.of(columns), Map.of(), Set.of(), null)),
            Set.of(),
            Set.of(),
            List.of());
    QueryRequest request =
        new QueryRequest("print", NOW, null, io.vedette.kql.RowScope.ALL, limits, "q");
    return engine.run(request, probe -> compiled);
  }
}
