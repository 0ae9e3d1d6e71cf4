package io.vedette.query;

import io.vedette.kql.DataProbe;
import io.vedette.kql.ExternalRequest;
import io.vedette.kql.ExternalTable;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Keeps the rows of external files in temporary tables of a query's connection. */
final class ExternalRows implements DataProbe {
  private static final int CHECK_EVERY_ROWS = 1024;

  private final Connection connection;
  private final RunningQuery query;
  private final DataProbe stored;
  private final @Nullable ExternalSource source;
  private int tables;

  /**
   * @param stored answers what concerns the rows of the workspace
   * @param source null when files are taken to be empty
   */
  ExternalRows(
      Connection connection,
      RunningQuery query,
      DataProbe stored,
      @Nullable ExternalSource source) {
    this.connection = connection;
    this.query = query;
    this.stored = stored;
    this.source = source;
  }

  /** Sees no data: files that may be read are empty. */
  static DataProbe onlyRefusing(@Nullable ExternalSource source) {
    return new DataProbe() {
      @Override
      public List<String> firstColumn(String sql) {
        return List.of();
      }

      @Override
      public ExternalTable external(ExternalRequest request) {
        if (source == null) {
          return new ExternalTable.Assumed();
        }
        ExternalTable.Refused refused = source.refusal(request);
        return refused != null
            ? refused
            : new ExternalTable.Stored(TableSchema.empty("", columns(request)));
      }
    };
  }

  @Override
  public List<String> firstColumn(String sql) {
    return stored.firstColumn(sql);
  }

  @Override
  public ExternalTable external(ExternalRequest request) {
    if (source == null) {
      return new ExternalTable.Assumed();
    }
    ExternalTable.Refused refused = source.refusal(request);
    if (refused != null) {
      return refused;
    }
    try {
      return new ExternalTable.Stored(read(source, request));
    } catch (IOException e) {
      return new ExternalTable.Refused(
          String.valueOf(e.getMessage()),
          "The query did not run, since its rows would be too few.");
    } catch (SQLException e) {
      return new ExternalTable.Refused(
          "The rows of the external files cannot be kept: " + e.getMessage(), "Read less.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ExternalTable.Refused("Reading external files was interrupted.", "Try again.");
    }
  }

  private TableSchema read(ExternalSource from, ExternalRequest request)
      throws IOException, SQLException, InterruptedException {
    String name = "external data " + ++tables;
    List<Column> columns = columns(request);
    String definition =
        columns.stream()
            .map(column -> '"' + column.name() + "\" VARCHAR")
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE \"" + name + "\" (" + definition + ")");
    }
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", name)) {
      long[] count = {0};
      from.read(
          request,
          cells -> {
            if (count[0]++ % CHECK_EVERY_ROWS == 0 && query.stopReason() != null) {
              throw new InterruptedException();
            }
            append(appender, cells);
          });
      appender.flush();
    }
    return new TableSchema(
        name,
        columns,
        true,
        columns.stream().map(Column::name).collect(Collectors.toCollection(LinkedHashSet::new)),
        Map.of());
  }

  private static void append(DuckDBAppender appender, List<@Nullable String> cells)
      throws IOException {
    try {
      appender.beginRow();
      for (String cell : cells) {
        if (cell == null) {
          appender.appendNull();
        } else {
          appender.append(cell);
        }
      }
      appender.endRow();
    } catch (SQLException e) {
      throw new IOException("The rows of the external files cannot be kept: " + e.getMessage(), e);
    }
  }

  /** Names of their own: the query's may differ in case only. */
  private static List<Column> columns(ExternalRequest request) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < request.columns().size(); i++) {
      columns.add(new Column("c" + i, ScalarType.STRING));
    }
    return columns;
  }
}
