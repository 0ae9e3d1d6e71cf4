import { kqlString } from '../../../ui/kql';

export const privateNetworks = 'Private networks';
export const unknownPlace = 'Unknown place';

/** RFC 1918, shared space (RFC 6598), link-local and loopback of both kinds of addresses. */
const ranges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
];

/**
 * Each source address with where it is and how often it tried: failed sign-ins, and connections to
 * the sensor that did not come to one.
 */
function sources(hours: number): string {
  return `union
  (SecurityEvent | where TimeGenerated > ago(${hours}h) and EventID == 4625 | project Address = IpAddress),
  (RdpSensor_CL | where TimeGenerated > ago(${hours}h) and Attempts == 0 | project Address = SourceIp)
| where isnotempty(Address) and Address != "-"
| summarize Attempts = count() by Address
| extend Place = tostring(geo_info_from_ip_address(Address).country)
| extend Country = case(
    ipv6_is_in_any_range(Address, dynamic(${JSON.stringify(ranges)})), "${privateNetworks}",
    isempty(Place), "${unknownPlace}",
    Place)`;
}

/** The countries that attacks came from. */
export function attacksByCountry(hours: number): string {
  return `${sources(hours)}
| summarize Attempts = sum(Attempts), Addresses = count() by Country
| sort by Attempts desc, Country asc`;
}

/** The addresses of a country that attacks came from. */
export function attacksOf(country: string, hours: number): string {
  return `${sources(hours)}
| where Country == ${kqlString(country)}
| project Address, Attempts, Country
| sort by Attempts desc`;
}
