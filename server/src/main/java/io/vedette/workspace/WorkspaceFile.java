package io.vedette.workspace;

import io.vedette.kql.WorkspaceFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file {@code workspace.json}: read whole, replaced whole, so that it is never half written.
 */
final class WorkspaceFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path file;

  WorkspaceFile(Path dataDirectory) {
    this.file = dataDirectory.resolve("workspace.json");
  }

  boolean exists() {
    return Files.exists(file);
  }

  WorkspaceState read() {
    JsonNode root = JSON.readTree(file);
    Map<String, TableDefinition> custom = new TreeMap<>();
    for (JsonNode table : root.path("customTables")) {
      TableDefinition definition = TableCatalog.definition(table);
      custom.put(definition.name(), definition);
    }
    Map<String, Integer> retention = new TreeMap<>();
    root.path("retentionDays")
        .properties()
        .forEach(entry -> retention.put(entry.getKey(), entry.getValue().asInt()));
    Map<String, Watchlist> watchlists = new TreeMap<>();
    for (JsonNode list : root.path("watchlists")) {
      List<String> columns = new ArrayList<>();
      list.path("columns").forEach(column -> columns.add(column.asString()));
      String alias = list.path("alias").asString();
      watchlists.put(alias, new Watchlist(alias, list.path("searchKey").asString(), columns));
    }
    Map<String, WorkspaceFunction> functions = new TreeMap<>();
    for (JsonNode function : root.path("functions")) {
      String name = function.path("name").asString();
      functions.put(
          name,
          new WorkspaceFunction(
              name, function.path("parameters").asString(), function.path("body").asString()));
    }
    return new WorkspaceState(
        UUID.fromString(root.path("id").asString()), custom, retention, watchlists, functions);
  }

  void write(WorkspaceState state) {
    ObjectNode root = JSON.createObjectNode();
    root.put("id", state.id().toString());
    ArrayNode tables = root.putArray("customTables");
    new TreeMap<>(state.custom()).values().forEach(table -> writeTable(tables.addObject(), table));
    ObjectNode retention = root.putObject("retentionDays");
    new TreeMap<>(state.retentionDays()).forEach(retention::put);
    ArrayNode watchlists = root.putArray("watchlists");
    for (Watchlist list : new TreeMap<>(state.watchlists()).values()) {
      ObjectNode node = watchlists.addObject();
      node.put("alias", list.alias()).put("searchKey", list.searchKey());
      ArrayNode columns = node.putArray("columns");
      list.columns().forEach(columns::add);
    }
    ArrayNode functions = root.putArray("functions");
    for (WorkspaceFunction function : new TreeMap<>(state.functions()).values()) {
      functions
          .addObject()
          .put("name", function.name())
          .put("parameters", function.parameters())
          .put("body", function.body());
    }
    replace(JSON.writeValueAsBytes(root));
  }

  private static void writeTable(ObjectNode node, TableDefinition table) {
    node.put("name", table.name()).put("description", table.description());
    node.put("group", table.group());
    ArrayNode columns = node.putArray("columns");
    for (ColumnDefinition column : table.columns()) {
      columns
          .addObject()
          .put("name", column.name())
          .put("type", column.type().kustoName())
          .put("description", column.description());
    }
  }

  private void replace(byte[] content) {
    Path fresh = file.resolveSibling("workspace.json.new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
