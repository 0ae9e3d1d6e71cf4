package io.vedette.portalapi;

import io.vedette.incidents.IncidentFilter;
import io.vedette.incidents.IncidentSummary;
import io.vedette.incidents.Incidents;
import io.vedette.platform.Settings;
import io.vedette.portalapi.OverviewView.Change;
import io.vedette.portalapi.OverviewView.Source;
import io.vedette.portalapi.OverviewView.TableTimeline;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import io.vedette.query.RowCounts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The figures of the portal's first page; every one is the answer to a query that comes with it.
 */
@RestController
final class OverviewEndpoints {
  private static final int LONGEST_HOURS = 90 * 24;
  private static final int RECENT = 10;

  /** Tables that the workspace writes about itself: no sources of events. */
  private static final Set<String> OWN_TABLES =
      Set.of(
          "SecurityAlert",
          "SecurityIncident",
          "SentinelAudit",
          "SentinelHealth",
          "VedetteIngestion",
          "Watchlist",
          "Usage",
          "Operation");

  private final InstantSource clock;
  private final QueryEngine engine;
  private final RowCounts counts;
  private final Incidents incidents;
  private final boolean geoData;

  OverviewEndpoints(
      InstantSource clock,
      QueryEngine engine,
      EventDatabase database,
      Incidents incidents,
      Settings settings) {
    this.clock = clock;
    this.engine = engine;
    this.counts = new RowCounts(database);
    this.incidents = incidents;
    this.geoData = settings.geoData() != null;
  }

  @GetMapping("/api/overview")
  OverviewView overview(@RequestParam(defaultValue = "24") int hours) {
    if (hours < 1 || hours > LONGEST_HOURS) {
      throw RefusedRequestException.badRequest("hours is a number from 1 to " + LONGEST_HOURS);
    }
    Instant now = clock.instant();
    Buckets buckets = Buckets.of(now, hours);
    List<String> tables = sourceTables();
    OverviewQueries queries = OverviewQueries.of(hours, buckets.size(), tables);
    EventFigures events = EventFigures.of(run(queries.events(), now), buckets);
    Series alerts = new Series();
    for (@Nullable Object[] row : run(queries.alerts(), now).rows()) {
      alerts.add(row[0], row[1], number(row[2]));
    }
    IncidentFigures made = IncidentFigures.of(run(queries.incidents(), now));
    return new OverviewView(
        events.change(),
        alerts.change(),
        made.change(),
        made.byStatus(),
        made.bySeverity(),
        made.meanAcknowledgeSeconds(),
        made.meanCloseSeconds(),
        events.timeline(),
        buckets.points(alerts.points),
        recentIncidents(),
        sources(queries, now),
        geoData,
        new OverviewView.Queries(queries.events(), queries.alerts(), queries.incidents()));
  }

  private List<String> sourceTables() {
    Set<String> tables = new TreeSet<>();
    counts.all().forEach((table, rows) -> addSource(tables, table, rows));
    // A union has at least one leg; this table is always defined.
    tables.add("SecurityEvent");
    return List.copyOf(tables);
  }

  private static void addSource(Set<String> tables, String table, long rows) {
    if (rows > 0 && !OWN_TABLES.contains(table) && !table.startsWith("_")) {
      tables.add(table);
    }
  }

  private List<IncidentSummary> recentIncidents() {
    IncidentFilter all = IncidentFilter.ALL;
    return incidents
        .list(
            new IncidentFilter(
                all.statuses(),
                all.severities(),
                all.owner(),
                all.label(),
                all.search(),
                all.from(),
                all.to(),
                "-createdAt",
                0,
                RECENT))
        .value();
  }

  private List<Source> sources(OverviewQueries queries, Instant now) {
    Map<String, @Nullable Object[]> lastEvents = byTable(run(queries.lastEvents(), now));
    Map<String, @Nullable Object[]> received = byTable(run(queries.received(), now));
    Set<String> tables = new TreeSet<>(lastEvents.keySet());
    received.forEach((table, row) -> addSource(tables, table, 1));
    List<Source> sources = new ArrayList<>();
    for (String table : tables) {
      @Nullable Object[] event = lastEvents.get(table);
      @Nullable Object[] ledger = received.get(table);
      sources.add(
          new Source(
              table,
              event == null ? null : instant(event[1]),
              ledger == null ? null : instant(ledger[1]),
              ledger == null ? 0 : number(ledger[2])));
    }
    return sources;
  }

