package io.vedette;

import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.platform.AuditEntry;
import io.vedette.platform.AuditTrail;
import io.vedette.workspace.Workspace;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes audit entries as rows of SentinelAudit; what cannot be stored goes to the log. */
final class IngestedAuditTrail implements AuditTrail {
  private static final Logger LOG = LoggerFactory.getLogger(IngestedAuditTrail.class);
  private static final String TABLE = "SentinelAudit";
  private static final int TRIES = 5;

  private final Ingestion ingestion;
  private final Workspace workspace;
  private final InstantSource clock;

  IngestedAuditTrail(Ingestion ingestion, Workspace workspace, InstantSource clock) {
    this.ingestion = ingestion;
    this.workspace = workspace;
    this.clock = clock;
  }

  @Override
  public void record(AuditEntry entry) {
    IngestionRequest request = new IngestionRequest("Audit", TABLE, List.of(row(entry)));
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      switch (ingestion.ingest(request)) {
        case IngestionOutcome.Stored _ -> {
          return;
        }
        case IngestionOutcome.AlreadyStored _ -> {
          return;
        }
        case IngestionOutcome.Refused(var rows) -> {
          LOG.error("The audit entry {} was refused: {}", entry, rows);
          return;
        }
        case IngestionOutcome.Overloaded(var retryAfter, String reason) -> {
          if (attempt == TRIES || !waited(retryAfter.toMillis())) {
            LOG.error("The audit entry {} could not be stored: {}", entry, reason);
            return;
          }
        }
      }
    }
  }

  private Map<String, @Nullable Object> row(AuditEntry entry) {
    String id = workspace.id().toString();
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("TimeGenerated", clock.instant());
    row.put("CorrelationId", UUID.randomUUID().toString());
    row.put("OperationName", entry.operation());
    row.put("Status", entry.status());
    row.put("Description", entry.description());
    row.put("SentinelResourceType", entry.resourceType());
    row.put("SentinelResourceName", entry.resourceName());
    row.put("ExtendedProperties", entry.properties());
    row.put("SourceSystem", "Vedette");
    row.put("WorkspaceId", id);
    return row;
  }

  private static boolean waited(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
