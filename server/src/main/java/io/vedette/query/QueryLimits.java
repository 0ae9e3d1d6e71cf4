package io.vedette.query;

import java.time.Duration;

/**
 * What one query may take.
 *
 * @param time wall clock, waiting for its turn included
 * @param rows rows of all result tables together
 * @param bytes size of all results together, measured as UTF-16 text and 8 bytes a number
 * @param overflow what happens when the result has more rows or bytes
 * @param lane with whom it shares its turns
 */
public record QueryLimits(Duration time, long rows, long bytes, Overflow overflow, Lane lane) {

  /** A result that is too large. */
  public enum Overflow {
    /** Stop the query, as Kusto does. */
    STOP,
    /** Give the rows that fit and say that the result is cut. */
    CUT
  }

  /** Queries of one lane never wait for those of another. */
  public enum Lane {
    /** People and programs that ask. */
    INTERACTIVE,
    /** Analytics rules. */
    RULES
  }

  /** Kusto's defaults (Kusto documentation, "Query limits"): 10 min, 500,000 rows, 64 MiB. */
  public static final QueryLimits DEFAULT =
      new QueryLimits(Duration.ofMinutes(10), 500_000, 64L << 20, Overflow.STOP, Lane.INTERACTIVE);

  /** Kusto's defaults in the lane of analytics rules. */
  public static final QueryLimits RULE = DEFAULT.inLane(Lane.RULES);

  /** The same limits in another lane. */
  public QueryLimits inLane(Lane other) {
    return new QueryLimits(time, rows, bytes, overflow, other);
  }

  /** At most that many rows, the result cut rather than stopped. */
  public QueryLimits cutAfter(long most) {
    return new QueryLimits(time, Math.min(rows, most), bytes, Overflow.CUT, lane);
  }

  /** That many rows and bytes, more being an error. */
  public QueryLimits upTo(long mostRows, long mostBytes) {
    return new QueryLimits(time, mostRows, mostBytes, overflow, lane);
  }

  /** At most that long. */
  public QueryLimits within(Duration most) {
    return new QueryLimits(most, rows, bytes, overflow, lane);
  }
}