  private ResultSet run(String kql, Instant now) {
    return switch (engine.run(QueryRequest.of(kql, now))) {
      case QueryOutcome.Completed completed -> completed.primary();
      case QueryOutcome.Failed(var diagnostics) ->
          throw new RefusedRequestException(
              Problem.of(
                  503,
                  "OverviewQuery",
                  "The overview's own query failed: " + diagnostics.getFirst().message()));
      case QueryOutcome.Stopped(var reason, String message) ->
          throw new RefusedRequestException(Problem.of(503, reason.name(), message));
    };
  }

  private static Map<String, @Nullable Object[]> byTable(ResultSet result) {
    Map<String, @Nullable Object[]> rows = new TreeMap<>();
    for (@Nullable Object[] row : result.rows()) {
      rows.put(String.valueOf(row[0]), row);
    }
    return rows;
  }

  private static @Nullable Instant instant(@Nullable Object ticks) {
    return ticks instanceof Long value ? Buckets.instant(value) : null;
  }

  private static long number(@Nullable Object cell) {
    return cell instanceof Number value ? value.longValue() : 0;
  }

  /** Counts of one thing: of both periods, and over the time of the current one. */
  private static final class Series {
    private final Map<Instant, Long> points = new HashMap<>();
    private long current;
    private long previous;

    void add(@Nullable Object bucket, @Nullable Object isCurrent, long count) {
      Instant at = instant(bucket);
      if (at == null || !Boolean.TRUE.equals(isCurrent)) {
        previous += count;
      } else {
        current += count;
        points.merge(at, count, Long::sum);
      }
    }

    Change change() {
      return new Change(current, previous);
    }
  }

  /** Rows by table over time. */
  private record EventFigures(Change change, List<TableTimeline> timeline) {
    static EventFigures of(ResultSet result, Buckets buckets) {
      Map<String, Series> byTable = new TreeMap<>();
      for (@Nullable Object[] row : result.rows()) {
        byTable
            .computeIfAbsent(String.valueOf(row[0]), table -> new Series())
            .add(row[1], row[2], number(row[3]));
      }
      long current = 0;
      long previous = 0;
      List<TableTimeline> timeline = new ArrayList<>();
      for (Map.Entry<String, Series> table : byTable.entrySet()) {
        Change change = table.getValue().change();
        current += change.count();
        previous += change.previous();
        timeline.add(new TableTimeline(table.getKey(), buckets.points(table.getValue().points)));
      }
      return new EventFigures(new Change(current, previous), timeline);
    }
  }

  /** Incidents made in the period, and how long they took. */
  private record IncidentFigures(
      Change change,
      Map<String, Long> byStatus,
      Map<String, Long> bySeverity,
      @Nullable Long meanAcknowledgeSeconds,
      @Nullable Long meanCloseSeconds) {

    static IncidentFigures of(ResultSet result) {
      Map<String, Long> byStatus = new LinkedHashMap<>();
      List.of("New", "Active", "Closed").forEach(status -> byStatus.put(status, 0L));
      Map<String, Long> bySeverity = new LinkedHashMap<>();
      List.of("High", "Medium", "Low", "Informational")
          .forEach(severity -> bySeverity.put(severity, 0L));
      long[] sums = new long[6];
      for (@Nullable Object[] row : result.rows()) {
        long made = number(row[3]);
        if (!Boolean.TRUE.equals(row[0])) {
          sums[1] += made;
          continue;
        }
        sums[0] += made;
        byStatus.merge(String.valueOf(row[1]), made, Long::sum);
        bySeverity.merge(String.valueOf(row[2]), made, Long::sum);
        for (int i = 2; i < sums.length; i++) {
          sums[i] += number(row[i + 2]);
        }
      }
      return new IncidentFigures(
          new Change(sums[0], sums[1]),
          byStatus,
          bySeverity,
          mean(sums[3], sums[2]),
          mean(sums[5], sums[4]));
    }

    private static @Nullable Long mean(long sum, long count) {
      return count == 0 ? null : Math.round((double) sum / count);
    }
  }
}
