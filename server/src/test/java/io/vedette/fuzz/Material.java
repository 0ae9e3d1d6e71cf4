package io.vedette.fuzz;

import io.vedette.kql.Compilation;
import io.vedette.kql.CompileOptions;
import io.vedette.kql.KqlCompiler;
import io.vedette.kql.WorkspaceFunction;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import io.vedette.workspace.FunctionFile;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What queries are made of: those of the spec files and, where the shared test data is there, real
 * rules and the documentation's examples, with the tables and functions that they name.
 */
record Material(List<String> queries, FuzzSchema schema) {
  /** A table with two columns of each type. */
  static final String THINGS = "Things";

  private static final Pattern TABLE = Pattern.compile("table (\\w+) \\((.*:.*)\\)");

  /** Longer ones take most of the time and say little more. */
  private static final int LONGEST = 6_000;

  static Material ofSpecFiles() {
    return new Reader().specs().material();
  }

  /** With the rules and examples that lie in the folder, if they do. */
  static Material withShared(Path shared) throws IOException {
    Reader reader = new Reader().specs();
    if (Files.isDirectory(shared.resolve("rules"))) {
      reader.shared(shared);
    }
    return reader.material();
  }

  private static final class Reader {
    private final List<String> queries = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final Map<String, Map<String, ScalarType>> tables = new TreeMap<>();
    private final Map<String, WorkspaceFunction> functions = new TreeMap<>();

    Reader() {
      Map<String, ScalarType> things = new LinkedHashMap<>();
      things.put("TimeGenerated", ScalarType.DATETIME);
      for (ScalarType type : ScalarType.values()) {
        things.put(type.kustoName() + "1", type);
        things.put(type.kustoName() + "2", type);
      }
      tables.put(THINGS, things);
    }

    Reader specs() {
      try (Stream<Path> files = Files.list(specFolder())) {
        for (Path file : files.filter(f -> f.toString().endsWith(".kql-spec")).sorted().toList()) {
          spec(Files.readAllLines(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return this;
    }

    private static Path specFolder() {
      Path folder = Path.of("").toAbsolutePath();
      while (!Files.exists(folder.resolve("kql/pom.xml"))) {
        folder = Objects.requireNonNull(folder.getParent(), "not inside the project");
      }
      return folder.resolve("kql/src/test/resources/spec");
    }

    /** The query of a case stands between its source and the dashes. */
    private void spec(List<String> lines) {
      StringBuilder query = null;
      for (String line : lines) {
        Matcher table = TABLE.matcher(line);
        if (line.startsWith("// source: ")) {
          query = new StringBuilder();
        } else if (line.startsWith("---") && query != null) {
          queries.add(query.toString().strip());
          query = null;
        } else if (query != null) {
          query.append(line).append('\n');
        } else if (table.matches()) {
          Map<String, ScalarType> columns =
              tables.computeIfAbsent(table.group(1), name -> new LinkedHashMap<>());
          for (String column : table.group(2).split(", *", -1)) {
            int colon = column.indexOf(':');
            String type = column.substring(colon + 1).strip().toUpperCase(Locale.ROOT);
            columns.putIfAbsent(column.substring(0, colon).strip(), ScalarType.valueOf(type));
          }
        }
      }
    }

    void shared(Path shared) throws IOException {
      for (String file : List.of("rules/queries.jsonl", "kql/docs-cases.jsonl")) {
        for (String line : Files.readAllLines(shared.resolve(file))) {
          String query = JsonMapper.shared().readTree(line).path("query").asString();
          if (query.length() <= LONGEST) {
            others.add(query);
          }
        }
      }
      TableCatalog shipped = TableCatalog.fromClassPath();
      for (TableDefinition table : TableCatalog.readSchemas(shared.resolve("rules/schemas.json"))) {
        TableDefinition known = shipped.table(table.name());
        if (known != null && known.common()) {
          tables.put(table.name(), storable(table.plainColumns()));
        }
      }
      for (WorkspaceFunction f : FunctionFile.read(shared.resolve("rules/functions.json"))) {
        functions.put(f.name(), f);
      }
    }

    /** Nothing else of such a query would ever be reached. */
    private static boolean namesOthersTables(String query, FuzzSchema schema) {
      CompileOptions options = CompileOptions.at(Instant.EPOCH);
      return KqlCompiler.compile(query, schema, options) instanceof Compilation.Rejected;
    }

    /** Of columns that differ in case only, the database stores one. */
    private static Map<String, ScalarType> storable(List<Column> columns) {
      Map<String, ScalarType> storable = new LinkedHashMap<>();
      Set<String> seen = new HashSet<>();
      for (Column column : columns) {
        if (seen.add(column.name().toLowerCase(Locale.ROOT))) {
          storable.put(column.name(), column.type());
        }
      }
      return storable;
    }

    Material material() {
      Map<String, TableSchema> schemas = new TreeMap<>();
      tables.forEach(
          (name, columns) ->
              schemas.put(
                  name,
                  new TableSchema(
                      name,
                      columns.entrySet().stream()
                          .map(c -> new Column(c.getKey(), c.getValue()))
                          .toList(),
                      true,
                      columns.keySet(),
                      Map.of())));
      FuzzSchema schema = new FuzzSchema(schemas, functions);
      others.removeIf(query -> namesOthersTables(query, schema));
      queries.addAll(others);
      return new Material(List.copyOf(queries), schema);
    }
  }
}
