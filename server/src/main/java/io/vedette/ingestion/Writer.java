package io.vedette.ingestion;

import io.vedette.ingestion.IngestionOutcome.AlreadyStored;
import io.vedette.ingestion.IngestionOutcome.Overloaded;
import io.vedette.ingestion.IngestionOutcome.Refused;
import io.vedette.ingestion.IngestionOutcome.Stored;
import io.vedette.kql.types.Column;
import io.vedette.query.EventDatabase;
import io.vedette.workspace.Workspace;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.duckdb.DuckDBConnection;

/**
 * The only one that writes rows. Takes the requests that wait, appends them to their tables,
 * commits once, and answers them all: a request is answered after its rows are on disk. Numbers of
 * {@code _Sequence} are given in the order of the commits.
 */
final class Writer implements Runnable {
  private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(5);

  private final WorkQueue queue;
  private final InstantSource clock;
  private final Workspace workspace;
  private final int commitRows;
  private final DuckDBConnection connection;
  private final StoredKeys keys;
  private final Map<String, TableStore> tables = new LinkedHashMap<>();
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private long lastIngestionMicros;
  private volatile long lastSequence;

  Writer(
      EventDatabase database,
      Workspace workspace,
      InstantSource clock,
      WorkQueue queue,
      int commitRows) {
    this.queue = queue;
    this.clock = clock;
    this.workspace = workspace;
    this.commitRows = commitRows;
    this.connection = database.connection();
    try {
      connection.setAutoCommit(false);
      StartingPoint start = StartingPoint.read(connection, database, workspace);
      start
          .columns()
          .forEach(
              (table, columns) ->
                  tables.put(table, new TableStore(connection, workspace, table, columns)));
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
        if (work.getFirst() instanceof Work.Task task) {
          run(task);
        } else {
          store(requests(work));
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
      task.task().run(this);
      task.done().complete(null);
    } catch (SQLException e) {
      rollback();
      task.done().completeExceptionally(e);
    }
  }

  /** Stores all in one commit; when that fails, each in its own, to find the one at fault. */
  private void store(List<Work.Rows> requests) {
    try {
      commit(requests);
    } catch (SQLException e) {
      rollback();
      if (requests.size() > 1) {
        requests.forEach(request -> store(List.of(request)));
      } else {
        requests
            .getFirst()
            .outcome()
            .complete(new Overloaded(RETRY_AFTER_FAILURE, "not stored: " + e.getMessage()));
      }
    }
  }

  private void commit(List<Work.Rows> requests) throws SQLException {
    ensureColumns(requests);
    Instant ingestionTime = nextIngestionTime();
    long micros = DateTimes.micros(ingestionTime);
    long sequence = lastSequence;
    Ledger ledger = new Ledger();
    List<IngestionOutcome> outcomes = new ArrayList<>();
    List<Commit> commits = new ArrayList<>();
    Set<String> keysHere = new HashSet<>();
    for (Work.Rows request : requests) {
      Batch batch = request.batch();
      String key = request.key();
      if (key != null && (!keysHere.add(key) || keys.contains(key))) {
        outcomes.add(new AlreadyStored());
        continue;
      }
      if (key != null) {
        keys.add(key, micros);
      }
      ledger.add(batch);
      if (batch.rows().isEmpty()) {
        outcomes.add(new Refused(batch.refused()));
        continue;
      }
      long first = sequence + 1;
      store(batch.table()).append(batch, first, micros);
      sequence += batch.rows().size();
      outcomes.add(
          new Stored(
              batch.rows().size(),
              first,
              sequence,
              ingestionTime,
              batch.refused(),
              batch.warnings()));
      commits.add(
          new Commit(
              batch.table(), first, sequence, batch.rows().size(), ingestionTime, ingestionTime));
    }
    sequence = writeLedger(ledger, sequence, micros);
    for (TableStore table : tables.values()) {
      table.flush();
    }
    connection.commit();
    lastSequence = sequence;
    for (int i = 0; i < requests.size(); i++) {
      requests.get(i).outcome().complete(outcomes.get(i));
    }
    tell(commits);
  }

  /** Copies staged lines into their table in one commit. */
  void store(String source, StagedLines staged) throws SQLException {
    LoadPlan plan = staged.plan();
    store(Ledger.TABLE).ensureColumns(Ledger.COLUMNS);
    store(staged.table()).ensureColumns(plan.stagedColumns());
    Instant ingestionTime = nextIngestionTime();
    long micros = DateTimes.micros(ingestionTime);
    long first = lastSequence + 1;
    try (Statement statement = connection.createStatement()) {
      long rows =
          statement.executeLargeUpdate(
              plan.storingSql(staged.table(), staged.stagingTable(), first, micros));
      if (rows != staged.rows()) {
        throw new SQLException("of " + staged.rows() + " staged rows " + rows + " were copied");
      }
    }
    Ledger ledger = new Ledger();
    ledger.add(source, staged.table(), staged.rows(), plan.warnings());
    long last = first + staged.rows() - 1;
    long sequence = writeLedger(ledger, last, micros);
    store(Ledger.TABLE).flush();
    connection.commit();
    lastSequence = sequence;
    tell(
        List.of(
            new Commit(staged.table(), first, last, staged.rows(), ingestionTime, ingestionTime)));
  }

  private long writeLedger(Ledger ledger, long sequence, long micros) throws SQLException {
    if (ledger.isEmpty()) {
      return sequence;
    }
    Batch lines = ledger.rows(micros);
    store(Ledger.TABLE).append(lines, sequence + 1, micros);
    return sequence + lines.rows().size();
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
    return tables.computeIfAbsent(table, name -> new TableStore(connection, workspace, name, null));
  }

  /** Never earlier than the one before, whatever the clock does. */
  Instant nextIngestionTime() {
    lastIngestionMicros = Math.max(lastIngestionMicros, DateTimes.micros(clock.instant()));
    return DateTimes.instant(lastIngestionMicros);
  }

  private void tell(List<Commit> commits) {
    if (listeners.isEmpty()) {
      return;
    }
    Instant committedAt = clock.instant();
    for (Commit commit : commits) {
      Commit stamped =
          new Commit(
              commit.table(),
              commit.firstSequence(),
              commit.lastSequence(),
              commit.rows(),
              commit.ingestionTime(),
              committedAt);
      listeners.forEach(listener -> listener.committed(stamped));
    }
  }

  private void rollback() {
    tables.values().forEach(TableStore::closeAppender);
    try {
      connection.rollback();
    } catch (SQLException e) {
      System.getLogger(Writer.class.getName())
          .log(System.Logger.Level.ERROR, "the event database does not answer", e);
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
