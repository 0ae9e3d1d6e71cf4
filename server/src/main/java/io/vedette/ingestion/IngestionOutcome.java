package io.vedette.ingestion;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What became of a request. Except for {@link Overloaded} it is durable and in the ledger. */
public sealed interface IngestionOutcome {
  /**
   * Rows are stored and survive a crash.
   *
   * @param rows how many
   * @param firstSequence {@code _Sequence} of the first; the others follow without a gap
   * @param ingestionTime their {@code _IngestionTime}
   * @param refused rows that were not stored, if some were not
   * @param warnings how many values could not be kept as they came, by reason
   */
  record Stored(
      int rows,
      long firstSequence,
      long lastSequence,
      Instant ingestionTime,
      List<RefusedRow> refused,
      Map<String, Long> warnings)
      implements IngestionOutcome {
    public Stored {
      refused = List.copyOf(refused);
      warnings = Map.copyOf(warnings);
    }
  }

  /** What the request is known by was stored before; nothing was done. */
  record AlreadyStored() implements IngestionOutcome {}

  /**
   * Nothing was taken; the caller still has its rows and may send them again.
   *
   * @param retryAfter when it may be worth it
   * @param reason what is short
   */
  record Overloaded(Duration retryAfter, String reason) implements IngestionOutcome {}

  /** No row was stored. */
  record Refused(List<RefusedRow> rows) implements IngestionOutcome {
    public Refused {
      rows = List.copyOf(rows);
    }
  }
}
