package io.vedette;

import io.vedette.connectors.files.ExternalFiles;
import io.vedette.connectors.files.FileImport;
import io.vedette.connectors.files.Spool;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionSettings;
import io.vedette.ingestion.Upkeep;
import io.vedette.platform.AuditEntry;
import io.vedette.platform.AuditTrail;
import io.vedette.platform.Settings;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.query.RowCounts;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tables, rows and queries. */
@Configuration(proxyBeanMethods = false)
class WiringStore {
  private static final int QUERIES_PER_LANE = 4;

  @Bean
  Workspace workspace(Settings settings) {
    return Workspace.open(settings.dataDirectory(), TableCatalog.fromClassPath());
  }

  @Bean
  EventDatabase eventDatabase(OpeningStores stores) {
    return stores.events();
  }

  @Bean
  QueryEngine queryEngine(EventDatabase database, Workspace workspace, Settings settings) {
    return new QueryEngine(
        database,
        workspace::schema,
        QUERIES_PER_LANE,
        new ExternalFiles(settings.externalData(), ExternalFiles.Limits.DEFAULT));
  }

  @Bean
  RowCounts rowCounts(EventDatabase database) {
    return new RowCounts(database);
  }

  @Bean
  Ingestion ingestion(EventDatabase database, Workspace workspace, InstantSource clock) {
    return new Ingestion(database, workspace, clock, IngestionSettings.DEFAULT);
  }

  @Bean
  Upkeep upkeep(
      Ingestion ingestion,
      EventDatabase database,
      Workspace workspace,
      InstantSource clock,
      AuditTrail audit) {
    return new Upkeep(
        ingestion,
        database,
        workspace,
        clock,
        (table, rows) ->
            audit.record(
                new AuditEntry(
                    "Delete old rows",
                    "Success",
                    rows + " rows of " + table + " were older than the table keeps them.",
                    "Table",
                    table,
                    Map.of(
                        "Rows", Long.toString(rows),
                        "RetentionDays", Integer.toString(workspace.retentionDays(table))))));
  }

  @Bean
  FileImport fileImport(
      Settings settings, Workspace workspace, Ingestion ingestion, InstantSource clock) {
    return new FileImport(workspace, ingestion, Spool.in(settings.file("spool")), clock);
  }

  @Bean
  AuditTrail auditTrail(Ingestion ingestion, Workspace workspace, InstantSource clock) {
    return new IngestedAuditTrail(ingestion, workspace, clock);
  }
}
