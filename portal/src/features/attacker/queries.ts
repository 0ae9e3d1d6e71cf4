import { kqlString } from '../../ui/kql';

/** The KQL behind the page of an address, over a number of days. */
export function attackerQueries(address: string, days: number) {
  const at = kqlString(address);
  const signIns = `SecurityEvent
| where TimeGenerated > ago(${days}d) and EventID in (4624, 4625) and IpAddress == ${at}`;
  const network = networkOf(address);
  return {
    figures: `${signIns}
| summarize Attempts = count(), Failures = countif(EventID == 4625), Accounts = dcount(tolower(TargetUserName)),
  Hosts = dcount(Computer), First = min(TimeGenerated), Last = max(TimeGenerated)`,
    overTime: `${signIns}
| summarize Attempts = count() by At = bin(TimeGenerated, ${days > 7 ? '6h' : '1h'}), Success = EventID == 4624
| sort by At asc`,
    users: `${signIns}
| summarize Attempts = count() by User = TargetUserName
| top 15 by Attempts`,
    hosts: `${signIns}
| summarize Attempts = count() by Computer
| top 15 by Attempts`,
    clients: `RdpSensor_CL
| where TimeGenerated > ago(${days}d) and SourceIp == ${at}
| summarize Connections = count(), Last = max(TimeGenerated) by Tool, SecurityMode, ClientName, Ja4
| top 15 by Connections`,
    neighbours: `SecurityEvent
| where TimeGenerated > ago(${days}d) and EventID == 4625 and IpAddress != ${at}
| where ${network === undefined ? 'false' : `ipv4_is_in_range(IpAddress, ${kqlString(network)})`}
| summarize Attempts = count() by IpAddress
| top 15 by Attempts`,
    indicators: `ThreatIntelIndicators
| where ObservableValue == ${at} and IsActive
| summarize arg_max(TimeGenerated, *) by Id
| project Source = SourceSystem, Confidence, ValidUntil, Tags
| take 20`,
    alerts: `SecurityAlert
| where TimeGenerated > ago(${days}d) and Entities has ${at}
| summarize arg_max(TimeGenerated, AlertName, AlertSeverity) by SystemAlertId
| top 20 by TimeGenerated
| project TimeGenerated, AlertName, AlertSeverity`,
  };
}

/** The 256 addresses around an IPv4 address, or undefined for what is none. */
export function networkOf(address: string): string | undefined {
  const parts = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address);
  return parts ? `${parts[1] ?? ''}.0/24` : undefined;
}
