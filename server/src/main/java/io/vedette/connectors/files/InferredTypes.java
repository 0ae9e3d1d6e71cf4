package io.vedette.connectors.files;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the columns of a new custom table the types that its first rows suggest: text that is a
 * time becomes datetime, and in CSV, where all is text, whole and other numbers and true and false
 * find their types.
 */
final class InferredTypes {
  private static final int LOOKED_AT = 1_000;

  private final Workspace workspace;

  InferredTypes(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Defines the table if it is a custom table that does not exist yet. */
  void define(String table, List<Map<String, Object>> rows) {
    if (!table.endsWith("_CL") || workspace.table(table) != null) {
      return;
    }
    List<Map<String, Object>> first = rows.subList(0, Math.min(rows.size(), LOOKED_AT));
    boolean textOnly =
        first.stream().allMatch(row -> row.values().stream().allMatch(String.class::isInstance));
    Map<String, ScalarType> types = new LinkedHashMap<>();
    for (Map<String, Object> row : first) {
      row.forEach((name, value) -> types.merge(name, type(value, textOnly), InferredTypes::common));
    }
    List<Column> columns = new ArrayList<>();
    types.forEach(
        (name, type) -> {
          if (Workspace.isColumnName(name) && columns.size() < Workspace.COLUMNS_PER_TABLE - 10) {
            columns.add(new Column(name, type));
          }
        });
    try {
      workspace.defineCustomTable(table, columns);
    } catch (IllegalArgumentException e) {
      // Not a legal table; ingestion refuses its rows for the same reason, which the report says.
    }
  }

  private static ScalarType type(Object value, boolean textOnly) {
    return switch (value) {
      case Boolean _ -> ScalarType.BOOL;
      case Integer _ -> ScalarType.LONG;
      case Long _ -> ScalarType.LONG;
      case Number _ -> ScalarType.REAL;
      case Map<?, ?> _ -> ScalarType.DYNAMIC;
      case Collection<?> _ -> ScalarType.DYNAMIC;
      default -> ofText(value.toString(), textOnly);
    };
  }

  private static ScalarType ofText(String text, boolean textOnly) {
    if (TimeShift.instant(text) != null) {
      return ScalarType.DATETIME;
    }
    if (!textOnly) {
      return ScalarType.STRING;
    }
    if (text.matches("-?\\d{1,18}")) {
      return ScalarType.LONG;
    }
    if (text.matches("-?\\d{1,18}\\.\\d{1,18}")) {
      return ScalarType.REAL;
    }
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
        ? ScalarType.BOOL
        : ScalarType.STRING;
  }

  private static ScalarType common(ScalarType one, ScalarType other) {
    if (one == other) {
      return one;
    }
    boolean numbers =
        (one == ScalarType.LONG || one == ScalarType.REAL)
            && (other == ScalarType.LONG || other == ScalarType.REAL);
    return numbers ? ScalarType.REAL : ScalarType.STRING;
  }
}
