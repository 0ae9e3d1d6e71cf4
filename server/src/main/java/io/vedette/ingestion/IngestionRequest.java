package io.vedette.ingestion;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one table.
 *
 * @param source who delivers them, for the ledger, such as the connector's name
 * @param table the table's name, exact case
 * @param rows values by column name: Boolean, numbers, String, Instant, Duration, UUID, Map and
 *     List (for dynamic); a missing column and null are the same
 */
public record IngestionRequest(
    String source, String table, List<? extends Map<String, ? extends @Nullable Object>> rows) {}
