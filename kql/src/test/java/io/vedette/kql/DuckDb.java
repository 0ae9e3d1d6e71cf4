package io.vedette.kql;

import io.vedette.kql.functions.JavaFunction;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** A real DuckDB in memory that knows the compiler's Java functions. */
public final class DuckDb implements AutoCloseable {
  private final Connection connection;

  public DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    for (JavaFunction function : KqlCompiler.javaFunctions()) {
      register(function);
    }
  }

  private void register(JavaFunction function) throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(function.sqlName())
          .withParameters(
              function.parameters().stream().map(DuckDb::type).toArray(DuckDBColumnType[]::new))
          .withReturnType(type(function.result()))
          .withVectorizedFunction((in, out) -> run(function, in, out))
          .register(connection);
    }
  }

  private static DuckDBColumnType type(ScalarType type) {
    return switch (type) {
      case BOOL -> DuckDBColumnType.BOOLEAN;
      case INT -> DuckDBColumnType.INTEGER;
      case LONG, DATETIME, TIMESPAN -> DuckDBColumnType.BIGINT;
      case REAL -> DuckDBColumnType.DOUBLE;
      case DECIMAL, STRING, GUID, DYNAMIC -> DuckDBColumnType.VARCHAR;
    };
  }

  private static void run(JavaFunction function, DuckDBDataChunkReader in, DuckDBWritableVector out)
      throws SQLException {
    List<ScalarType> types = function.parameters();
    @Nullable Object[] row = new @Nullable Object[types.size()];
    List<DuckDBReadableVector> columns = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      columns.add(in.vector(i));
    }
    for (long n = 0; n < in.rowCount(); n++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = columns.get(i).isNull(n) ? null : read(columns.get(i), types.get(i), n);
      }
      Object value = function.implementation().apply(row);
      switch (value) {
        case null -> out.setNull(n);
        case Boolean b -> out.setBoolean(n, b);
        case Integer i -> out.setInt(n, i);
        case Long l -> out.setLong(n, l);
        case Double d -> out.setDouble(n, d);
        case String s -> out.setString(n, s);
        default ->
            throw new IllegalStateException(function.sqlName() + " gave " + value.getClass());
      }
    }
  }

  private static Object read(DuckDBReadableVector v, ScalarType type, long row)
      throws SQLException {
    return switch (type) {
      case BOOL -> v.getBoolean(row);
      case INT -> v.getInt(row);
      case LONG, DATETIME, TIMESPAN -> v.getLong(row);
      case REAL -> v.getDouble(row);
      case DECIMAL, STRING, GUID, DYNAMIC -> v.getString(row);
    };
  }

  /** Runs a statement that gives no rows. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query as JDBC gives them. */
  public List<List<@Nullable Object>> rows(String sql) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getObject(i));
        }
        rows.add(Collections.unmodifiableList(row));
      }
    }
    return rows;
  }

  /** The first column of a query as text, nulls left out. */
  public List<String> firstColumn(String sql) {
    try {
      return rows(sql).stream()
          .map(row -> row.getFirst())
          .filter(Objects::nonNull)
          .map(Object::toString)
          .toList();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The rows of a result table. */
  public List<List<@Nullable Object>> rows(CompiledQuery.ResultTable table) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> read : rows(table.sql())) {
      Iterator<@Nullable Object> next = read.iterator();
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 0; i < table.columns().size(); i++) {
        Object value = table.constants().containsKey(i) ? table.constants().get(i) : next.next();
        row.add(value == null && table.nullTexts().contains(i) ? "" : value);
      }
      rows.add(row);
    }
    return rows;
  }

  /** Creates the stored table of a schema's columns, with the hidden ones. */
  public void createTable(String name, List<Column> columns) throws SQLException {
    StringBuilder sql = new StringBuilder("CREATE TABLE \"" + name + "\" (");
    for (Column column : columns) {
      sql.append('"').append(column.name()).append("\" ").append(column.type().storageType());
      sql.append(", ");
    }
    execute(sql + "_IngestionTime TIMESTAMP, _Sequence BIGINT)");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
