package io.vedette.connectors.files;

import io.vedette.connectors.windows.TableRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stores nothing and remembers the latest time. */
final class NewestTarget implements RowTarget {
  private @Nullable Instant newest;

  @Override
  public void add(TableRow row, FileLog log, String where) {
    Instant time = TimeShift.time(row);
    if (time != null && (newest == null || time.isAfter(newest))) {
      newest = time;
    }
  }

  @Override
  public void flush() {}

  @Nullable Instant newest() {
    return newest;
  }
}
