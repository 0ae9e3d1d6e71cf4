package io.vedette.ingestion;

/**
 * Bounds of ingestion.
 *
 * @param queuedBytes the most memory of rows that wait for their commit; more is refused
 * @param commitRows a commit begins no further request once it has that many rows
 * @param rowBytes the largest row
 */
public record IngestionSettings(long queuedBytes, int commitRows, int rowBytes) {
  /** 128 MiB waiting, 20,000 rows a commit, 4 MiB a row. */
  public static final IngestionSettings DEFAULT =
      new IngestionSettings(128L << 20, 20_000, 4 << 20);
}
