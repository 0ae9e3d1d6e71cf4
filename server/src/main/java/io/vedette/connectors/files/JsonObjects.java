package io.vedette.connectors.files;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads objects as rows: a name that stands twice has its last value, one without a value is left
 * out. For one thread.
 */
final class JsonObjects {
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(LineChunks.LONGEST)
                          .maxNestingDepth(200)
                          .build())
                  .build())
          .build();

  private static final ObjectReader NESTED =
      JSON.readerFor(Object.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private String[] names = {};
  private @Nullable Object[] values = {};
  private RowNames last = RowNames.of(names);

  /** The object that the bytes from {@code start} up to {@code end} are, or null. */
  @Nullable Map<String, Object> read(byte[] bytes, int start, int end) {
    try (JsonParser parser = JSON.createParser(bytes, start, end - start)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, Object> object = read(parser);
      return parser.nextToken() == null ? object : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /** The object whose beginning the parser has just read; afterwards it has read its end. */
  Map<String, Object> read(JsonParser parser) {
    int count = 0;
    boolean asLast = true;
    for (String name = nextName(parser, 0); name != null; name = nextName(parser, count)) {
      if (count == names.length) {
        names = Arrays.copyOf(names, count * 2 + 8);
        values = Arrays.copyOf(values, count * 2 + 8);
      }
      asLast &= last.has(count, name);
      names[count] = name;
      parser.nextToken();
      values[count++] = value(parser);
    }
    if (!asLast || count != last.count()) {
      RowNames fresh = RowNames.of(Arrays.copyOf(names, count));
      if (fresh.areUnique()) {
        last = fresh;
      } else {
        return lastOfEach(count);
      }
    }
    return new SharedNamesRow(last, Arrays.copyOf(values, count));
  }

  /** The next name, or null at the object's end; the one that stood there last is read quickly. */
  private @Nullable String nextName(JsonParser parser, int position) {
    if (position >= last.count()) {
      return parser.nextName();
    }
    return parser.nextName(last.asJson(position))
        ? last.get(position)
        : parser.currentToken() == JsonToken.PROPERTY_NAME ? parser.currentName() : null;
  }

  private Map<String, Object> lastOfEach(int count) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Object value = values[i];
      if (value == null) {
        row.remove(names[i]);
      } else {
        row.put(names[i], value);
      }
    }
    return row;
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> NESTED.readValue(parser);
    };
  }
}
