package io.vedette.connectors.files;

import io.vedette.connectors.windows.TableRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stores nothing and remembers the latest time. */
final class NewestTarget implements RowTarget {
  private @Nullable Instant newest;

  /** The latest time of some rows. */
  private final class Times implements Part {
    private @Nullable Instant latest;

    @Override
    public void add(TableRow row, long number) {
      latest = later(latest, TimeShift.time(row));
    }

    @Override
    public void refuse(long number, String reason) {}

    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public void handOn(FileLog log, Place place) {
      newest = later(newest, latest);
    }
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  @Override
  public Part part() {
    return new Times();
  }

  @Override
  public void flush() {}

  @Nullable Instant newest() {
    return newest;
  }
}
