package io.vedette.query;

import io.vedette.kql.functions.JavaFunction;
import io.vedette.kql.running.Interruption;
import io.vedette.kql.types.ScalarType;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Makes the compiler's Java functions callable from SQL, a vector of rows at a time. */
final class JavaFunctions {
  /**
   * The most text that a function gives for one vector of rows: the engine does not count it
   * against its memory until the vector goes on.
   */
  private static final long MOST_CHARACTERS = 256L << 20;

  private JavaFunctions() {}

  static void register(DuckDBConnection connection, List<JavaFunction> functions)
      throws SQLException {
    for (JavaFunction function : functions) {
      try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
        builder.withName(function.sqlName());
        for (ScalarType parameter : function.parameters()) {
          builder.withParameter(columnType(parameter));
        }
        builder.withReturnType(columnType(function.result()));
        builder.withVectorizedFunction((input, output) -> apply(function, input, output));
        builder.register(connection);
      }
    }
  }

  private static DuckDBColumnType columnType(ScalarType type) {
    return switch (type) {
      case BOOL -> DuckDBColumnType.BOOLEAN;
      case INT -> DuckDBColumnType.INTEGER;
      case LONG, DATETIME, TIMESPAN -> DuckDBColumnType.BIGINT;
      case REAL -> DuckDBColumnType.DOUBLE;
      case DECIMAL, STRING, GUID, DYNAMIC -> DuckDBColumnType.VARCHAR;
    };
  }

  private static void apply(
      JavaFunction function, DuckDBDataChunkReader input, DuckDBWritableVector output) {
    switch (function.result()) {
      case BOOL, INT, LONG, DATETIME, TIMESPAN, REAL ->
          each(function, input, (value, row) -> write(output, function.result(), row, value));
      case DECIMAL, STRING, GUID, DYNAMIC -> {
        try (TextVector texts = new TextVector(input.rowCount())) {
          TextBound bound = new TextBound(function);
          each(function, input, (value, row) -> texts.set(row, bound.text(value)));
          texts.giveTo(output);
        }
      }
    }
  }

  private static void each(
      JavaFunction function, DuckDBDataChunkReader input, ObjLongConsumer<@Nullable Object> sink) {
    int arity = function.parameters().size();
    DuckDBReadableVector[] vectors = new DuckDBReadableVector[arity];
    for (int i = 0; i < arity; i++) {
      vectors[i] = input.vector(i);
    }
    @Nullable Object[] arguments = new @Nullable Object[arity];
    long rows = input.rowCount();
    for (long row = 0; row < rows; row++) {
      // The engine itself looks only between vectors, and one of long values takes seconds. Its own
      // threads do not tell whose vectors they work on.
      Interruption.check();
      for (int i = 0; i < arity; i++) {
        arguments[i] = read(vectors[i], function.parameters().get(i), row);
      }
      sink.accept(function.implementation().apply(arguments), row);
    }
  }

  /** Counts the texts of one vector. */
  private static final class TextBound {
    private final JavaFunction function;
    private long characters;

    TextBound(JavaFunction function) {
      this.function = function;
    }

    @Nullable String text(@Nullable Object value) {
      if (value == null) {
        return null;
      }
      String text = value.toString();
      characters += text.length();
      if (characters > MOST_CHARACTERS) {
        throw new IllegalStateException(EventDatabase.OUT_OF_MEMORY + " in " + function.sqlName());
      }
      return text;
    }
  }

  private static @Nullable Object read(DuckDBReadableVector vector, ScalarType type, long row) {
    if (vector.isNull(row)) {
      return null;
    }
    return switch (type) {
      case BOOL -> vector.getBoolean(row);
      case INT -> vector.getInt(row);
      case LONG, DATETIME, TIMESPAN -> vector.getLong(row);
      case REAL -> vector.getDouble(row);
      case DECIMAL, STRING, GUID, DYNAMIC -> vector.getString(row);
    };
  }

  private static void write(
      DuckDBWritableVector vector, ScalarType type, long row, @Nullable Object value) {
    if (value == null) {
      vector.setNull(row);
      return;
    }
    switch (type) {
      case BOOL -> vector.setBoolean(row, (Boolean) value);
      case INT -> vector.setInt(row, ((Number) value).intValue());
      case LONG, DATETIME, TIMESPAN -> vector.setLong(row, ((Number) value).longValue());
      case REAL -> vector.setDouble(row, ((Number) value).doubleValue());
      case DECIMAL, STRING, GUID, DYNAMIC ->
          throw new IllegalArgumentException(type + " goes as text");
    }
  }
}
