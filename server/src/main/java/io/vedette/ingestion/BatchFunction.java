package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Batches as a table function of the engine, which takes them column by column: half the work of
 * the appender for many rows, more for a few. One statement at a time can use it.
 */
final class BatchFunction implements DuckDBTableFunction<Object, Object, Object> {
  private static final String NAME = "vedette_batches";
  private static final int DECIMAL_DIGITS = 38;
  private static final int DECIMAL_SCALE = 17;

  /** What the statement under way reads; null between statements. */
  private volatile @Nullable Feed feed;

  /** Batches that end at the first null, and the columns to make of them. */
  private static final class Feed {
    private final List<Column> columns;
    private final Supplier<@Nullable Numbered> batches;
    private @Nullable Numbered batch;
    private int[] positions = {};
    private int taken;

    Feed(List<Column> columns, Supplier<@Nullable Numbered> batches) {
      this.columns = columns;
      this.batches = batches;
    }

    /** The batch that has rows left, or null at the end. */
    @Nullable Numbered current() {
      while (batch == null || taken == batch.batch().rows().size()) {
        batch = batches.get();
        if (batch == null) {
          return null;
        }
        taken = 0;
        positions = TableStore.positions(columns, batch.batch().columns());
      }
      return batch;
    }
  }

  private BatchFunction() {}

  static BatchFunction register(DuckDBConnection connection) throws SQLException {
    BatchFunction function = new BatchFunction();
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder.withName(NAME).withFunction(function).register(connection);
    }
    return function;
  }

  /** The text of a select of all the rows, hidden columns first. */
  static String select(List<Column> columns, long ingestionMicros) {
    StringBuilder sql = new StringBuilder("SELECT ").append(TableSchema.SEQUENCE);
    sql.append(", make_timestamp(").append(ingestionMicros).append("::BIGINT)");
    for (Column column : columns) {
      String name = TableStore.quoted(column.name());
      boolean time = column.type() == ScalarType.DATETIME;
      sql.append(", ").append(time ? "make_timestamp(" + name + ")" : name);
    }
    return sql.append(" FROM ").append(NAME).append("()").toString();
  }

  /** Lets the next statement read these; the supplier is called on one thread of the engine. */
  void begin(List<Column> columns, Supplier<@Nullable Numbered> batches) {
    feed = new Feed(List.copyOf(columns), batches);
  }

  void end() {
    feed = null;
  }

  private Feed feed() {
    Feed current = feed;
    if (current == null) {
      throw new IllegalStateException(NAME + " is for ingestion alone");
    }
    return current;
  }

  @Override
  public Object bind(DuckDBTableFunctionBindInfo info) throws SQLException {
    info.addResultColumn(TableSchema.SEQUENCE, DuckDBColumnType.BIGINT);
    for (Column column : feed().columns) {
      if (column.type() == ScalarType.DECIMAL) {
        try (DuckDBLogicalType type = DuckDBLogicalType.decimal(DECIMAL_DIGITS, DECIMAL_SCALE)) {
          info.addResultColumn(column.name(), type);
        }
      } else {
        info.addResultColumn(column.name(), type(column.type()));
      }
    }
    return this;
  }

  private static DuckDBColumnType type(ScalarType type) {
    return switch (type) {
      case BOOL -> DuckDBColumnType.BOOLEAN;
      case INT -> DuckDBColumnType.INTEGER;
      case LONG, DATETIME, TIMESPAN -> DuckDBColumnType.BIGINT;
      case REAL -> DuckDBColumnType.DOUBLE;
      case DECIMAL -> DuckDBColumnType.DECIMAL;
      case STRING, GUID, DYNAMIC -> DuckDBColumnType.VARCHAR;
    };
  }

  @Override
  public Object init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    return this;
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) {
    Feed open = feed();
    int room = (int) out.capacity();
    int filled = 0;
    while (filled < room / 2) {
      Numbered next = open.current();
      if (next == null) {
        break;
      }
      int count = Math.min(room - filled, next.batch().rows().size() - open.taken);
      fill(open, next, filled, count, out);
      filled += count;
      open.taken += count;
    }
    return filled;
  }

  private static void fill(
      Feed open, Numbered source, int at, int count, DuckDBDataChunkWriter out) {
    List<@Nullable Object[]> rows = source.batch().rows().subList(open.taken, open.taken + count);
    DuckDBWritableVector sequence = out.vector(0);
    for (int i = 0; i < count; i++) {
      sequence.setLong(at + i, source.firstSequence() + open.taken + i);
    }
    @Nullable Object[] cells = new @Nullable Object[count];
    for (int c = 0; c < open.columns.size(); c++) {
      int position = open.positions[c];
      for (int i = 0; i < count; i++) {
        @Nullable Object[] row = rows.get(i);
        cells[i] = position < 0 || position >= row.length ? null : row[position];
      }
      fill(out.vector(c + 1), open.columns.get(c).type(), at, cells);
    }
  }

  private static void fill(
      DuckDBWritableVector vector, ScalarType type, int at, @Nullable Object[] cells) {
    switch (type) {
      case STRING, GUID, DYNAMIC ->
          vector.setStrings(at, Arrays.copyOf(cells, cells.length, String[].class));
      case BOOL, INT, LONG, DATETIME, TIMESPAN, REAL, DECIMAL -> {
        for (int i = 0; i < cells.length; i++) {
          set(vector, type, at + i, cells[i]);
        }
      }
    }
  }

  private static void set(
      DuckDBWritableVector vector, ScalarType type, int row, @Nullable Object value) {
    if (value == null) {
      vector.setNull(row);
      return;
    }
    switch (type) {
      case BOOL -> vector.setBoolean(row, (Boolean) value);
      case INT -> vector.setInt(row, (Integer) value);
      case LONG, DATETIME, TIMESPAN -> vector.setLong(row, (Long) value);
      case REAL -> vector.setDouble(row, (Double) value);
      case DECIMAL -> vector.setBigDecimal(row, (BigDecimal) value);
      case STRING, GUID, DYNAMIC -> vector.setString(row, (String) value);
    }
  }
}
