package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one request, checked and in stored form.
 *
 * @param columns columns that at least one row has a value for
 * @param rows values in the order of the columns; a row may be shorter than the columns
 * @param refused rows that are not stored
 * @param warnings number of values that could not be kept as they came, by reason
 * @param bytes what the rows take in memory, roughly
 */
record Batch(
    String source,
    String table,
    List<Column> columns,
    List<@Nullable Object[]> rows,
    List<RefusedRow> refused,
    Map<String, Long> warnings,
    long bytes) {}
