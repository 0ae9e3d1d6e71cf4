package io.vedette.portalapi;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The KQL behind the tiles of the overview. Each text stands on its own, so that the portal can
 * open it in Logs; it looks at two periods of that many hours, the last one and the one before.
 *
 * @param events rows by table, bucket and period
 * @param alerts alerts by bucket and period; an alert that is written more than once counts once
 * @param incidents incidents made, by period, status and severity, with the times they took
 * @param lastEvents the last TimeGenerated of each table
 * @param received what the ledger says of each table
 */
record OverviewQueries(
    String events, String alerts, String incidents, String lastEvents, String received) {

  static OverviewQueries of(int hours, Duration bucket, List<String> tables) {
    String union =
        "union isfuzzy=true withsource=Table "
            + tables.stream().map(OverviewQueries::quoted).collect(Collectors.joining(", "));
    String twoPeriods = 2 * hours + "h";
    String step = bucket.toMinutes() + "m";
    return new OverviewQueries(
        """
        %s
        | where TimeGenerated > ago(%s) and TimeGenerated <= now()
        | summarize Events = count() by Table, At = bin(TimeGenerated, %s), IsCurrent = TimeGenerated > ago(%sh)"""
            .formatted(union, twoPeriods, step, hours),
        """
        SecurityAlert
        | where TimeGenerated > ago(%s)
        | summarize Raised = min(TimeGenerated) by SystemAlertId
        | summarize Alerts = count() by At = bin(Raised, %s), IsCurrent = Raised > ago(%sh)"""
            .formatted(twoPeriods, step, hours),
        """
        SecurityIncident
        | summarize arg_max(TimeGenerated, Status, Severity, CreatedTime, FirstModifiedTime, ClosedTime) by IncidentNumber
        | where CreatedTime > ago(%s)
        | extend Acknowledge = datetime_diff('second', FirstModifiedTime, CreatedTime), Close = datetime_diff('second', ClosedTime, CreatedTime)
        | summarize Incidents = count(), Acknowledged = countif(isnotnull(Acknowledge)), AcknowledgeSeconds = sum(Acknowledge), Closed = countif(isnotnull(Close)), CloseSeconds = sum(Close) by IsCurrent = CreatedTime > ago(%sh), Status, Severity"""
            .formatted(twoPeriods, hours),
        union + "\n| summarize LastEvent = max(TimeGenerated) by Table",
        """
        VedetteIngestion
        | where Stored > 0
        | summarize LastReceived = max(TimeGenerated), Rows = sumif(Stored, TimeGenerated > ago(24h)) by Table""");
  }

  private static String quoted(String table) {
    return table.matches("[A-Za-z_][A-Za-z0-9_]*") ? table : "['" + table + "']";
  }
}
