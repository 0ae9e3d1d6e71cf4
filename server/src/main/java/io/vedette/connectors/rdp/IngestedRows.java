package io.vedette.connectors.rdp;

import io.vedette.connectors.windows.TableRow;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the rows of the server's own sensor in its tables.
 *
 * @param ingestion of the server
 */
record IngestedRows(Ingestion ingestion) implements RowStore {
  private static final Logger LOG = LoggerFactory.getLogger(IngestedRows.class);
  private static final String SOURCE = "rdp-sensor";

  /** How often rows are offered again to a store that is busy, before they are given up. */
  private static final int MOST_OFFERS = 30;

  @Override
  public void store(List<TableRow> rows) throws InterruptedException {
    Map<String, List<Map<String, Object>>> byTable = new LinkedHashMap<>();
    for (TableRow row : rows) {
      byTable.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row.values());
    }
    List<IngestionRequest> requests = new ArrayList<>();
    byTable.forEach((table, values) -> requests.add(new IngestionRequest(SOURCE, table, values)));
    for (IngestionOutcome outcome : ingestion.ingestPatiently(requests, MOST_OFFERS)) {
      if (!(outcome instanceof IngestionOutcome.Stored)) {
        LOG.warn("rows of the RDP sensor were not stored: {}", outcome);
      }
    }
  }
}
