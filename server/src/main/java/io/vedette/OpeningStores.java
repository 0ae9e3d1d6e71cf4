package io.vedette;

import io.vedette.platform.Settings;
import io.vedette.platform.StateDatabase;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * The two databases while they open, each on a thread of its own: they take a third of a start, and
 * the rest of the server can be put together meanwhile.
 */
final class OpeningStores implements AutoCloseable {
  private final FutureTask<EventDatabase> events;
  private final FutureTask<StateDatabase> state;

  private OpeningStores(FutureTask<EventDatabase> events, FutureTask<StateDatabase> state) {
    this.events = events;
    this.state = state;
  }

  /** Begins to open both. */
  static OpeningStores of(Settings settings) {
    return new OpeningStores(
        begin(
            "open events",
            () ->
                EventDatabase.open(
                    settings.file("events.duckdb"),
                    DatabaseSettings.forThisMachine().withGeoData(settings.geoData()))),
        begin("open state", () -> StateDatabase.open(settings.file("state.db"))));
  }

  private static <T> FutureTask<T> begin(String name, Callable<T> opening) {
    FutureTask<T> task = new FutureTask<>(opening);
    Thread.ofPlatform().name(name).daemon().start(task);
    return task;
  }

  /** The event database, when it is open. */
  EventDatabase events() {
    return await(events);
  }

  /** The state database, when it is open. */
  StateDatabase state() {
    return await(state);
  }

  private static <T> T await(FutureTask<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException reason
          ? reason
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the databases open", e);
    }
  }

  /** Closes what was opened; a database that is closed already stays so. */
  @Override
  public void close() {
    whenOpened(events, EventDatabase::close);
    whenOpened(state, StateDatabase::close);
  }

  private static <T> void whenOpened(FutureTask<T> task, Consumer<T> close) {
    try {
      close.accept(task.get());
    } catch (ExecutionException e) {
      // It never opened, and whoever asked for it was told why.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
