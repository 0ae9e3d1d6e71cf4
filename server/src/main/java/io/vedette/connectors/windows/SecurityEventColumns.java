package io.vedette.connectors.windows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The columns of SecurityEvent that values of an event's data may fill. */
final class SecurityEventColumns {
  /** Columns that say something about the event as a whole, which its data must not overwrite. */
  private static final Set<String> RESERVED =
      Set.of(
          "Account",
          "AccountType",
          "Activity",
          "Channel",
          "Computer",
          "Correlation",
          "EventData",
          "EventID",
          "EventLevelName",
          "EventOriginId",
          "EventRecordId",
          "EventSourceName",
          "Keywords",
          "Level",
          "LogonTypeName",
          "ManagementGroupName",
          "Opcode",
          "Process",
          "SourceSystem",
          "SubjectAccount",
          "SystemProcessId",
          "SystemThreadId",
          "SystemUserId",
          "TargetAccount",
          "Task",
          "TenantId",
          "TimeCollected",
          "TimeGenerated",
          "Type",
          "Version");

  private static final Map<String, String> TYPES = load();

  private SecurityEventColumns() {}

  private static Map<String, String> load() {
    try (InputStream in =
        SecurityEventColumns.class.getResourceAsStream("/vedette/tables/SecurityEvent.json")) {
      if (in == null) {
        throw new IllegalStateException("the table SecurityEvent is not on the class path");
      }
      Map<String, String> types = new HashMap<>();
      for (JsonNode column : new JsonMapper().readTree(in).get("columns")) {
        String name = column.get("name").stringValue();
        if (!RESERVED.contains(name) && !name.startsWith("_")) {
          types.put(name, column.get("type").stringValue());
        }
      }
      return Map.copyOf(types);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A value as its column holds it, or null when there is no such column or the column's type
   * cannot hold it.
   */
  static @Nullable Object convert(String name, String value) {
    String type = TYPES.get(name);
    if (type == null) {
      return null;
    }
    return type.equals("int") ? integer(value) : value;
  }

  private static @Nullable Integer integer(String value) {
    String digits = value.strip();
    try {
      return digits.startsWith("0x")
          ? Integer.parseUnsignedInt(digits, 2, digits.length(), 16)
          : Integer.valueOf(digits);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
