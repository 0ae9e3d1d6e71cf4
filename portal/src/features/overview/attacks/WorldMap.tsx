import { makeStyles, tokens } from '@fluentui/react-components';
import { geoEqualEarth, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { useMemo } from 'react';
import atlas from 'world-atlas/countries-110m.json';
import { useTheme } from '../../../app/theme';
import { formatCount } from '../../../time/format';
import { countryKey, pointOf } from './countries';

export interface Attacks {
  country: string;
  attempts: number;
}

interface Props {
  attacks: Attacks[];
  label: string;
  onChoose: (country: string) => void;
}

const width = 960;
const height = 440;
const radius = 5;

const useStyles = makeStyles({
  map: { display: 'block', width: '100%', height: 'auto' },
  land: {
    stroke: tokens.colorNeutralBackground1,
    strokeWidth: 0.6,
  },
  attacked: {
    stroke: tokens.colorNeutralBackground1,
    strokeWidth: 0.6,
    cursor: 'pointer',
    ':hover': { stroke: tokens.colorNeutralForeground1, strokeWidth: 1.4 },
  },
});

const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;

// Nobody attacks from Antarctica, which would take a fifth of the picture.
const countries = feature(topology, topology.objects.countries).features.filter(
  ({ id }) => id !== '010',
);

const projection = geoEqualEarth()
  .rotate([-11, 0])
  .fitExtent(
    [
      [2, 2],
      [width - 2, height - 2],
    ],
    { type: 'FeatureCollection', features: countries },
  );

const shapes = countries.map((each) => ({
  key: countryKey(each.properties.name),
  name: each.properties.name,
  path: geoPath(projection)(each) ?? '',
}));

/** The countries that attacks came from, the more the stronger their colour. A table says the same in words. */
export default function WorldMap({ attacks, label, onChoose }: Props) {
  const styles = useStyles();
  const { palette } = useTheme();
  const byKey = useMemo(
    () => new Map(attacks.map((each) => [countryKey(each.country), each])),
    [attacks],
  );
  const most = Math.max(1, ...attacks.map(({ attempts }) => attempts));
  const mark = (each: Attacks) => ({
    className: styles.attacked,
    fill: palette.severity.High,
    fillOpacity: 0.3 + 0.7 * (Math.log(each.attempts + 1) / Math.log(most + 1)),
    onClick: () => onChoose(each.country),
    children: <title>{`${each.country}: ${formatCount(each.attempts)}`}</title>,
  });
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles.map} role="img" aria-label={label}>
      {shapes.map(({ key, name, path }) => {
        const attack = byKey.get(key);
        return attack ? (
          <path key={name} d={path} data-country={attack.country} {...mark(attack)} />
        ) : (
          <path key={name} d={path} className={styles.land} fill={palette.line} />
        );
      })}
      {attacks.map((attack) => {
        const point = pointOf(attack.country);
        const at = point && projection(point);
        return at ? (
          <circle
            key={attack.country}
            cx={at[0]}
            cy={at[1]}
            r={radius}
            data-country={attack.country}
            {...mark(attack)}
          />
        ) : null;
      })}
    </svg>
  );
}
