package io.vedette.workspace;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables that come with the product, and readers for their description files. */
public final class TableCatalog {
  private static final String FOLDER = "vedette/tables";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, TableDefinition> tables;

  private TableCatalog(Map<String, TableDefinition> tables) {
    this.tables = Collections.unmodifiableMap(tables);
  }

  /** The tables whose descriptions lie on the class path under {@code vedette/tables/}. */
  public static TableCatalog fromClassPath() {
    Map<String, TableDefinition> tables = new TreeMap<>();
    try {
      for (URL file : filesOnClassPath()) {
        try (InputStream stream = file.openStream()) {
          TableDefinition table = definition(JSON.readTree(stream));
          tables.put(table.name(), table);
        }
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("table descriptions cannot be read from the class path", e);
    }
    return new TableCatalog(tables);
  }

  /** A catalog of exactly these tables. */
  public static TableCatalog of(List<TableDefinition> definitions) {
    Map<String, TableDefinition> tables = new TreeMap<>();
    definitions.forEach(table -> tables.put(table.name(), table));
    return new TableCatalog(tables);
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
      tables.add(new TableDefinition(name, "", "Given", columns, false));
    }
    return tables;
  }

  /** All tables by name. */
  public Map<String, TableDefinition> tables() {
    return tables;
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
    List<ColumnDefinition> columns = new ArrayList<>();
    for (JsonNode column : table.path("columns")) {
      columns.add(
          new ColumnDefinition(
              column.path("name").asString(),
              type(column.path("type").asString()),
              column.path("description").asString("")));
    }
    String name = table.path("name").asString();
    return new TableDefinition(
        name,
        table.path("description").asString(""),
        table.path("group").asString("Other"),
        columns,
        name.endsWith(TableDefinition.CUSTOM_SUFFIX));
  }

  static List<Column> columns(JsonNode list) {
    List<Column> columns = new ArrayList<>();
    for (JsonNode column : list) {
      columns.add(new Column(column.path("name").asString(), type(column.path("type").asString())));
    }
    return columns;
  }

  private static List<URL> filesOnClassPath() throws IOException, URISyntaxException {
    List<URL> files = new ArrayList<>();
    ClassLoader loader = TableCatalog.class.getClassLoader();
    for (URL folder : Collections.list(loader.getResources(FOLDER))) {
      if (folder.openConnection() instanceof JarURLConnection jar) {
        jar.getJarFile().stream()
            .map(entry -> entry.getName())
            .filter(name -> name.startsWith(FOLDER + "/") && name.endsWith(".json"))
            .map(loader::getResource)
            .forEach(files::add);
      } else {
        try (Stream<Path> listed = Files.list(Path.of(folder.toURI()))) {
          listed
              .filter(path -> path.toString().endsWith(".json"))
              .sorted()
              .map(TableCatalog::url)
              .forEach(files::add);
        }
      }
    }
    return files;
  }

  private static URL url(Path path) {
    try {
      URI uri = path.toUri();
      return uri.toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
