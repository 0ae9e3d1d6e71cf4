package io.vedette.query;

import io.vedette.kql.CompiledQuery;
import io.vedette.kql.json.JsonValue;
import io.vedette.kql.types.ScalarType;
import io.vedette.query.QueryLimits.Overflow;
import io.vedette.query.QueryOutcome.Reason;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the results of one query on one connection, counting rows and bytes. */
final class QueryRun {
  private static final int CHECK_EVERY_ROWS = 1024;
  private static final int PROBED_VALUES = 10_000;
  private static final long NUMBER_BYTES = 8;

  private final Connection connection;
  private final RunningQuery query;
  private final QueryLimits limits;
  private long rows;
  private long bytes;
  private boolean truncated;

  QueryRun(Connection connection, RunningQuery query, QueryLimits limits) {
    this.connection = connection;
    this.query = query;
    this.limits = limits;
  }

  long rows() {
    return rows;
  }

  boolean isTruncated() {
    return truncated;
  }

  /**
   * From here on all statements read one snapshot. A single one does so by itself, and beginning
   * and ending a transaction takes longer than some queries.
   */
  private void holdSnapshot() throws SQLException {
    if (connection.getAutoCommit()) {
      connection.setAutoCommit(false);
    }
  }

  /** Lets the snapshot go. */
  void close() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  List<ResultSet> tables(CompiledQuery compiled) throws SQLException, QueryStoppedException {
    if (compiled.results().size() > 1) {
      holdSnapshot();
    }
    List<ResultSet> tables = new ArrayList<>();
    for (CompiledQuery.ResultTable table : compiled.results()) {
      tables.add(new ResultSet(table.name(), table.columns(), read(table), table.visualization()));
    }
    return tables;
  }

  /**
   * The first column as text, at most {@value #PROBED_VALUES} values. A probe that fails sees no
   * data; a fault in the query shows when it runs.
   */
  List<String> firstColumn(String sql) {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      holdSnapshot();
      query.running(statement);
      try (java.sql.ResultSet result = statement.executeQuery(sql)) {
        while (values.size() < PROBED_VALUES && result.next()) {
          String value = result.getString(1);
          if (value != null) {
            values.add(value);
          }
        }
      }
    } catch (SQLException e) {
      rollback();
    } catch (QueryStoppedException e) {
      return List.of();
    } finally {
      query.paused();
    }
    return values;
  }

  /** An error ends the transaction; what follows needs a fresh one. */
  private void rollback() {
    try {
      close();
    } catch (SQLException e) {
      throw new EventDatabaseException("the event database does not answer", e);
    }
  }

  private List<@Nullable Object[]> read(CompiledQuery.ResultTable table)
      throws SQLException, QueryStoppedException {
    List<@Nullable Object[]> cells = new ArrayList<>();
    @Nullable Object[] constants = constants(table);
    int[] read =
        IntStream.range(0, constants.length)
            .filter(i -> !table.constants().containsKey(i))
            .toArray();
    try (Statement statement = connection.createStatement()) {
      query.running(statement);
      try (java.sql.ResultSet result = statement.executeQuery(limited(table))) {
        while (result.next()) {
          if (cells.size() % CHECK_EVERY_ROWS == 0) {
            query.check();
          }
          @Nullable Object[] row = constants.clone();
          for (int i = 0; i < read.length; i++) {
            row[read[i]] = cell(result, i + 1, table.columns().get(read[i]).type());
          }
          if (!fits(row)) {
            break;
          }
          cells.add(row);
        }
      }
    } finally {
      query.paused();
    }
    return cells;
  }

  /**
   * Lets the engine stop at the first row too many, instead of computing and keeping them all.
   * Planning one more SELECT around the statement would take longer than some queries.
   */
  private String limited(CompiledQuery.ResultTable table) {
    return table.firstRows() ? table.sql() : table.sql() + " LIMIT " + (limits.rows() - rows + 1);
  }

  private boolean fits(@Nullable Object[] row) throws QueryStoppedException {
    rows++;
    for (Object cell : row) {
      bytes += cell instanceof String text ? 2L * text.length() : NUMBER_BYTES;
    }
    boolean tooManyRows = rows > limits.rows();
    if (!tooManyRows && bytes <= limits.bytes()) {
      return true;
    }
    if (limits.overflow() == Overflow.STOP) {
      throw new QueryStoppedException(tooManyRows ? Reason.RESULT_ROWS : Reason.RESULT_BYTES);
    }
    rows--;
    truncated = true;
    return false;
  }

  /** A row of what is the same in all rows. */
  private static @Nullable Object[] constants(CompiledQuery.ResultTable table) {
    @Nullable Object[] row = new @Nullable Object[table.columns().size()];
    table
        .constants()
        .forEach(
            (i, value) -> {
              boolean text = table.columns().get(i).type() == ScalarType.STRING;
              row[i] = value == null && text ? "" : value;
            });
    return row;
  }

  private static @Nullable Object cell(java.sql.ResultSet result, int index, ScalarType type)
      throws SQLException {
    return switch (type) {
      case BOOL -> {
        boolean value = result.getBoolean(index);
        yield result.wasNull() ? null : value;
      }
      case INT -> {
        int value = result.getInt(index);
        yield result.wasNull() ? null : value;
      }
      case LONG, DATETIME, TIMESPAN -> {
        long value = result.getLong(index);
        yield result.wasNull() ? null : value;
      }
      case REAL -> {
        double value = result.getDouble(index);
        yield result.wasNull() ? null : value;
      }
      case DECIMAL -> {
        BigDecimal value = result.getBigDecimal(index);
        yield value;
      }
      case STRING -> {
        String value = result.getString(index);
        yield value == null ? "" : value;
      }
      case GUID -> result.getString(index);
      case DYNAMIC -> {
        String value = result.getString(index);
        yield value == null ? null : JsonValue.standard(value);
      }
    };
  }
}
