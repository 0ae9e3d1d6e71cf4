package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.query.EventDatabase;
import io.vedette.workspace.Workspace;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The only one that writes rows. Takes the requests that wait, appends them to their tables,
 * commits once, and answers them all: a request is answered after its rows are on disk. Numbers of
 * {@code _Sequence} are given in the order of the commits.
 */
final class Writer implements Runnable {
  /** How long rows wait for queries to make room before their senders are told to come again. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EventDatabase database;
  private final WorkQueue queue;
  private final InstantSource clock;
  private final Workspace workspace;
  private final int commitRows;
  private final DuckDBConnection connection;
  private final StoredKeys keys;
  private final BatchFunction function;
  private final Map<String, TableStore> tables = new LinkedHashMap<>();
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private boolean transactionLost;
  private long lastIngestionMicros;
  private volatile long lastSequence;

  Writer(
      EventDatabase database,
      Workspace workspace,
      InstantSource clock,
      WorkQueue queue,
      int commitRows) {
    this.database = database;
    this.queue = queue;
    this.clock = clock;
    this.workspace = workspace;
    this.commitRows = commitRows;
    this.connection = database.connection();
    try {
      function = BatchFunction.register(connection);
      connection.setAutoCommit(false);
      StartingPoint start = StartingPoint.read(connection, database, workspace);
      start
          .columns()
          .forEach(
              (table, columns) ->
                  tables.put(
                      table, new TableStore(connection, function, workspace, table, columns)));
      lastSequence = start.lastSequence();
      lastIngestionMicros = start.lastIngestionMicros();
      keys = new StoredKeys(connection);
      connection.commit();
    } catch (SQLException e) {
      throw new IngestionException("the event database cannot be prepared for writing", e);
    }
  }

  void onCommit(CommitListener listener) {
    listeners.add(listener);
  }

  long lastSequence() {
    return lastSequence;
  }

  DuckDBConnection connection() {
    return connection;
  }

  /** Works until the queue is closed and empty. */
  @Override
  public void run() {
    for (List<Work> work = queue.take(commitRows); !work.isEmpty(); work = queue.take(commitRows)) {
      try {
        switch (work.getFirst()) {
          case Work.Task task -> run(task);
          case Work.Rows rows when rows.load() -> load(rows);
          case Work.Rows _ -> store(requests(work));
        }
      } catch (RuntimeException e) {
        rollback();
        fail(work, e);
      } finally {
        queue.done(work);
      }
    }
    close();
  }

  /** A fault of ours must not stop the writer, nor leave a caller waiting. */
  private static void fail(List<Work> work, RuntimeException fault) {
    for (Work piece : work) {
      switch (piece) {
        case Work.Rows rows -> rows.outcome().completeExceptionally(fault);
        case Work.Task task -> task.done().completeExceptionally(fault);
      }
    }
  }

  private static List<Work.Rows> requests(List<Work> work) {
    List<Work.Rows> requests = new ArrayList<>();
    for (Work piece : work) {
      if (piece instanceof Work.Rows rows) {
        requests.add(rows);
      }
    }
    return requests;
  }

  private void run(Work.Task task) {
    try {
      recover();
      task.task().run(this);
      task.done().complete(null);
    } catch (SQLException e) {
      rollback();
      task.done().completeExceptionally(e);
    }
  }

  /**
   * Opens the transaction that a commit ends. The driver does so at the first statement only: an
   * appender that flushes before it would commit its rows alone, without their lines in the ledger.
   */
  private void begin() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  /**
   * Stores all in one commit; when that fails, each in its own, to find the one at fault. Where
   * only memory is short, queries have to make room.
   */
  private void store(List<Work.Rows> requests) {
    SQLException failure = tryStore(requests);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (lacksMemory(failure) && System.nanoTime() < end) {
      database.freeMemory();
      failure = tryStore(requests);
    }
    if (failure != null && requests.size() > 1) {
      requests.forEach(request -> store(List.of(request)));
    } else if (failure != null) {
      requests.getFirst().outcome().complete(OpenCommit.failure(notStored(failure)));
    }
  }

  private static boolean lacksMemory(@Nullable SQLException failure) {
    return failure != null && EventDatabase.lacksMemory(failure);
  }

  private @Nullable SQLException tryStore(List<Work.Rows> requests) {
    OpenCommit open = new OpenCommit(nextIngestionTime(), lastSequence);
    try {
      recover();
      ensureColumns(requests);
      begin();
      Map<String, List<Numbered>> byTable = new LinkedHashMap<>();
      for (Work.Rows request : requests) {
        if (storedBefore(request, open.micros())) {
          open.addStoredBefore(request);
          continue;
        }
        Numbered numbered = open.add(request);
        if (numbered != null) {
          byTable
              .computeIfAbsent(numbered.batch().table(), table -> new ArrayList<>())
              .add(numbered);
        }
      }
      for (Map.Entry<String, List<Numbered>> table : byTable.entrySet()) {
        store(table.getKey()).write(table.getValue(), open.micros());
      }
      commit(open);
      return null;
    } catch (SQLException e) {
      rollback();
      return e;
    }
  }

