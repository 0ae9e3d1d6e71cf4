package io.vedette.connectors.files;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to import.
 *
 * @param table the table of all rows, or null to find it for each row
 * @param shift added to the times of all rows, zero to leave them
 */
public record ImportOptions(@Nullable String table, Duration shift) {
  /** Tables found for each row, times as they are. */
  public static final ImportOptions DEFAULT = new ImportOptions(null, Duration.ZERO);
}
