package io.vedette.kql;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which stored rows a query sees under a row scope and a time range. */
final class RowScopeTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  private static final List<Column> COLUMNS =
      List.of(
          new Column("TimeGenerated", ScalarType.DATETIME), new Column("User", ScalarType.STRING));

  private static TableSchema stored(String name) {
    return new TableSchema(name, COLUMNS, true, Set.of("TimeGenerated", "User"), Map.of());
  }

  private static final Schema SCHEMA =
      new FixedTables(
          Map.of("A", stored("A"), "B", stored("B")), Map.of("vips", stored("_Watchlist_vips")));

  private DuckDb database;

  /** A has rows 1 to 3 of one hour each, B rows 4 and 5, the watchlist rows 6 and 7. */
  @BeforeEach
  void store() throws SQLException {
    database = new DuckDb();
    insert("A", "'2026-01-15 09:00:00', 'ann', '2026-01-15 09:30:00', 1");
    insert("A", "'2026-01-15 10:00:00', 'bob', '2026-01-15 10:30:00', 2");
    insert("A", "'2026-01-15 11:00:00', 'cat', '2026-01-15 11:30:00', 3");
    insert("B", "'2026-01-15 09:00:00', 'ann', '2026-01-15 09:30:00', 4");
    insert("B", "'2026-01-15 11:00:00', 'bob', '2026-01-15 11:30:00', 5");
    insert("_Watchlist_vips", "'2025-01-01 00:00:00', 'ann', '2025-01-01 00:00:00', 6");
    insert("_Watchlist_vips", "'2025-01-01 00:00:00', 'cat', '2025-01-01 00:00:00', 7");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private void insert(String table, String values) throws SQLException {
    if (database
        .rows("SELECT 1 FROM duckdb_tables() WHERE table_name = '" + table + "'")
        .isEmpty()) {
      database.createTable(table, COLUMNS);
    }
    database.execute("INSERT INTO \"" + table + "\" VALUES (" + values + ")");
  }

  private static CompiledQuery compile(String query, RowScope scope) {
    return compile(query, new CompileOptions(NOW, null, scope, DataProbe.NONE));
  }

  private static CompiledQuery compile(String query, CompileOptions options) {
    return (CompiledQuery) KqlCompiler.compile(query, SCHEMA, options);
  }

  private List<String> users(CompiledQuery query) throws SQLException {
    return database.firstColumn(query.results().getFirst().sql()).stream().sorted().toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          A ~ A ~ bob,cat
          A | join kind=inner (B) on User ~ A ~ bob
          B | join kind=inner (A) on User ~ B ~ ann,bob
          union A, B ~ A,B ~ ann,bob,bob,cat
          A | where User in ((B | project User)) ~ A ~ bob
          A | extend n = toscalar(B | count) | where n == 2 ~ A ~ bob,cat
          let b = B; b | union (A) ~ A,B ~ ann,bob,bob,cat
          let a = A; a | join kind=leftanti (a | where User == 'cat') on User ~ A ~ bob
          A | lookup kind=inner B on User ~ A ~ bob
          A | where User in ((_GetWatchlist('vips') | project User)) ~ A ~ cat
          """)
  void onlyDrivingTablesAreBoundFromBelow(String query, String driving, String users)
      throws SQLException {
    CompiledQuery compiled = compile(query + " | project User", new RowScope(1L, null, null));
    assertThat(compiled.drivingTables()).containsExactlyInAnyOrder(driving.split(","));
    assertThat(users(compiled)).containsExactly(users.split(","));
  }

  @Test
  void allTablesAreBoundFromAbove() throws SQLException {
    assertThat(users(compile("union A, B | project User", new RowScope(null, 4L, null))))
        .containsExactly("ann", "ann", "bob", "cat");
    assertThat(
            users(
                compile(
                    "A | where User in ((B | project User)) | project User",
                    new RowScope(0L, 4L, null))))
        .containsExactly("ann");
  }

  @Test
  void allTablesAreBoundByWhenTheyWereStored() throws SQLException {
    RowScope scope = new RowScope(null, null, Instant.parse("2026-01-15T10:00:00Z"));
    assertThat(users(compile("union A, B | project User", scope)))
        .containsExactly("bob", "bob", "cat");
  }

  @Test
  void watchlistsAreSeenWhole() throws SQLException {
    CompiledQuery query =
        compile(
            "_GetWatchlist('vips') | project User",
            new CompileOptions(
                NOW,
                new CompileOptions.TimeRange(Instant.parse("2026-01-15T10:30:00Z"), NOW),
                new RowScope(100L, 5L, NOW),
                DataProbe.NONE));
    assertThat(users(query)).containsExactly("ann", "cat");
    assertThat(query.tables()).containsExactly("_Watchlist_vips");
    assertThat(query.drivingTables()).isEmpty();
  }

  @Test
  void theTimeRangeBindsQueriesThatDoNotFilterTime() throws SQLException {
    CompileOptions options =
        new CompileOptions(
            NOW,
            new CompileOptions.TimeRange(
                Instant.parse("2026-01-15T10:00:00Z"), Instant.parse("2026-01-15T11:00:00Z")),
            RowScope.ALL,
            DataProbe.NONE);
    assertThat(users(compile("A | project User", options))).containsExactly("bob");
    assertThat(users(compile("A | where TimeGenerated > ago(1d) | project User", options)))
        .containsExactly("ann", "bob", "cat");
    assertThat(
            users(
                compile(
                    "A | where User in ((_GetWatchlist('vips') | where TimeGenerated < now()"
                        + " | project User)) | project User",
                    options)))
        .as("a filter of the watchlist's own time is none of the events'")
        .isEmpty();
  }

  @Test
  void anOpenTimeRangeBindsOneSide() throws SQLException {
    CompileOptions from =
        new CompileOptions(
            NOW,
            new CompileOptions.TimeRange(Instant.parse("2026-01-15T10:00:00Z"), null),
            RowScope.ALL,
            DataProbe.NONE);
    assertThat(users(compile("A | project User", from))).containsExactly("bob", "cat");
  }

  @Test
  void theProbeIsAskedForColumnsThatDependOnData() throws SQLException {
    CompileOptions options = new CompileOptions(NOW, null, RowScope.ALL, database::firstColumn);
    assertThat(
            compile("A | project User, N = 1 | evaluate pivot(User, count(), N)", options)
                .results()
                .getFirst()
                .columns())
        .extracting(Column::name)
        .containsExactly("N", "ann", "bob", "cat");
    CompileOptions scoped =
        new CompileOptions(NOW, null, new RowScope(1L, null, null), database::firstColumn);
    assertThat(
            compile("A | project User, N = 1 | evaluate pivot(User, count(), N)", scoped)
                .results()
                .getFirst()
                .columns())
        .as("the probe sees what the query sees")
        .extracting(Column::name)
        .containsExactly("N", "bob", "cat");
  }
}