  /**
   * Stores a piece of a load, and in the same commit the pieces that follow, as long as they come
   * and nothing else waits. Their memory is free as soon as the engine has read them; so a commit
   * that fails cannot be tried again.
   */
  private void load(Work.Rows first) {
    OpenCommit open = new OpenCommit(nextIngestionTime(), lastSequence);
    try {
      recover();
      ensureColumns(List.of(first));
      begin();
      Numbered numbered = open.add(first);
      if (numbered != null) {
        TableStore table = store(first.batch().table());
        LoadedPieces pieces = new LoadedPieces(queue, open, table, numbered);
        try {
          table.insert(pieces, open.micros());
        } finally {
          pieces.release();
        }
      }
      commit(open);
    } catch (SQLException e) {
      rollback();
      if (lacksMemory(e)) {
        database.freeMemory();
      }
      open.fail(notStored(e));
      first.outcome().complete(OpenCommit.failure(notStored(e)));
    }
  }

  private static String notStored(SQLException e) {
    return "not stored: " + e.getMessage();
  }

  private boolean storedBefore(Work.Rows request, long micros) throws SQLException {
    String key = request.key();
    if (key == null) {
      return false;
    }
    boolean stored = keys.contains(key);
    if (!stored) {
      keys.add(key, micros);
    }
    return stored;
  }

  private void commit(OpenCommit open) throws SQLException {
    Numbered ledger = open.ledger();
    if (ledger != null) {
      store(Ledger.TABLE).write(List.of(ledger), open.micros());
    }
    for (TableStore table : tables.values()) {
      table.flush();
    }
    connection.commit();
    // Read before anyone is answered: nothing that a caller does afterwards is earlier than this.
    Instant committedAt = clock.instant();
    lastSequence = open.lastSequence();
    open.answer();
    tell(open.commits(committedAt));
  }

  private void ensureColumns(List<Work.Rows> requests) throws SQLException {
    Map<String, Set<Column>> wanted = new LinkedHashMap<>();
    wanted.put(Ledger.TABLE, new LinkedHashSet<>(Ledger.COLUMNS));
    for (Work.Rows request : requests) {
      Batch batch = request.batch();
      if (!batch.rows().isEmpty()) {
        wanted
            .computeIfAbsent(batch.table(), name -> new LinkedHashSet<>())
            .addAll(batch.columns());
      }
    }
    for (Map.Entry<String, Set<Column>> table : wanted.entrySet()) {
      store(table.getKey()).ensureColumns(List.copyOf(table.getValue()));
    }
  }

  TableStore store(String table) {
    return tables.computeIfAbsent(
        table, name -> new TableStore(connection, function, workspace, name, null));
  }

  /** Never earlier than the one before, whatever the clock does. */
  Instant nextIngestionTime() {
    lastIngestionMicros = Math.max(lastIngestionMicros, DateTimes.micros(clock.instant()));
    return DateTimes.instant(lastIngestionMicros);
  }

  private void tell(List<Commit> commits) {
    commits.forEach(commit -> listeners.forEach(listener -> listener.committed(commit)));
  }

  private void rollback() {
    tables.values().forEach(TableStore::closeAppender);
    try {
      connection.rollback();
    } catch (SQLException e) {
      transactionLost = true;
    }
  }

  /**
   * A commit that failed has ended the transaction already; the driver does not know, and would
   * never begin another. So one is begun, for the driver to end. A rollback that failed for want of
   * memory leaves the old one open: then that one is ended.
   */
  private void recover() throws SQLException {
    if (transactionLost) {
      SQLException stillOpen = null;
      try (Statement statement = connection.createStatement()) {
        statement.execute("BEGIN TRANSACTION");
      } catch (SQLException e) {
        stillOpen = e;
      }
      try {
        connection.rollback();
      } catch (SQLException e) {
        if (stillOpen != null) {
          e.addSuppressed(stillOpen);
        }
        throw e;
      }
      transactionLost = false;
    }
  }

  private void close() {
    tables.values().forEach(TableStore::closeAppender);
    try {
      connection.close();
    } catch (SQLException e) {
      System.getLogger(Writer.class.getName())
          .log(System.Logger.Level.WARNING, "the writer's connection did not close cleanly", e);
    }
  }
}
