package io.vedette.workspace;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables that come with the product, and readers for their description files. A table's file is
 * read when the table is first asked for. Safe on many threads.
 */
public final class TableCatalog {
  private static final String FOLDER = "vedette/tables";
  private static final String FILE_ENDING = ".json";
  private static final String COLUMN_DESCRIPTIONS = "vedette/columns.json";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final SortedSet<String> names;
  private final Map<String, TableDefinition> read = new ConcurrentHashMap<>();
  private final Map<String, String> descriptions;

  private TableCatalog(Set<String> names, Map<String, String> descriptions) {
    this.names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    this.descriptions = descriptions;
  }

  /** The tables whose descriptions lie on the class path under {@code vedette/tables/}. */
  public static TableCatalog fromClassPath() {
    return OnClassPath.CATALOG;
  }

  /** One for the process: its tables never change. */
  private static final class OnClassPath {
    static final TableCatalog CATALOG = find();

    private static TableCatalog find() {
      try {
        return new TableCatalog(ContentFiles.names(FOLDER, FILE_ENDING), columnDescriptions());
      } catch (IOException | URISyntaxException e) {
        throw new IllegalStateException("table descriptions are not on the class path", e);
      }
    }
  }

  /** A catalog of exactly these tables. */
  public static TableCatalog of(List<TableDefinition> definitions) {
    Map<String, TableDefinition> tables = new HashMap<>();
    definitions.forEach(table -> tables.put(table.name(), table));
    TableCatalog catalog = new TableCatalog(tables.keySet(), Map.of());
    catalog.read.putAll(tables);
    return catalog;
  }

  /**
   * Reads tables from a JSON array of {@code {"Name", "Columns": [{"Name", "Type"}]}}, the shape of
   * Kusto's {@code .show schema}.
   *
   * @throws IllegalArgumentException when the file has another shape
   */
  public static List<TableDefinition> readSchemas(Path file) {
    List<TableDefinition> tables = new ArrayList<>();
    for (JsonNode table : JSON.readTree(file)) {
      List<ColumnDefinition> columns = new ArrayList<>();
      for (JsonNode column : table.path("Columns")) {
        columns.add(
            new ColumnDefinition(
                column.path("Name").asString(), type(column.path("Type").asString()), ""));
      }
      String name = table.path("Name").asString();
      if (name.isEmpty() || columns.isEmpty()) {
        throw new IllegalArgumentException(
            file + ": each table needs \"Name\" and a list of \"Columns\"");
      }
      tables.add(new TableDefinition(name, "", "Given", columns, false, true));
    }
    return tables;
  }

  /** The names of all tables. */
  public SortedSet<String> names() {
    return names;
  }

  /** The table of that exact name, or null. */
  public @Nullable TableDefinition table(String name) {
    return names.contains(name) ? read.computeIfAbsent(name, this::readTable) : null;
  }

  private TableDefinition readTable(String name) {
    String file = FOLDER + "/" + name + FILE_ENDING;
    try {
      return definition(resource(file), descriptions);
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException(file + " on the class path cannot be read", e);
    }
  }

  private static JsonNode resource(String file) throws IOException {
    try (InputStream stream = TableCatalog.class.getClassLoader().getResourceAsStream(file)) {
      if (stream == null) {
        throw new IOException(file + " is not on the class path");
      }
      return JSON.readTree(stream);
    }
  }

  /** What columns of one name hold in whatever table they are. */
  private static Map<String, String> columnDescriptions() throws IOException {
    Map<String, String> descriptions = new HashMap<>();
    resource(COLUMN_DESCRIPTIONS)
        .forEachEntry((name, text) -> descriptions.put(name, text.asString()));
    return descriptions;
  }

  static ScalarType type(String kustoName) {
    return switch (kustoName.toLowerCase(Locale.ROOT)) {
      case "bool", "boolean" -> ScalarType.BOOL;
      case "int" -> ScalarType.INT;
      case "long" -> ScalarType.LONG;
      case "real", "double" -> ScalarType.REAL;
      case "decimal" -> ScalarType.DECIMAL;
      case "string" -> ScalarType.STRING;
      case "datetime", "date" -> ScalarType.DATETIME;
      case "timespan", "time" -> ScalarType.TIMESPAN;
      case "guid", "uuid" -> ScalarType.GUID;
      case "dynamic" -> ScalarType.DYNAMIC;
      default -> throw new IllegalArgumentException("\"" + kustoName + "\" is no type of Kusto");
    };
  }

  static TableDefinition definition(JsonNode table) {
    return definition(table, Map.of());
  }

  /** A table as its file describes it; columns without a description there get the general one. */
  private static TableDefinition definition(JsonNode table, Map<String, String> descriptions) {
    List<ColumnDefinition> columns = new ArrayList<>();
    for (JsonNode column : table.path("columns")) {
      String name = column.path("name").asString();
      String general = descriptions.getOrDefault(name, "");
      columns.add(
          new ColumnDefinition(
              name,
              type(column.path("type").asString()),
              column.path("description").asString(general)));
    }
    String name = table.path("name").asString();
    return new TableDefinition(
        name,
        table.path("description").asString(""),
        table.path("group").asString("Other"),
        columns,
        name.endsWith(TableDefinition.CUSTOM_SUFFIX),
        table.path("common").asBoolean(false));
  }

  static List<Column> columns(JsonNode list) {
    List<Column> columns = new ArrayList<>();
    for (JsonNode column : list) {
      columns.add(new Column(column.path("name").asString(), type(column.path("type").asString())));
    }
    return columns;
  }
}
