package io.vedette.query;

import io.vedette.kql.Compilation;
import io.vedette.kql.CompileOptions;
import io.vedette.kql.CompileOptions.TimeRange;
import io.vedette.kql.CompiledQuery;
import io.vedette.kql.KqlCompiler;
import io.vedette.kql.RowScope;
import io.vedette.kql.Schema;
import io.vedette.query.QueryLimits.Lane;
import io.vedette.query.QueryOutcome.Completed;
import io.vedette.query.QueryOutcome.Failed;
import io.vedette.query.QueryOutcome.Reason;
import io.vedette.query.QueryOutcome.Stopped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles and runs queries within their limits. Safe on many threads; a call blocks until its
 * answer is there. All tables of one query, and what is probed while it is compiled, are read from
 * one snapshot of the database.
 */
public final class QueryEngine implements AutoCloseable {
  private static final long WATCH_MILLIS = 25;

  /** How long the writer waits for a query that makes room: rarely more than milliseconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Queries that began more recently than this have not taken memory worth mentioning. */
  private static final Duration INNOCENT = Duration.ofMillis(20);

  private final EventDatabase database;
  private final Supplier<? extends Schema> schema;
  private final @Nullable ExternalSource external;
  private final Map<Lane, Semaphore> turns = new EnumMap<>(Lane.class);
  private final Map<String, RunningQuery> running = new ConcurrentHashMap<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("query-watch").factory());

  /** Takes external files to be empty. */
  public QueryEngine(
      EventDatabase database, Supplier<? extends Schema> schema, int concurrentPerLane) {
    this(database, schema, concurrentPerLane, null);
  }

  /**
   * @param schema gives the names that queries can refer to now
   * @param concurrentPerLane queries of a lane that run at the same time; more wait for their turn
   * @param external reads external files; null when they are taken to be empty
   */
  public QueryEngine(
      EventDatabase database,
      Supplier<? extends Schema> schema,
      int concurrentPerLane,
      @Nullable ExternalSource external) {
    this.database = database;
    this.schema = schema;
    this.external = external;
    for (Lane lane : Lane.values()) {
      turns.put(lane, new Semaphore(concurrentPerLane, true));
    }
    var _ =
        watch.scheduleWithFixedDelay(
            () -> running.values().forEach(RunningQuery::watch),
            WATCH_MILLIS,
            WATCH_MILLIS,
            TimeUnit.MILLISECONDS);
    database.onMemoryShort(
        new EventDatabase.MemoryUser() {
          @Override
          public boolean stopOne() {
            return QueryEngine.this.stopOne();
          }

          @Override
          public void stopAll() {
            running.values().forEach(query -> query.stop(Reason.MEMORY));
          }
        });
  }

  /** Compiles without running; sees no data, so data-dependent columns are left out. */
  public Compilation compile(String kql, Instant now) {
    return compile(kql, now, null);
  }

  /** Compiles for a time range without running. */
  public Compilation compile(String kql, Instant now, @Nullable TimeRange timespan) {
    return KqlCompiler.compile(
        kql,
        schema.get(),
        new CompileOptions(now, timespan, RowScope.ALL, ExternalRows.onlyRefusing(external)));
  }

  /** Runs a query. */
  public QueryOutcome run(QueryRequest request) {
    return run(request, schema.get());
  }

  /** Runs a query over the names of a given schema. */
  public QueryOutcome run(QueryRequest request, Schema names) {
    return run(
        request,
        probe ->
            KqlCompiler.compile(
                request.kql(),
                names,
                new CompileOptions(
                    request.now(),
                    request.timespan(),
                    request.scope(),
                    probe,
                    request.parameters())));
  }

  QueryOutcome run(QueryRequest request, QueryCompiler compiler) {
    long started = System.nanoTime();
    RunningQuery query = new RunningQuery(request.limits().time(), request.limits().lane());
    if (running.putIfAbsent(request.queryId(), query) != null) {
      return new Stopped(Reason.BUSY, "a query with the id " + request.queryId() + " is running");
    }
    try {
      return inTurn(request, query, compiler, started);
    } catch (QueryStoppedException e) {
      return stopped(e.reason(), request.limits());
    } finally {
      query.finish();
      running.remove(request.queryId());
    }
  }

  /** Stops the running query of that id; does nothing when there is none. */
  public void cancel(String queryId) {
    RunningQuery query = running.get(queryId);
    if (query != null) {
      query.stop(Reason.CANCELLED);
    }
  }

  /**
   * Stops the query that has run longest, those of rules last, and waits for its end; false when
   * none but those that began this moment runs.
   */
  private boolean stopOne() {
    RunningQuery victim =
        running.values().stream()
            .filter(query -> query.isWorking() && query.nanos() > INNOCENT.toNanos())
            .min(
                Comparator.comparing(RunningQuery::lane)
                    .thenComparing(RunningQuery::nanos, Comparator.reverseOrder()))
            .orElse(null);
    if (victim == null) {
      return false;
    }
    victim.stop(Reason.MEMORY);
    victim.awaitEnd(PATIENCE);
    return true;
  }

  /** Stops all running queries. */
  @Override
  public void close() {
    watch.shutdownNow();
    running.values().forEach(query -> query.stop(Reason.CANCELLED));
  }

  private QueryOutcome inTurn(
      QueryRequest request, RunningQuery query, QueryCompiler compiler, long started)
      throws QueryStoppedException {
    Semaphore turn = turns.get(request.limits().lane());
    if (turn == null) {
      throw new IllegalStateException("a lane without turns");
    }
    try {
      if (!turn.tryAcquire(query.nanosLeft(), TimeUnit.NANOSECONDS)) {
        throw new QueryStoppedException(Reason.BUSY);
      }
    } catch (InterruptedException e) {
      Reason reason = query.stopReason();
      if (reason == null) {
        Thread.currentThread().interrupt();
        reason = Reason.CANCELLED;
      }
      throw new QueryStoppedException(reason);
    }
    try (Connection connection = database.connection()) {
      return compileAndRun(request, query, compiler, connection, started);
    } catch (SQLException e) {
      throw new EventDatabaseException("the event database does not answer", e);
    } finally {
      turn.release();
    }
  }

  private QueryOutcome compileAndRun(
      QueryRequest request,
      RunningQuery query,
      QueryCompiler compiler,
      Connection connection,
      long started)
      throws SQLException, QueryStoppedException {
    QueryRun run = new QueryRun(connection, query, request.limits());
    try {
      long compileStarted = System.nanoTime();
      Compilation compilation =
          compiler.compile(new ExternalRows(connection, query, run::firstColumn, external));
      query.check();
      long compileNanos = System.nanoTime() - compileStarted;
      return switch (compilation) {
        case Compilation.Rejected rejected -> new Failed(rejected.diagnostics());
        case CompiledQuery compiled -> {
          List<ResultSet> tables = run.tables(compiled);
          QueryStatistics statistics =
              new QueryStatistics(
                  Duration.ofNanos(System.nanoTime() - started),
                  Duration.ofNanos(compileNanos),
                  run.rows(),
                  run.isTruncated());
          yield new Completed(tables, statistics, compiled.warnings());
        }
      };
    } catch (SQLException e) {
      query.check();
      database.met(e);
      return EngineErrors.outcome(e, request.kql(), request.limits());
    } catch (CancellationException e) {
      // Thrown by what is called here and by the engine alike, when this thread is interrupted.
      query.check();
      throw new QueryStoppedException(Reason.CANCELLED);
    } finally {
      query.paused();
      run.close();
    }
  }

  private static Stopped stopped(Reason reason, QueryLimits limits) {
    return new Stopped(reason, EngineErrors.message(reason, limits));
  }
}
