package io.vedette.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.ingestion.IngestionOutcome.Overloaded;
import io.vedette.ingestion.IngestionOutcome.Stored;
import io.vedette.workspace.TableCatalog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyWritersTest {
  private static final IngestionSettings NARROW = new IngestionSettings(4_000, 20_000, 1 << 20);

  @TempDir private Path folder;

  private static IngestionRequest request(String name, int rows) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      all.add(Map.of("Request", name, "Position", i));
    }
    return new IngestionRequest("test", "Many_CL", all);
  }

  @Test
  void storesAllRowsOnceAndTellsOfThemInOrder() throws Exception {
    List<Commit> commits = Collections.synchronizedList(new ArrayList<>());
    try (Store store = Store.inMemory();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      store.ingestion.onCommit(commits::add);
      List<Future<Integer>> stored = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        String name = "t" + thread;
        stored.add(
            threads.submit(
                () -> {
                  int rows = 0;
                  for (int i = 0; i < 20; i++) {
                    Stored outcome =
                        (Stored) store.ingestion.ingest(request(name + "-" + i, 1 + i * 40));
                    assertThat(outcome.lastSequence() - outcome.firstSequence() + 1)
                        .isEqualTo(1 + i * 40);
                    rows += outcome.rows();
                  }
                  return rows;
                }));
      }
      long rows = 0;
      for (Future<Integer> each : stored) {
        rows += each.get();
      }
      store.ingestion.settle();
      String all = rows + "|" + rows + "|" + rows;
      assertThat(
              store.rows(
                  """
                  SELECT count(*), count(DISTINCT _Sequence), count(DISTINCT (Request, Position))
                  FROM Many_CL
                  """))
          .containsExactly(all);
      assertThat(commits.stream().mapToLong(Commit::rows).sum()).isEqualTo(rows);
      for (int i = 1; i < commits.size(); i++) {
        assertThat(commits.get(i).firstSequence()).isGreaterThan(commits.get(i - 1).lastSequence());
      }
    }
  }

  @Test
  void refusesWhatItHasNoRoomForAndStoresTheRest() throws Exception {
    try (Store store =
            Store.open(
                folder, TableCatalog.fromClassPath(), InstantSource.fixed(Store.NOW), NARROW);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch busy = new CountDownLatch(1);
      CountDownLatch refused = new CountDownLatch(1);
      Future<?> task = threads.submit(() -> store.ingestion.run(_ -> await(busy, refused)));
      busy.await();
      List<Future<IngestionOutcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String name = "r" + i;
        outcomes.add(
            threads.submit(
                () -> {
                  IngestionOutcome outcome = store.ingestion.ingest(request(name, 20));
                  if (outcome instanceof Overloaded) {
                    refused.countDown();
                  }
                  return outcome;
                }));
      }
      int stored = 0;
      int overloaded = 0;
      for (Future<IngestionOutcome> each : outcomes) {
        switch (each.get()) {
          case Stored _ -> stored++;
          case Overloaded(var retryAfter, String reason) -> {
            overloaded++;
            assertThat(retryAfter).isPositive();
            assertThat(reason).isEqualTo("too many rows wait to be stored");
          }
          case IngestionOutcome other -> throw new AssertionError(other);
        }
      }
      task.get();
      assertThat(stored).isPositive();
      assertThat(overloaded).isPositive();
      assertThat(store.rows("SELECT count(*) FROM Many_CL")).containsExactly("" + stored * 20);
    }
  }

  @Test
  void storesWhatWaitsWhenItIsClosed() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<IngestionOutcome> waiting;
      try (Store store = Store.open(folder)) {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch queued = new CountDownLatch(1);
        Future<?> task = threads.submit(() -> store.ingestion.run(_ -> await(busy, queued)));
        busy.await();
        waiting = threads.submit(() -> store.ingestion.ingest(request("last", 3)));
        Thread.sleep(200);
        queued.countDown();
        task.get();
        store.ingestion.close();
        assertThat(store.ingestion.ingest(request("late", 1)))
            .isInstanceOfSatisfying(
                Overloaded.class,
                late -> assertThat(late.reason()).isEqualTo("the server is shutting down"));
      }
      assertThat(waiting.get()).isInstanceOf(Stored.class);
    }
    try (Store store = Store.open(folder)) {
      assertThat(store.rows("SELECT Request, count(*) FROM Many_CL GROUP BY Request"))
          .containsExactly("last|3");
    }
  }

  /** Keeps the writer's thread busy until the latch opens. */
  private static void await(CountDownLatch begun, CountDownLatch end) {
    begun.countDown();
    try {
      assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
