/**
 * Geographic data, Unicode's names and the map call some countries by different names. Left stand
 * the map's, right what others say.
 */
const aliases: Record<string, string[]> = {
  'Bosnia and Herz.': ['Bosnia and Herzegovina'],
  'Central African Rep.': ['Central African Republic'],
  Congo: ['Congo - Brazzaville', 'Congo Republic', 'Republic of the Congo'],
  Czechia: ['Czech Republic'],
  "Côte d'Ivoire": ['Ivory Coast'],
  'Dem. Rep. Congo': [
    'Congo - Kinshasa',
    'DR Congo',
    'Democratic Republic of the Congo',
    'The Democratic Republic of the Congo',
  ],
  'Dominican Rep.': ['Dominican Republic'],
  'Eq. Guinea': ['Equatorial Guinea'],
  'Falkland Is.': ['Falkland Islands'],
  'Fr. S. Antarctic Lands': ['French Southern Territories'],
  Iran: ['Islamic Republic of Iran'],
  Jordan: ['Hashemite Kingdom of Jordan'],
  Laos: ["Lao People's Democratic Republic"],
  Lithuania: ['Republic of Lithuania'],
  Macedonia: ['North Macedonia'],
  Moldova: ['Republic of Moldova'],
  Myanmar: ['Myanmar (Burma)', 'Burma'],
  Palestine: ['Palestinian Territories', 'Palestinian Territory', 'State of Palestine'],
  Russia: ['Russian Federation'],
  'S. Sudan': ['South Sudan'],
  'Solomon Is.': ['Solomon Islands'],
  'South Korea': ['Republic of Korea', 'Korea, Republic of'],
  Syria: ['Syrian Arab Republic'],
  Tanzania: ['United Republic of Tanzania'],
  'Timor-Leste': ['East Timor'],
  Turkey: ['Türkiye'],
  'United Kingdom': ['United Kingdom of Great Britain and Northern Ireland'],
  'United States of America': ['United States'],
  Vietnam: ['Viet Nam'],
  'W. Sahara': ['Western Sahara'],
  eSwatini: ['Eswatini', 'Swaziland'],
};

/** Places that are too small for the map's scale, in degrees east and north. */
const points: Record<string, [number, number]> = {
  'American Samoa': [-170.7, -14.3],
  Andorra: [1.5, 42.5],
  'Antigua and Barbuda': [-61.8, 17.1],
  Aruba: [-70, 12.5],
  Bahrain: [50.6, 26.1],
  Barbados: [-59.6, 13.2],
  Bermuda: [-64.8, 32.3],
  'British Virgin Islands': [-64.5, 18.5],
  'Cape Verde': [-23.6, 15.1],
  'Cayman Islands': [-81.3, 19.3],
  Comoros: [43.4, -11.9],
  Curaçao: [-69, 12.2],
  Dominica: [-61.4, 15.4],
  'Faroe Islands': [-6.9, 62],
  'French Polynesia': [-149.5, -17.6],
  Gibraltar: [-5.4, 36.1],
  Grenada: [-61.7, 12.1],
  Guadeloupe: [-61.5, 16.2],
  Guam: [144.8, 13.4],
  Guernsey: [-2.6, 49.5],
  'Hong Kong': [114.2, 22.3],
  'Isle of Man': [-4.5, 54.2],
  Jersey: [-2.1, 49.2],
  Kiribati: [173, 1.4],
  Liechtenstein: [9.5, 47.2],
  Macao: [113.5, 22.2],
  Maldives: [73.5, 4.2],
  Malta: [14.4, 35.9],
  'Marshall Islands': [171.2, 7.1],
  Martinique: [-61, 14.6],
  Mauritius: [57.6, -20.3],
  Mayotte: [45.2, -12.8],
  Micronesia: [158.2, 6.9],
  Monaco: [7.4, 43.7],
  Nauru: [166.9, -0.5],
  Palau: [134.5, 7.5],
  Réunion: [55.5, -21.1],
  Samoa: [-172.1, -13.8],
  'San Marino': [12.5, 43.9],
  'São Tomé and Príncipe': [6.7, 0.3],
  Seychelles: [55.5, -4.6],
  Singapore: [103.8, 1.4],
  'St Kitts and Nevis': [-62.8, 17.3],
  'Saint Lucia': [-61, 13.9],
  'St Vincent and Grenadines': [-61.2, 13.3],
  Tonga: [-175.2, -21.2],
  'Turks and Caicos Islands': [-71.8, 21.8],
  Tuvalu: [179.2, -8.5],
  'U.S. Virgin Islands': [-64.8, 17.9],
  'Vatican City': [12.5, 41.9],
};

/** Other names of the small places. */
const pointAliases: Record<string, string[]> = {
  'Cape Verde': ['Cabo Verde'],
  'Hong Kong': ['Hong Kong SAR China'],
  Macao: ['Macao SAR China', 'Macau'],
  Micronesia: ['Federated States of Micronesia'],
  'St Vincent and Grenadines': ['St. Vincent & Grenadines', 'Saint Vincent and the Grenadines'],
};

/** Letters and digits alone, without accents: names differ in all the rest. */
function key(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/\bst\b\.?/, 'saint')
    .replace(/^the /, '')
    .replace(/[^a-z0-9]/g, '');
}

function byKey(groups: Record<string, string[]>): Map<string, string> {
  return new Map(
    Object.entries(groups).flatMap(([name, others]) =>
      others.map((other): [string, string] => [key(other), key(name)]),
    ),
  );
}

const renamed = new Map([...byKey(aliases), ...byKey(pointAliases)]);
const small = new Map(Object.entries(points).map(([name, at]) => [key(name), at]));

/** The same for all names of one country, those of the map included. */
export function countryKey(name: string): string {
  const plain = key(name);
  return renamed.get(plain) ?? plain;
}

/** Where a place is that the map is too coarse for. */
export function pointOf(name: string): [number, number] | undefined {
  return small.get(countryKey(name));
}
