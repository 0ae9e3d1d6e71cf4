package io.vedette.analytics;

import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores the outbox's rows through ingestion, each batch once. */
public final class OutboxDestination implements Outbox.Destination {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxDestination.class);
  private static final String SOURCE = "Vedette analytics";

  private final Ingestion ingestion;

  public OutboxDestination(Ingestion ingestion) {
    this.ingestion = ingestion;
  }

  @Override
  public @Nullable String storeOnce(
      String key, String table, List<Map<String, @Nullable Object>> rows) {
    return switch (ingestion.ingestOnce(key, new IngestionRequest(SOURCE, table, rows))) {
      case IngestionOutcome.Stored stored -> {
        if (!stored.refused().isEmpty() || !stored.warnings().isEmpty()) {
          LOG.warn("Rows of {} lost values: {} {}", table, stored.refused(), stored.warnings());
        }
        yield null;
      }
      case IngestionOutcome.AlreadyStored _ -> null;
      case IngestionOutcome.Overloaded overloaded -> overloaded.reason();
      case IngestionOutcome.Refused refused -> {
        // They would be refused again for ever and keep all others waiting.
        LOG.error("Rows of {} were refused and are dropped: {}", table, refused.rows());
        yield null;
      }
    };
  }
}
