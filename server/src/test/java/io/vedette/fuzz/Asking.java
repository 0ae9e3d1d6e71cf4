package io.vedette.fuzz;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a target and makes faults of what it throws and of answers that come too late. A query that
 * never ends cannot be ended from outside: it is handed to whoever wants to keep it, and the
 * process ends.
 */
final class Asking implements Target, AutoCloseable {
  private static final int FRAMES = 3;

  /** How many times longer than late a query may take by the clock. */
  private static final int WAITING = 4;

  private static final String OWN = Asking.class.getPackageName() + ".";

  /** When a query is looked at, to see where it hangs, and when it counts as too late. */
  private final long lateNanos;

  private final long neverNanos;
  private final Target target;
  private final BiConsumer<String, Answer.Fault> onNever;
  private final Thread asker = Thread.currentThread();
  private final AtomicReference<@Nullable Running> running = new AtomicReference<>();
  private final Thread watch = Thread.ofPlatform().daemon().name("fuzz-watch").start(this::watch);

  private static final class Running {
    final String kql;
    final long began = System.nanoTime();
    final long cpuBefore = cpuNanos();
    volatile @Nullable String place;

    Running(String kql) {
      this.kql = kql;
    }
  }

  /**
   * @param late how long a query may take, its limit and what it takes to heed it
   * @param onNever told of a query that takes ten times as long, before the process ends
   */
  Asking(Target target, Duration late, BiConsumer<String, Answer.Fault> onNever) {
    this.target = target;
    this.lateNanos = late.toNanos();
    this.neverNanos = 10 * lateNanos;
    this.onNever = onNever;
  }

  @Override
  public Answer ask(String kql) {
    Running mine = new Running(kql);
    running.set(mine);
    try {
      Answer answer = target.ask(kql);
      return isLate(mine) ? late(mine) : answer;
    } catch (Throwable thrown) {
      return new Answer.Fault(
          "throws " + thrown.getClass().getName() + " at " + places(thrown.getStackTrace()),
          String.valueOf(thrown));
    } finally {
      running.set(null);
    }
  }

  /**
   * Counts what the thread computes, as the engine does its work on it: how long it waits for a
   * processor, or for the collector that waits for one, says how busy the machine is, nothing about
   * the query. One that waits for what does not come counts by the clock.
   */
  private boolean isLate(Running query) {
    long nanos = System.nanoTime() - query.began;
    return nanos > lateNanos
        && (cpuNanos() - query.cpuBefore > lateNanos || nanos > WAITING * lateNanos);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Answer.Fault late(Running query) {
    long millis = (System.nanoTime() - query.began) / 1_000_000;
    return new Answer.Fault("late at " + query.place, "took " + millis + " ms");
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(50);
        Running query = running.get();
        if (query == null) {
          continue;
        }
        long nanos = System.nanoTime() - query.began;
        if (nanos > lateNanos && query.place == null) {
          query.place = places(asker.getStackTrace());
        }
        if (nanos > neverNanos) {
          String all = Arrays.toString(asker.getStackTrace());
          onNever.accept(query.kql, new Answer.Fault("never ends at " + query.place, all));
          Runtime.getRuntime().halt(3);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The innermost methods of the product. */
  private static String places(StackTraceElement... frames) {
    List<StackTraceElement> ours =
        Arrays.stream(frames)
            .filter(f -> f.getClassName().startsWith("io.vedette."))
            .filter(f -> !f.getClassName().startsWith(OWN))
            .limit(FRAMES)
            .toList();
    return ours.stream()
        .map(f -> f.getClassName().replaceFirst("^.*\\.", "") + "." + f.getMethodName())
        .collect(Collectors.joining(" < "));
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
