package io.vedette.connectors.files;

import io.vedette.kql.ExternalRequest;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.query.ExternalSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Finds records in files and in them the values of columns, in the formats that Kusto names. */
final class ExternalRecords {
  private static final int LONGEST = 16 << 20;

  private static final Pattern NAME = Pattern.compile("\\.([\\w-]+)|\\['([^']+)']");

  private static final ObjectReader NODES =
      JsonObjects.JSON
          .readerFor(JsonNode.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final List<Column> columns;
  private final @Nullable String format;
  private final boolean ignoreFirst;
  private final List<List<String>> paths;

  private ExternalRecords(ExternalRequest request, List<List<String>> paths) {
    this.columns = request.columns();
    this.format = request.format();
    this.ignoreFirst = request.ignoreFirstRecord();
    this.paths = paths;
  }

  /**
   * A reader for the request.
   *
   * @throws IllegalArgumentException when its mapping cannot be used; the message says why
   */
  static ExternalRecords of(ExternalRequest request) {
    Map<String, List<String>> mapped = mapped(request.mapping());
    List<List<String>> paths = new ArrayList<>();
    for (Column column : request.columns()) {
      paths.add(mapped.getOrDefault(column.name(), List.of(column.name())));
    }
    return new ExternalRecords(request, paths);
  }

  /** The paths of an {@code ingestionMapping}: names below {@code $}. */
  private static Map<String, List<String>> mapped(@Nullable String mapping) {
    Map<String, List<String>> paths = new HashMap<>();
    if (mapping == null) {
      return paths;
    }
    try {
      for (JsonNode each : JsonObjects.JSON.readTree(mapping)) {
        String column = text(each, "column");
        JsonNode properties = child(each, "properties");
        String path = text(properties == null ? each : properties, "path");
        if (!path.matches("\\$(\\.[\\w-]+|\\['[^']+'])*")) {
          throw new IllegalArgumentException(
              "The path '" + path + "' in ingestionMapping is not of the form $.name.");
        }
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(path);
        while (name.find()) {
          names.add(name.group(1) != null ? name.group(1) : name.group(2));
        }
        paths.put(column, names);
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The ingestionMapping is no JSON.", e);
    }
    return paths;
  }

  private static @Nullable JsonNode child(JsonNode node, String name) {
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      if (each.getKey().equalsIgnoreCase(name)) {
        return each.getValue();
      }
    }
    return null;
  }

  private static String text(JsonNode node, String name) {
    JsonNode child = child(node, name);
    return child == null ? "" : child.asString("");
  }

  /**
   * Reads a file to its end.
   *
   * @param name tells the format where the query names none
   */
  void read(String name, InputStream in, ExternalSource.Rows rows)
      throws IOException, InterruptedException {
    try {
      switch (format == null ? formatOf(name) : format) {
        case "json", "multijson" -> json(in, rows);
        case "txt" -> lines(in, rows);
        case "raw" -> rows.add(row(List.of(all(in))));
        case "tsv" -> separated(in, '\t', rows);
        case "psv" -> separated(in, '|', rows);
        case "scsv" -> separated(in, ';', rows);
        default -> separated(in, ',', rows);
      }
    } catch (JacksonException e) {
      throw new IOException(name + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw e instanceof TooLargeException
          ? new IOException(name + " is too large: " + e.getMessage(), e)
          : e;
    }
  }

  private static String formatOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String ending = lower.substring(lower.lastIndexOf('.') + 1);
    return switch (ending) {
      case "json", "jsonl", "ndjson" -> "multijson";
      case "tsv", "psv", "txt", "raw" -> ending;
      default -> "csv";
    };
  }

  private void separated(InputStream in, char separator, ExternalSource.Rows rows)
      throws IOException, InterruptedException {
    CsvReader reader = new CsvReader(TextInput.open(in), separator);
    boolean skip = ignoreFirst;
    for (List<String> fields = reader.next(); fields != null; fields = reader.next()) {
      if (!skip && !(fields.size() == 1 && fields.getFirst().isEmpty())) {
        rows.add(row(fields));
      }
      skip = false;
    }
  }

  private void lines(InputStream in, ExternalSource.Rows rows)
      throws IOException, InterruptedException {
    Reader reader = TextInput.open(in);
    StringBuilder line = new StringBuilder();
    boolean skip = ignoreFirst;
    for (int c = reader.read(); ; c = reader.read()) {
      if (c >= 0 && c != '\n') {
        if (line.length() >= LONGEST) {
          throw new TooLargeException("a line longer than " + LONGEST + " characters");
        }
        line.append((char) c);
        continue;
      }
      String text = line.toString().replaceFirst("\r$", "");
      if (!skip && !text.isEmpty()) {
        rows.add(row(List.of(text)));
      }
      skip = false;
      line.setLength(0);
      if (c < 0) {
        return;
      }
    }
  }

  private static String all(InputStream in) throws IOException {
    Reader reader = TextInput.open(in);
    StringBuilder all = new StringBuilder();
    char[] part = new char[1 << 13];
    for (int n = reader.read(part); n >= 0; n = reader.read(part)) {
      if (all.length() + n > LONGEST) {
        throw new TooLargeException("more than " + LONGEST + " characters in one value");
      }
      all.append(part, 0, n);
    }
    return all.toString();
  }

  /** Values that stand one after the other, or in an array. */
  private void json(InputStream in, ExternalSource.Rows rows)
      throws IOException, InterruptedException {
    try (JsonParser parser = JsonObjects.JSON.createParser(TextInput.open(in))) {
      boolean skip = ignoreFirst;
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY && depth == 0) {
          depth = 1;
        } else if (token == JsonToken.END_ARRAY) {
          depth = 0;
        } else {
          JsonNode node = NODES.readValue(parser);
          if (!skip) {
            rows.add(row(node));
          }
          skip = false;
        }
      }
    }
  }

  private List<@Nullable String> row(JsonNode record) {
    List<@Nullable String> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      JsonNode value = record;
      for (String name : paths.get(i)) {
        value = value.path(name);
      }
      cells.add(cell(value, columns.get(i).type()));
    }
    return cells;
  }

  private static @Nullable String cell(JsonNode value, ScalarType type) {
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return type != ScalarType.DYNAMIC && value.isString() ? value.asString() : value.toString();
  }

  private List<@Nullable String> row(List<String> fields) {
    List<@Nullable String> cells = new ArrayList<>(Collections.nCopies(columns.size(), null));
    for (int i = 0; i < Math.min(columns.size(), fields.size()); i++) {
      String field = fields.get(i);
      boolean dynamic = columns.get(i).type() == ScalarType.DYNAMIC;
      cells.set(i, dynamic ? dynamic(field) : field);
    }
    return cells;
  }

  /** A field that is JSON stands for what it says, any other for its text. */
  private static @Nullable String dynamic(String field) {
    if (field.isBlank()) {
      return null;
    }
    try {
      return JsonObjects.JSON.readTree(field).toString();
    } catch (JacksonException e) {
      return JsonObjects.JSON.writeValueAsString(field);
    }
  }
}
