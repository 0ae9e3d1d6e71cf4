package io.vedette.kql;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which stored rows a query may see, for runs that must be exact and repeatable.
 *
 * @param drivingAfter rows of the driving tables must have a greater {@code _Sequence}; null: no
 *     bound. The driving tables are those at the left end of the pipe: of {@code A | join (B)} it
 *     is A, of {@code union A, B} both.
 * @param through rows of all tables must have at most this {@code _Sequence}; null: no bound
 * @param ingestedAfter rows of all tables must have been stored later than this; null: no bound
 */
public record RowScope(
    @Nullable Long drivingAfter, @Nullable Long through, @Nullable Instant ingestedAfter) {
  /** Everything that is stored. */
  public static final RowScope ALL = new RowScope(null, null, null);
}
