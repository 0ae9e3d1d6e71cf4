package io.vedette.connectors.rdp.remote;

import io.vedette.connectors.windows.TableRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Rows that were lost while the buffer took no more.
 *
 * @param since when the first was lost
 * @param until when the last was lost
 */
record LostRows(long rows, Instant since, Instant until) {
  /** The table in which operators look for it. */
  static final String TABLE = "SentinelHealth";

  LostRows and(long more, Instant now) {
    return new LostRows(rows + more, since, now);
  }

  /** Tells the operator. Its identifier is the same whenever the same loss is told. */
  TableRow row(Instant now) {
    String id = since + "/" + rows + "/" + until;
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("TimeGenerated", now);
    row.put("OperationName", "Data fetch status change");
    row.put("Status", "Failure");
    row.put("Reason", "BufferFull");
    row.put(
        "Description",
        "%d rows were lost between %s and %s: the sensor's buffer was full, or its disk."
            .formatted(rows, since, until));
    row.put(
        "ExtendedProperties",
        Map.of("LostRows", rows, "Since", since.toString(), "Until", until.toString()));
    row.put("RecordId", UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
    return new TableRow(TABLE, row);
  }
}
