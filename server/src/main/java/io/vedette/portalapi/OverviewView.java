package io.vedette.portalapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.incidents.IncidentSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The overview as the portal shows it.
 *
 * @param geoData whether queries can tell where IP addresses are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OverviewView(
    Change events,
    Change alerts,
    Change incidents,
    Map<String, Long> incidentsByStatus,
    Map<String, Long> incidentsBySeverity,
    @Nullable Long meanTimeToAcknowledgeSeconds,
    @Nullable Long meanTimeToCloseSeconds,
    List<TableTimeline> timeline,
    List<Point> alertTimeline,
    List<IncidentSummary> recentIncidents,
    List<Source> sources,
    boolean geoData,
    Queries queries) {

  /** A figure of the period and of the one before. */
  record Change(long count, long previous) {}

  record Point(Instant at, long count) {}

  record TableTimeline(String table, List<Point> points) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Source(
      String table,
      @Nullable Instant lastEventAt,
      @Nullable Instant lastReceivedAt,
      long rows24h) {}

  record Queries(String events, String alerts, String incidents) {}
}
