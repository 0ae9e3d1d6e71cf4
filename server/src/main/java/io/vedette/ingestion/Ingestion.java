package io.vedette.ingestion;

import io.vedette.ingestion.IngestionOutcome.Overloaded;
import io.vedette.query.EventDatabase;
import io.vedette.workspace.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one way into the tables. Safe on many threads; requests that arrive together share a commit.
 * A call returns when its rows are durable, and never before.
 */
public final class Ingestion implements AutoCloseable {
  private static final Overloaded SHUTTING_DOWN =
      new Overloaded(Duration.ofSeconds(10), "the server is shutting down");

  private final InstantSource clock;
  private final Workspace workspace;
  private final int rowBytes;
  private final WorkQueue queue;
  private final Writer writer;
  private final Thread thread;

  /** Begins to write where the database ends; there must be only one for a database. */
  public Ingestion(
      EventDatabase database,
      Workspace workspace,
      InstantSource clock,
      IngestionSettings settings) {
    this.clock = clock;
    this.workspace = workspace;
    this.rowBytes = settings.rowBytes();
    this.queue = new WorkQueue(settings.queuedBytes());
    this.writer = new Writer(database, workspace, clock, queue, settings.commitRows());
    database.onFatalError(() -> queue.offer(restart()));
    this.thread = Thread.ofPlatform().name("ingestion-writer").start(writer);
  }

  private static Work.Task restart() {
    return new Work.Task(Writer::restartWhenBroken, new CompletableFuture<>());
  }

  /** Stores rows; blocks until they are durable. */
  public IngestionOutcome ingest(IngestionRequest request) {
    return store(request, null);
  }

  /**
   * Stores rows, offering them again while the store is busy.
   *
   * @param mostOffers how often at most; the last answer is given whatever it is
   */
  public IngestionOutcome ingestPatiently(IngestionRequest request, int mostOffers)
      throws InterruptedException {
    IngestionOutcome outcome = ingest(request);
    for (int offers = 1;
        offers < mostOffers && outcome instanceof Overloaded(Duration retryAfter, String _);
        offers++) {
      Thread.sleep(retryAfter);
      outcome = ingest(request);
    }
    return outcome;
  }

  /**
   * Stores rows of several tables, usually in one commit, offering again what a busy store does not
   * take. A request for each table keeps the order of its rows.
   *
   * @param mostOffers how often at most; the last answers are given whatever they are
   * @return the outcomes in the order of the requests
   */
  public List<IngestionOutcome> ingestPatiently(List<IngestionRequest> requests, int mostOffers)
      throws InterruptedException {
    List<CompletableFuture<IngestionOutcome>> offered = new ArrayList<>();
    for (IngestionRequest request : requests) {
      offered.add(offer(request, null));
    }
    List<IngestionOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      IngestionOutcome outcome = offered.get(i).join();
      if (outcome instanceof Overloaded(Duration retryAfter, String _) && mostOffers > 1) {
        Thread.sleep(retryAfter);
        outcome = ingestPatiently(requests.get(i), mostOffers - 1);
      }
      outcomes.add(outcome);
    }
    return outcomes;
  }

  /**
   * Stores rows unless a request of that key was stored before. The key becomes durable together
   * with the rows, so that a caller which does not know whether its last call came through can
   * repeat it.
   *
   * @param key unique to these rows, such as {@code alert/<id>/<version>}
   */
  public IngestionOutcome ingestOnce(String key, IngestionRequest request) {
    return store(request, new Once.Key(key));
  }

  /**
   * Stores rows of several tables, usually in one commit, unless a request of that stream, for the
   * same table, with that number or a later one was stored before. What is kept of a stream is its
   * last number alone, and becomes durable together with the rows: a stream can go on for ever, and
   * its sender may repeat the request that it got no answer to.
   *
   * @param number greater than those of all requests of the stream that were answered
   * @param requests one for each table
   * @return the outcomes in the order of the requests
   */
  public List<IngestionOutcome> ingestInOrder(
      String stream, long number, List<IngestionRequest> requests) {
    return requests.stream()
        .map(request -> offer(request, new Once.Place(stream + "/" + request.table(), number)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private IngestionOutcome store(IngestionRequest request, @Nullable Once once) {
    return offer(request, once).join();
  }

  private CompletableFuture<IngestionOutcome> offer(IngestionRequest request, @Nullable Once once) {
    BatchBuilder rows = batch(request.source(), request.table());
    request.rows().forEach(rows::add);
    CompletableFuture<IngestionOutcome> outcome = new CompletableFuture<>();
    switch (queue.offer(new Work.Rows(rows.build(), once, false, outcome))) {
      case TAKEN -> {
        // The writer answers.
      }
      case FULL ->
          outcome.complete(
              new Overloaded(Duration.ofSeconds(1), "too many rows wait to be stored"));
      case CLOSED -> outcome.complete(SHUTTING_DOWN);
    }
    return outcome;
  }

  /** Begins to store something large, such as a file, piece by piece. */
  public BulkLoad bulkLoad() {
    return new BulkLoad(this);
  }

  /**
   * Begins a batch for {@link BulkLoad#add}.
   *
   * @param source who delivers the rows, for the ledger, such as the connector's name
   * @param table the table's name, exact case
   */
  public BatchBuilder batch(String source, String table) {
    return new BatchBuilder(workspace, rowBytes, source, table, clock.instant());
  }

  /** Hands a piece of a load to the writer as soon as there is room for it. */
  CompletableFuture<IngestionOutcome> begin(BatchBuilder piece) {
    CompletableFuture<IngestionOutcome> outcome = new CompletableFuture<>();
    if (!queue.put(new Work.Rows(piece.build(), null, true, outcome))) {
      outcome.complete(SHUTTING_DOWN);
    }
    return outcome;
  }

  /** Tells the listener of every commit from now on. */
  public void onCommit(CommitListener listener) {
    writer.onCommit(listener);
  }

  /** The greatest {@code _Sequence} that is durable; 0 when nothing was ever stored. */
  public long lastSequence() {
    return writer.lastSequence();
  }

  /**
   * Waits for the commit under way, if there is one. Afterwards listeners have heard of all rows
   * whose ingestion time is before this call, and rows still to come get a later one.
   */
  public void settle() {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    WorkQueue.Offer offer = queue.offer(new Work.Task(_ -> {}, done));
    if (offer == WorkQueue.Offer.TAKEN) {
      done.join();
    }
  }

  /**
   * Runs something on the writer's thread and waits for its end.
   *
   * @throws IngestionException when the engine refuses it or the server shuts down
   */
  void run(WriterTask task) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    if (queue.offer(new Work.Task(task, done)) != WorkQueue.Offer.TAKEN) {
      throw new IngestionException("the server is shutting down", null);
    }
    try {
      done.join();
    } catch (CompletionException e) {
      throw new IngestionException("the event database refused a change", e.getCause());
    }
  }

  /** Stores what waits, then stops; what comes later is told so. */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
