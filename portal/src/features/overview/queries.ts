/** The KQL behind the tiles whose query the server does not name. */
const currentIncidents = `SecurityIncident
| summarize arg_max(LastModifiedTime, *) by IncidentNumber`;

export const incidentsByStatus = `${currentIncidents}
| summarize Incidents = count() by Status`;

export const incidentsBySeverity = `${currentIncidents}
| where Status != "Closed"
| summarize Incidents = count() by Severity`;

export const timeToAcknowledge = `${currentIncidents}
| where isnotnull(FirstModifiedTime)
| summarize TimeToAcknowledge = avg(FirstModifiedTime - CreatedTime)`;

export const timeToClose = `${currentIncidents}
| where isnotnull(ClosedTime)
| summarize TimeToClose = avg(ClosedTime - CreatedTime)`;

export function newestRows(table: string): string {
  return `${table}\n| sort by TimeGenerated desc\n| take 100`;
}

export function rowsOverTime(table: string, hours: number): string {
  const bin = hours <= 24 ? '30m' : hours <= 72 ? '1h' : '6h';
  return `${table}\n| summarize Rows = count() by bin(TimeGenerated, ${bin})\n| render timechart`;
}
