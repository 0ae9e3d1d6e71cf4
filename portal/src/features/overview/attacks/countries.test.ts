import { expect, it } from 'vitest';
import world from 'world-atlas/countries-110m.json';
import { countryKey, pointOf } from './countries';

const drawn = new Set(
  world.objects.countries.geometries.map(({ properties }) => countryKey(properties.name)),
);
const placed = (name: string) => drawn.has(countryKey(name)) || pointOf(name) !== undefined;

/** Every region's English name, as Java's and the browser's data have it. */
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const letters = Array.from({ length: 26 }, (_, n) => String.fromCharCode(65 + n));
const regions = letters
  .flatMap((first) => letters.map((second) => first + second))
  .map((code) => names.of(code))
  .filter((name) => name !== undefined);

it('knows each country of the map by its English name', () => {
  const known = new Set(regions.map(countryKey));
  const missing = world.objects.countries.geometries
    .map(({ properties }) => properties.name)
    .filter((name) => !known.has(countryKey(name)));
  // These have no code of their own.
  expect(missing).toEqual(['N. Cyprus', 'Somaliland']);
});

it('finds a place for nearly every region that has a name', () => {
  expect(regions.length).toBeGreaterThan(250);
  const nowhere = regions.filter((name) => !placed(name));
  expect(nowhere.length).toBeLessThan(50);
  for (const name of ['Singapore', 'Hong Kong', 'Macao', 'Malta', 'Cabo Verde', 'Réunion']) {
    expect(nowhere).not.toContain(name);
  }
});

it.each([
  'The Netherlands',
  'United States',
  'Türkiye',
  'DR Congo',
  'Congo Republic',
  'Ivory Coast',
  'Czechia',
  'North Macedonia',
  'Eswatini',
  'Bosnia and Herzegovina',
  'South Sudan',
  'Palestine',
  'Hashemite Kingdom of Jordan',
  'Federated States of Micronesia',
  'St Kitts and Nevis',
  'Saint Lucia',
  'U.S. Virgin Islands',
])('knows %s as geographic data name it', (name) => {
  expect(placed(name)).toBe(true);
});

it('places nothing that is no country', () => {
  expect(['', 'Private networks', 'Unknown place', 'Atlantis'].filter(placed)).toEqual([]);
});
