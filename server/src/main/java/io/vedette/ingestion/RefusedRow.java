package io.vedette.ingestion;

/**
 * A row that was not stored.
 *
 * @param index its position in the request, from 0; in a file the line, from 1
 * @param reason why, in few words; the ledger counts by it
 */
public record RefusedRow(long index, String reason) {}
