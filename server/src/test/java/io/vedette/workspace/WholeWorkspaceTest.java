package io.vedette.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.ingestion.IngestionSettings;
import io.vedette.kql.types.Column;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries over all tables of a workspace, of which most hold nothing. */
class WholeWorkspaceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

  private final Workspace workspace = Workspace.inMemory(TableCatalog.fromClassPath());
  private final EventDatabase database =
      EventDatabase.inMemory(new DatabaseSettings(512L << 20, 2));
  private final QueryEngine engine = new QueryEngine(database, workspace::schema, 2);
  private final Ingestion ingestion =
      new Ingestion(database, workspace, InstantSource.fixed(NOW), IngestionSettings.DEFAULT);

  @BeforeEach
  void fill() {
    ingest("SecurityEvent", Map.of("EventID", 4625, "TargetUserName", "bob"));
    ingest("SigninLogs", Map.of("UserPrincipalName", "bob@contoso.com", "ResultType", "0"));
  }

  private void ingest(String table, Map<String, ?> row) {
    ingestion.ingest(new IngestionRequest("test", table, List.of(row)));
  }

  @AfterEach
  void close() {
    engine.close();
    ingestion.close();
    database.close();
  }

  @Test
  void showsTheColumnsOfTablesWithRowsAlone() {
    ResultSet found = run("search \"bob\"");

    assertThat(found.rows()).hasSize(2);
    assertThat(found.columns().stream().map(Column::name))
        .contains("$table", "TargetUserName", "UserPrincipalName", "CommandLine")
        .doesNotContain("ProcessCommandLine", "SyslogMessage");
    assertThat(run("union * | take 1").columns()).hasSizeLessThan(400);
    assertThat(run("union * | distinct *").columns()).hasSizeLessThan(400);
    assertThat(
            run("union * | where Type !startswith 'Vedette' | summarize arg_max(TimeGenerated, *) by Type")
                .rows())
        .hasSize(2);
    assertThat(run("find \"bob\"").rows()).hasSize(2);
  }

  @Test
  void columnsOfTablesWithoutRowsCanBeNamed() {
    assertThat(
            run("union * | where ProcessCommandLine == '' and Type !startswith 'Vedette' | count")
                .rows())
        .containsExactly(new Object[] {2L});
    assertThat(
            run("union Si*, Sec*, Sys* | summarize arg_max(TimeGenerated, *) by Type | project SyslogMessage")
                .rows())
        .containsExactly(new Object[] {""}, new Object[] {""});
    assertThat(run("union Sec*, Device* | extend x = FolderPath | project x, FolderPath").columns())
        .hasSize(2);
  }

  @Test
  void whereNothingIsStoredAllColumnsAreShown() {
    assertThat(
            run("union Device*Events | where FolderPath has 'x'").columns().stream()
                .map(Column::name))
        .contains("FolderPath", "RemoteIP", "LogonType");
  }

  @Test
  void twoNamesInDifferentCaseAreOneColumn() {
    ingest("IdentityInfo", Map.of("AccountUPN", "bob@contoso.com"));

    assertThat(run("IdentityInfo | project AccountUPN, AccountUpn").rows())
        .containsExactly(new Object[] {"bob@contoso.com", "bob@contoso.com"});
  }

  @Test
  void namesTheWatchlists() {
    assertThat(run("_GetWatchlistAlias").rows()).isEmpty();
    workspace.noteWatchlist(new Watchlist("Servers 1", "Host", List.of("Host")));
    workspace.noteWatchlist(new Watchlist("Accounts", "Name", List.of("Name")));

    assertThat(run("_GetWatchlistAlias() | order by WatchlistAlias asc").rows())
        .containsExactly(new Object[] {"Accounts"}, new Object[] {"Servers 1"});
  }

  private ResultSet run(String kql) {
    QueryOutcome outcome = engine.run(QueryRequest.of(kql, NOW));
    assertThat(outcome).as(kql).isInstanceOf(QueryOutcome.Completed.class);
    return ((QueryOutcome.Completed) outcome).primary();
  }
}
