package io.vedette.connectors.files;

import io.vedette.connectors.windows.TableRow;
import io.vedette.kql.types.ScalarType;
import io.vedette.workspace.ColumnDefinition;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Workspace;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Moves the times of rows by one and the same distance. Safe on many threads. */
final class TimeShift {
  private static final String TIME = "TimeGenerated";

  /** When a row was read does not move with it. */
  private static final Set<String> FIXED = Set.of("TimeCollected", "_TimeReceived");

  private final Workspace workspace;
  private final Duration distance;
  private final Map<String, List<String>> columns = new ConcurrentHashMap<>();

  TimeShift(Workspace workspace, Duration distance) {
    this.workspace = workspace;
    this.distance = distance;
  }

  /** Whether times stay as they are. */
  boolean isNone() {
    return distance.isZero();
  }

  /** The row's values with all its columns of type datetime moved. */
  Map<String, Object> shifted(TableRow row) {
    if (distance.isZero()) {
      return row.values();
    }
    Map<String, Object> values = new LinkedHashMap<>(row.values());
    for (String column : columns.computeIfAbsent(row.table(), this::timeColumns)) {
      Instant time = instant(values.get(column));
      if (time != null) {
        values.put(column, time.plus(distance));
      }
    }
    return values;
  }

  private List<String> timeColumns(String table) {
    TableDefinition definition = workspace.table(table);
    if (definition == null) {
      return List.of(TIME);
    }
    return definition.columns().stream()
        .filter(column -> column.type() == ScalarType.DATETIME)
        .map(ColumnDefinition::name)
        .filter(column -> !FIXED.contains(column))
        .toList();
  }

  /** When the row happened, or null. */
  static @Nullable Instant time(TableRow row) {
    return instant(row.values().get(TIME));
  }

  /** A time as instant or ISO 8601 text, UTC without an offset; null when it is none. */
  static @Nullable Instant instant(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (!(value instanceof String text) || text.length() < 16) {
      return null;
    }
    String iso = text.strip().replace(' ', 'T');
    try {
      boolean offset = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > 10;
      return offset
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
