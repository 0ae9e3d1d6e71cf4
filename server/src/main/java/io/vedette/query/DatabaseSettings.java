package io.vedette.query;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of the event database.
 *
 * @param memoryBytes the most memory that the engine takes for data and running queries together
 * @param threads threads that queries share
 * @param spool the only folder whose files the engine may read, for bulk loads; null: none
 */
public record DatabaseSettings(long memoryBytes, int threads, @Nullable Path spool) {
  private static final long MEBIBYTE = 1L << 20;

  /** A third of the machine's memory (at least 512 MiB, at most 16 GiB), a thread a processor. */
  public static DatabaseSettings forThisMachine() {
    long machine = 4096 * MEBIBYTE;
    if (java.lang.management.ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      machine = system.getTotalMemorySize();
    }
    return new DatabaseSettings(
        Math.clamp(machine / 3, 512 * MEBIBYTE, 16384 * MEBIBYTE),
        Math.max(1, Runtime.getRuntime().availableProcessors()),
        null);
  }

  /** The same bounds with a folder for bulk loads. */
  public DatabaseSettings withSpool(Path folder) {
    return new DatabaseSettings(memoryBytes, threads, folder);
  }
}
