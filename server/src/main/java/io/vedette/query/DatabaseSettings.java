package io.vedette.query;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the event database is opened.
 *
 * @param memoryBytes the most memory that the engine takes for data and running queries together
 * @param threads threads that queries share
 * @param geoData file of MaxMind's format that tells where IP addresses are, or null
 * @param checkpointBytes how long the log grows before it is written into the file
 */
public record DatabaseSettings(
    long memoryBytes, int threads, @Nullable Path geoData, long checkpointBytes) {
  private static final long MEBIBYTE = 1L << 20;
  private static final long CHECKPOINT_BYTES = 512 * MEBIBYTE;

  /** Without geographic data. */
  public DatabaseSettings(long memoryBytes, int threads) {
    this(memoryBytes, threads, null, CHECKPOINT_BYTES);
  }

  /** The same with geographic data. */
  public DatabaseSettings withGeoData(@Nullable Path file) {
    return new DatabaseSettings(memoryBytes, threads, file, checkpointBytes);
  }

  /** The same with another length of the log. */
  public DatabaseSettings withCheckpointBytes(long bytes) {
    return new DatabaseSettings(memoryBytes, threads, geoData, bytes);
  }

  /** A third of the machine's memory (at least 512 MiB, at most 16 GiB), a thread a processor. */
  public static DatabaseSettings forThisMachine() {
    long machine = 4096 * MEBIBYTE;
    if (java.lang.management.ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      machine = system.getTotalMemorySize();
    }
    return new DatabaseSettings(
        Math.clamp(machine / 3, 512 * MEBIBYTE, 16384 * MEBIBYTE),
        Math.max(1, Runtime.getRuntime().availableProcessors()));
  }
}
