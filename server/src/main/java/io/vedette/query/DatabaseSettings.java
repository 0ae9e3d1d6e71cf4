package io.vedette.query;

/**
 * Bounds of the event database.
 *
 * @param memoryBytes the most memory that the engine takes for data and running queries together
 * @param threads threads that queries share
 */
public record DatabaseSettings(long memoryBytes, int threads) {
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
        Math.max(1, Runtime.getRuntime().availableProcessors()));
  }
}
