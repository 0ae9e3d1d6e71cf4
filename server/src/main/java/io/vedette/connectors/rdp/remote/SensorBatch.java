package io.vedette.connectors.rdp.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sensor delivers in one request, as JSON.
 *
 * @param stream unique to the run of the sensor that wrote the rows; null for a report alone
 * @param number greater than those of all batches of the stream that were answered; a batch that is
 *     sent again has the same stream, number and rows
 * @param rows in the order in which they were made
 */
public record SensorBatch(
    @Nullable String stream, long number, @Nullable SensorReport report, List<SensorRow> rows) {
  public SensorBatch {
    rows = rows == null ? List.of() : List.copyOf(rows);
  }

  /** The path of the server that takes it. */
  public static final String PATH = "/api/sensors/batches";

  /** The most bytes that a batch may have as JSON. */
  public static final int MOST_BYTES = 8 << 20;

  /**
   * How a sensor is.
   *
   * @param computer that it passes for
   * @param waitingBytes of rows that are not delivered yet, this batch included
   * @param dropped rows that found the buffer full, since the sensor's start
   * @param setAside batches that the server refused, since the sensor's start
   */
  public record SensorReport(
      String computer, String version, long waitingBytes, long dropped, long setAside) {}
}
