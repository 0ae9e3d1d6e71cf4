export const latestConnections = `RdpSensor_CL
| where TimeGenerated > ago(7d)
| top 20 by TimeGenerated
| project TimeGenerated, SourceIp, SourcePort, Tool, Stage, SecurityMode, UserName, ClientName, Attempts, End`;

export const figures = `RdpSensor_CL
| where TimeGenerated > ago(24h)
| summarize Connections = count(), Attempts = sum(Attempts), Sources = dcount(SourceIp)`;

export const topSources = `RdpSensor_CL
| where TimeGenerated > ago(7d)
| summarize Connections = count() by SourceIp
| top 10 by Connections`;

export const topUsers = `RdpSensor_CL
| where TimeGenerated > ago(7d) and isnotempty(UserName)
| summarize Attempts = sum(Attempts) by UserName
| top 10 by Attempts`;
