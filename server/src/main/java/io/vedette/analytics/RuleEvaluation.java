package io.vedette.analytics;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.Schedule;
import io.vedette.analytics.rules.RuleCatalog;
import io.vedette.analytics.rules.RuleEntry;
import io.vedette.ingestion.Commit;
import io.vedette.ingestion.Ingestion;
import io.vedette.kql.Compilation;
import io.vedette.kql.CompiledQuery;
import io.vedette.kql.RowScope;
import io.vedette.query.QueryEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the rules: near-real-time ones over exactly the rows of each commit, scheduled ones over
 * windows on ingestion time that join without gap or overlap. Each run has a thread of its own; a
 * slow rule waits for others that are slow and never keeps a quick one waiting.
 */
final class RuleEvaluation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleEvaluation.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration FLUSH_EVERY = Duration.ofMillis(500);
  private static final Duration REFRESH_EVERY = Duration.ofSeconds(1);
  private static final Duration COMPILE_EVERY = Duration.ofSeconds(30);
  private static final Duration PRUNE_EVERY = Duration.ofHours(1);
  private static final int MOST_MADE_UP_RUNS = 100;

  private final RuleCatalog catalog;
  private final RuleLedger ledger;
  private final RuleRunner runner;
  private final QueryEngine engine;
  private final Ingestion ingestion;
  private final InstantSource clock;
  private final RuleListener listener;
  private final SequenceClock sequences = new SequenceClock();
  private final Map<String, RuleTask> tasks = new ConcurrentHashMap<>();
  private final Set<String> tablesSeen = ConcurrentHashMap.newKeySet();
  private final Semaphore quickTurns =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
  private final Semaphore slowTurns = new Semaphore(1, true);
  private final ExecutorService runs = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closed;
  private @Nullable Thread ticker;

  RuleEvaluation(
      RuleCatalog catalog,
      RuleLedger ledger,
      QueryEngine engine,
      Ingestion ingestion,
      InstantSource clock,
      RuleListener listener) {
    this.catalog = catalog;
    this.ledger = ledger;
    this.runner = new RuleRunner(engine, clock);
    this.engine = engine;
    this.ingestion = ingestion;
    this.clock = clock;
    this.listener = listener;
  }

  /** Takes up all rules where they stand and begins to listen and to tick. */
  void start() {
    ingestion.onCommit(this::committed);
    adoptCatalog();
    ticker = Thread.ofVirtual().name("analytics").start(this::tick);
  }

  @Nullable RuleTask task(String ruleId) {
    return tasks.get(ruleId);
  }

  /** Takes over what has changed in the catalogue and in the rules' switches. */
  synchronized void adoptCatalog() {
    Map<String, RuleState> states = ledger.states();
    Set<String> wanted = new HashSet<>();
    for (RuleEntry entry : catalog.entries()) {
      AnalyticsRule rule = entry.rule();
      if (rule == null || !isOn(rule, states.get(rule.id()))) {
        continue;
      }
      wanted.add(rule.id());
      RuleTask task = tasks.get(rule.id());
      if (task == null) {
        RuleState state = ledger.begin(rule.id(), ingestion.lastSequence(), clock.instant());
        task = new RuleTask(rule, state, clock.instant(), ingestion.lastSequence());
        compile(task);
        tasks.put(rule.id(), task);
        // Rows may have come before the task could be told of them.
        task.expectThrough(ingestion.lastSequence());
      } else if (!task.rule().equals(rule)) {
        task.replace(rule);
        compile(task);
      }
    }
    tasks.forEach(
        (id, task) -> {
          if (!wanted.contains(id)) {
            task.stop();
            tasks.remove(id);
          }
        });
    tasks.values().forEach(this::consider);
  }

  /** Whether the rule should run: as it was switched by hand, otherwise as its file says. */
  static boolean isOn(AnalyticsRule rule, @Nullable RuleState state) {
    return (state == null || state.switchedOn() == null) ? rule.enabled() : state.switchedOn();
  }

  /** Finds out which tables drive the rule, and whether its query compiles at all. */
  private void compile(RuleTask task) {
    AnalyticsRule rule = task.rule();
    Compilation compilation = engine.compile(rule.query(), clock.instant());
    switch (compilation) {
      case Compilation.Rejected rejected ->
          task.compiled(Set.of(), RuleDiagnostic.ofQuery(rule.query(), rejected.diagnostics()));
      case CompiledQuery compiled -> {
        List<RuleDiagnostic> remarks =
            new ArrayList<>(RuleDiagnostic.ofQuery(rule.query(), compiled.warnings()));
        RuleColumns.missing(rule, compiled).stream()
            .map(RuleDiagnostic::ofColumns)
            .forEach(remarks::add);
        task.compiled(compiled.drivingTables(), remarks);
      }
    }
  }

  private void committed(Commit commit) {
    sequences.note(commit);
    // A query over a table that has no rows yet is not driven by it: look again when the first
    // come.
    boolean fresh = tablesSeen.add(commit.table());
    for (RuleTask task : tasks.values()) {
      if (fresh) {
        task.outdate();
      }
      if (fresh || task.isDrivenBy(commit.table())) {
        task.rowsCame(commit);
        consider(task);
      }
    }
  }

  private void consider(RuleTask task) {
    if (!closed && task.begin(clock.instant())) {
      runs.execute(() -> runWhileDue(task));
    }
  }

  private void runWhileDue(RuleTask task) {
    do {
      Semaphore turns = task.isSlow() ? slowTurns : quickTurns;
      turns.acquireUninterruptibly();
      try {
        if (!closed) {
          runGuarded(task);
        }
      } finally {
        turns.release();
      }
    } while (!closed && task.goesOn(clock.instant()));
  }

  private void runGuarded(RuleTask task) {
    try {
      if (task.takeOutdated()) {
        compile(task);
      }
      switch (task.rule().schedule()) {
        case Schedule.NearRealTime _ -> runOverNewRows(task);
        case Schedule.Scheduled scheduled -> runOverWindow(task, scheduled);
      }
    } catch (RuntimeException e) {
      // The outermost loop of a rule run: one rule's failure must not reach the others.
      if (!closed) {
        LOG.error("The rule \"{}\" could not be run", task.rule().name(), e);
      }
      task.failed(clock.instant(), false);
    }
  }

  private void runOverNewRows(RuleTask task) {
    AnalyticsRule rule = task.rule();
    RuleTask.Rows rows = task.nextRows(ingestion.lastSequence());
    Instant now = clock.instant();
    Commit first = rows.first();
    // Rows that a former process left unevaluated have an unknown age: they are bounded by number
    // alone.
    Instant earliest = first == null ? null : first.ingestionTime().minus(rule.queryPeriod());
    RunWindow window =
        new RunWindow(
            now,
            first == null ? now.minus(rule.queryPeriod()) : first.ingestionTime().minusNanos(1000),
            now,
            new RowScope(rows.after(), rows.through(), earliest),
            first == null ? null : first.ingestionTime(),
            first == null ? null : first.committedAt());
    run(task, rule, window, rows.after(), rows.through(), null);
  }

  private void runOverWindow(RuleTask task, Schedule.Scheduled schedule) {
    AnalyticsRule rule = task.rule();
    String skipped = skipWhatIsTooMuch(task, schedule);
    Instant end = task.windowEnd().plus(schedule.queryFrequency());
    ingestion.settle();
    long through = sequences.through(end, ingestion.lastSequence());
    Instant from = end.minus(schedule.queryPeriod());
    Commit first = task.firstNew(through);
    RunWindow window =
        new RunWindow(
            end,
            from,
            end,
            new RowScope(null, through, from),
            first == null ? null : first.ingestionTime(),
            first == null ? null : first.committedAt());
    run(task, rule, window, Math.min(task.watermark(), through), through, skipped);
  }

  /** Leaves out the oldest of the missed runs when there are too many; says so, or null. */
  private @Nullable String skipWhatIsTooMuch(RuleTask task, Schedule.Scheduled schedule) {
    Duration behind = Duration.between(task.windowEnd(), clock.instant());
    long missed = behind.dividedBy(schedule.queryFrequency());
    if (missed <= MOST_MADE_UP_RUNS) {
      return null;
    }
    long skip = missed - MOST_MADE_UP_RUNS;
    task.skipTo(task.windowEnd().plus(schedule.queryFrequency().multipliedBy(skip)));
    return "%d runs before this one were missed and left out: at most %d are made up"
        .formatted(skip, MOST_MADE_UP_RUNS);
  }

  private void run(
      RuleTask task,
      AnalyticsRule rule,
      RunWindow window,
      long after,
      long through,
      @Nullable String remark) {
    Instant started = clock.instant();
    long startedNanos = System.nanoTime();
    boolean rests = task.isSuppressedAt(window.to());
    RuleRunner.Result result =
        rests ? RuleRunner.Result.Evaluated.nothing() : runner.run(rule, window);
    Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
    switch (result) {
      case RuleRunner.Result.Evaluated evaluated -> {
        FinishedRun run =
            new FinishedRun(
                started,
                took,
                rests ? RunStatus.Suppressed : RunStatus.Success,
                window,
                after,
                through,
                evaluated.rows(),
                evaluated.alerts(),
                1,
                joined(remark, evaluated.note()));
        Instant suppress =
            evaluated.alerts().isEmpty() || rule.suppression() == null
                ? null
                : window.to().plus(rule.suppression());
        keep(rule, run, suppress);
        task.succeeded(through, window.to(), took, suppress);
      }
      case RuleRunner.Result.Failed failed -> {
        if (closed) {
          return;
        }
        FinishedRun run =
            new FinishedRun(
                started,
                took,
                RunStatus.Failure,
                window,
                after,
                through,
                0,
                List.of(),
                1,
                joined(remark, failed.message()));
        ledger.finished(rule, run, null);
        task.failed(clock.instant(), failed.tooMuch());
        listener.ran(rule.id());
      }
    }
  }

  private void keep(AnalyticsRule rule, FinishedRun run, @Nullable Instant suppressedUntil) {
    boolean quiet = rule.isNearRealTime() && run.alerts().isEmpty() && run.message() == null;
    if (quiet) {
      ledger.quiet(rule, run);
      return;
    }
    ledger.finished(rule, run, suppressedUntil);
    run.alerts().forEach(listener::alert);
    listener.ran(rule.id());
  }

  private static @Nullable String joined(@Nullable String one, @Nullable String other) {
    return one == null ? other : other == null ? one : one + "; " + other;
  }

  private void tick() {
    long ticks = 0;
    try {
      while (!closed) {
        Thread.sleep(TICK);
        ticks++;
        tickGuarded(ticks);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tickGuarded(long ticks) {
    try {
      if (is(ticks, FLUSH_EVERY)) {
        ledger.flush(false);
      }
      if (is(ticks, REFRESH_EVERY) && catalog.refresh()) {
        adoptCatalog();
      }
      if (is(ticks, COMPILE_EVERY)) {
        tasks.values().forEach(this::compile);
      }
      if (is(ticks, PRUNE_EVERY)) {
        ledger.prune();
      }
      tasks.values().forEach(this::consider);
    } catch (RuntimeException e) {
      // The outermost loop of the clockwork: it must go on.
      LOG.error("A tick of the rules' clockwork failed", e);
    }
  }

  private static boolean is(long ticks, Duration every) {
    return ticks % every.dividedBy(TICK) == 0;
  }

  /** Lets runs under way end, and writes where all rules stand. */
  @Override
  public void close() {
    closed = true;
    Thread running = ticker;
    try {
      if (running != null) {
        running.interrupt();
        running.join();
      }
      runs.shutdown();
      if (!runs.awaitTermination(20, TimeUnit.SECONDS)) {
        LOG.warn(
            "Rules were still running at shut-down; their rows are evaluated at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ledger.flush(true);
  }
}
