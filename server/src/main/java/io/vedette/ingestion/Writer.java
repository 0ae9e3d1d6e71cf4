package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.query.EventDatabase;
import io.vedette.query.EventDatabaseException;
import io.vedette.workspace.Workspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
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
  private static final Logger LOG = System.getLogger(Writer.class.getName());

  /** How long rows wait for queries to make room before their senders are told to come again. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration BETWEEN_FAILED_CHECKPOINTS = Duration.ofMinutes(1);

  private final EventDatabase database;
  private final WorkQueue queue;
  private final InstantSource clock;
  private final Workspace workspace;
  private final int commitRows;
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private WriterSession session;
  private boolean broken;
  private Instant nextCheckpoint = Instant.MIN;
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
    try {
      session = new WriterSession(database, workspace);
    } catch (SQLException e) {
      throw new IngestionException("the event database cannot be prepared for writing", e);
    }
    lastSequence = session.start().lastSequence();
    lastIngestionMicros = session.start().lastIngestionMicros();
  }

  void onCommit(CommitListener listener) {
    listeners.add(listener);
  }

  long lastSequence() {
    return lastSequence;
  }

  DuckDBConnection connection() {
    return session.connection();
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
        undo(e);
        fail(work, e);
      } finally {
        queue.done(work);
      }
      checkpoint();
    }
    session.close();
  }

  /** Keeps the log short; the rows are safe in it, so a failure is only told. */
  private void checkpoint() {
    if (broken || clock.instant().isBefore(nextCheckpoint)) {
      return;
    }
    try {
      database.checkpointWhenDue();
    } catch (SQLException e) {
      nextCheckpoint = clock.instant().plus(BETWEEN_FAILED_CHECKPOINTS);
      LOG.log(Level.WARNING, "the log could not be written into the file of events", e);
      undo(e);
    }
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
      undo(e);
      task.done().completeExceptionally(e);
    }
  }

  /** Opens the file of events anew when the engine refuses everything; else does nothing. */
  void restartWhenBroken() throws SQLException {
    if (!session.answers()) {
      restart();
    }
  }

  private void restart() throws SQLException {
    broken = true;
    session.close();
    try {
      database.reopen();
      session = new WriterSession(database, workspace);
    } catch (EventDatabaseException e) {
      throw new SQLException(e.getMessage(), e);
    }
    broken = false;
  }

  /** Makes sure that there is a database to write to, and no transaction left. */
  private void recover() throws SQLException {
    if (broken) {
      restart();
    }
    session.recover();
  }

  /** Undoes what was not committed; after a fatal error opens the file anew. */
  private void undo(Exception error) {
    try {
      if (error instanceof SQLException sql && EventDatabase.isFatal(sql)) {
        restart();
        return;
      }
      if (error instanceof SQLException sql && EventDatabase.lacksMemory(sql)) {
        // Undoing takes memory too, and where it finds none that is fatal.
        database.freeMemory();
      }
      session.rollback();
    } catch (SQLException e) {
      error.addSuppressed(e);
      broken |= EventDatabase.isFatal(e);
    }
  }

  /**
   * Undoes a commit that failed; true when it is durable all the same. The engine may lack memory
   * for what it does after it has written its log.
   */
  private boolean wasCommitted(SQLException error, OpenCommit open) {
    undo(error);
    if (!open.isComplete() || !isStored(open)) {
      return false;
    }
    answer(open);
    return true;
  }

  private boolean isStored(OpenCommit open) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    do {
      try {
        recover();
        return session.isStored(open.lastSequence());
      } catch (SQLException e) {
        undo(e);
      }
    } while (System.nanoTime() < end);
    return false;
  }

  /**
   * Stores all in one commit; when that fails, each in its own, to find the one at fault. Where
   * only memory is short, queries have to make room.
   */
  private void store(List<Work.Rows> requests) {
    SQLException failure = tryStore(requests);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (isPassing(failure) && System.nanoTime() < end) {
      failure = tryStore(requests);
    }
    if (failure != null && requests.size() > 1) {
      requests.forEach(request -> store(List.of(request)));
    } else if (failure != null) {
      requests.getFirst().outcome().complete(OpenCommit.failure(notStored(failure)));
    }
  }

  private static boolean isPassing(@Nullable SQLException failure) {
    return failure != null
        && (EventDatabase.lacksMemory(failure) || EventDatabase.isFatal(failure));
  }

  private @Nullable SQLException tryStore(List<Work.Rows> requests) {
    OpenCommit open = new OpenCommit(nextIngestionTime(), lastSequence);
    try {
      recover();
      ensureColumns(requests);
      session.begin();
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
      return wasCommitted(e, open) ? null : e;
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
      session.begin();
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
      if (!wasCommitted(e, open)) {
        open.fail(notStored(e));
        first.outcome().complete(OpenCommit.failure(notStored(e)));
      }
    }
  }

  private static String notStored(SQLException e) {
    return "not stored: " + e.getMessage();
  }

  private boolean storedBefore(Work.Rows request, long micros) throws SQLException {
    Once once = request.once();
    if (once == null) {
      return false;
    }
    boolean stored = session.keys().contains(once);
    if (!stored) {
      session.keys().add(once, micros);
    }
    return stored;
  }

  private void commit(OpenCommit open) throws SQLException {
    Numbered ledger = open.ledger();
    if (ledger != null) {
      store(Ledger.TABLE).write(List.of(ledger), open.micros());
    }
    session.flush();
    open.complete();
    session.commit();
    answer(open);
  }

  private void answer(OpenCommit open) {
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
      if (!batch.isEmpty()) {
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
    return session.store(table);
  }

  /** Never earlier than the one before, whatever the clock does. */
  Instant nextIngestionTime() {
    lastIngestionMicros = Math.max(lastIngestionMicros, DateTimes.micros(clock.instant()));
    return DateTimes.instant(lastIngestionMicros);
  }

  private void tell(List<Commit> commits) {
    commits.forEach(commit -> listeners.forEach(listener -> listener.committed(commit)));
  }
}
