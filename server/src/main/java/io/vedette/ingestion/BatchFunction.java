package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import io.vedette.query.TextVector;
import java.sql.SQLException;
import java.util.ArrayList;
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

  /** What the statement under way reads; null between statements. */
  private volatile @Nullable Feed feed;

  /** Batches that end at the first null, and the columns to make of them. */
  private static final class Feed {
    private final List<Column> columns;
    private final Supplier<@Nullable Numbered> batches;
    private @Nullable Numbered batch;
    private List<ColumnValues> values = List.of();
    private int taken;

    Feed(List<Column> columns, Supplier<@Nullable Numbered> batches) {
      this.columns = columns;
      this.batches = batches;
    }

    /** The next rows, up to so many; null at the end. */
    @Nullable Piece next(int most) {
      while (batch == null || taken == batch.batch().rows()) {
        batch = batches.get();
        if (batch == null) {
          return null;
        }
        taken = 0;
        values = batch.batch().valuesOf(columns);
      }
      int count = Math.min(most, batch.batch().rows() - taken);
      Piece piece = new Piece(batch.firstSequence() + taken, values, taken, count);
      taken += count;
      return piece;
    }
  }

  /**
   * Some rows of one batch.
   *
   * @param values of each stored column
   * @param first the first of the rows, and how many they are
   */
  private record Piece(long firstSequence, List<ColumnValues> values, int first, int size) {}

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
        try (DuckDBLogicalType type =
            DuckDBLogicalType.decimal(ScalarType.DECIMAL_DIGITS, ScalarType.DECIMAL_SCALE)) {
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
    List<Piece> pieces = new ArrayList<>();
    int filled = 0;
    // Half full is enough: waiting for the next piece of a load may take long.
    while (filled < room / 2) {
      Piece piece = open.next(room - filled);
      if (piece == null) {
        break;
      }
      pieces.add(piece);
      filled += piece.size();
    }
    number(pieces, out.vector(0));
    for (int column = 0; column < open.columns.size(); column++) {
      fill(pieces, filled, column, open.columns.get(column).type(), out.vector(column + 1));
    }
    return filled;
  }

  private static void number(List<Piece> pieces, DuckDBWritableVector sequence) {
    int at = 0;
    for (Piece piece : pieces) {
      for (int row = 0; row < piece.size(); row++) {
        sequence.setLong(at++, piece.firstSequence() + row);
      }
    }
  }

  private static void fill(
      List<Piece> pieces, int rows, int column, ScalarType type, DuckDBWritableVector vector) {
    switch (type) {
      case STRING, GUID, DYNAMIC -> fillTexts(pieces, rows, column, vector);
      case BOOL, INT, LONG, DATETIME, TIMESPAN, REAL, DECIMAL -> {
        int at = 0;
        for (Piece piece : pieces) {
          switch (piece.values().get(column)) {
            case NumberValues values -> values.copyTo(vector, at, piece.first(), piece.size());
            case DecimalValues values -> values.copyTo(vector, at, piece.first(), piece.size());
            case TextValues _ -> throw new IllegalStateException(type + " is no text");
          }
          at += piece.size();
        }
      }
    }
  }

  private static void fillTexts(
      List<Piece> pieces, int rows, int column, DuckDBWritableVector vector) {
    try (TextVector texts = new TextVector(rows)) {
      int at = 0;
      for (Piece piece : pieces) {
        ((TextValues) piece.values().get(column)).copyTo(texts, at, piece.first(), piece.size());
        at += piece.size();
      }
      texts.giveTo(vector);
    }
  }
}
