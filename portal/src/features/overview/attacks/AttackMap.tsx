import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, lazy } from 'react';
import { count, text, useRows } from '../../../api/useRows';
import { formatCount } from '../../../time/format';
import { ChartSkeleton } from '../../../ui/Chart';
import { EmptyState } from '../../../ui/EmptyState';
import { ErrorBar } from '../../../ui/ErrorBar';
import { LogsLink } from '../../../ui/LogsLink';
import { logsSearch } from '../../../ui/queryLink';
import { SmallTable } from '../../../ui/SmallTable';
import { Tile } from '../../../ui/Tile';
import { attacksByCountry, attacksOf, privateNetworks, unknownPlace } from './queries';

const WorldMap = lazy(() => import('./WorldMap'));

const every = 60_000;
const mostRows = 12;

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 3fr)',
    gap: '16px',
    '@media (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  caption: { color: tokens.colorNeutralForeground3 },
});

interface Props {
  hours: number;
  /** Whether the server can tell where addresses are. */
  geoData: boolean;
  className?: string;
}

/** Where attacks come from, as a map and as a table. */
export function AttackMap({ hours, geoData, className }: Props) {
  const styles = useStyles();
  const navigate = useNavigate();
  const query = attacksByCountry(hours);
  const { data, error, refetch } = useRows(query, every);
  const timespan = `PT${hours}H`;
  const attacks = (data ?? []).map((row) => ({
    country: text(row.Country),
    attempts: count(row.Attempts),
    addresses: count(row.Addresses),
  }));
  const placed = attacks.filter(
    ({ country }) => country !== privateNetworks && country !== unknownPlace,
  );
  return (
    <Tile title="Where attacks come from" query={query} timespan={timespan} className={className}>
      {error && (
        <ErrorBar
          title="The map could not be loaded."
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {!data && !error && <ChartSkeleton height={280} />}
      {data && (
        <div className={styles.parts}>
          {geoData ? (
            <div>
              <Suspense fallback={<ChartSkeleton height={280} />}>
                <WorldMap
                  attacks={placed}
                  label={`World map of attacks: ${placed.length} countries; the table says which`}
                  onChoose={(country) =>
                    void navigate({
                      to: '/logs',
                      search: logsSearch(attacksOf(country, hours), timespan),
                    })
                  }
                />
              </Suspense>
              <Text size={200} className={styles.caption}>
                Failed sign-ins, and connections to the sensor that tried none; the stronger the
                colour, the more.
              </Text>
            </div>
          ) : (
            <EmptyState
              title="No map yet"
              text={
                <>
                  To see the countries, name a file with geographic data, such as
                  GeoLite2-City.mmdb, as <code>geoData</code> in <code>vedette.yaml</code> and start
                  the server anew.
                </>
              }
            />
          )}
          <SmallTable
            label="Attacks by country"
            columns={['Country', 'Attempts', 'Addresses']}
            empty="Nobody failed to sign in, and nobody looked at the sensor."
            rows={attacks.slice(0, mostRows).map(({ country, attempts, addresses }) => ({
              key: country,
              cells: [
                <LogsLink key="country" query={attacksOf(country, hours)} timespan={timespan}>
                  {country}
                </LogsLink>,
                formatCount(attempts),
                formatCount(addresses),
              ],
            }))}
          />
        </div>
      )}
    </Tile>
  );
}
