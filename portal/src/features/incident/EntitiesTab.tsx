import { makeStyles } from '@fluentui/react-components';
import type { Entity } from '../../api/incidents';
import { Timestamp } from '../../time/Timestamp';
import { AttackerLink } from '../../ui/AttackerLink';
import { EntityIcon } from '../../ui/entityIcon';
import { Facts } from '../../ui/Facts';
import { kqlString } from '../../ui/kql';
import { Tile } from '../../ui/Tile';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))',
    alignItems: 'start',
    gap: '12px',
  },
});

/** Where an entity is named: its bare name, as events write it. */
export function entityQuery(entity: Entity): string {
  const bare = entity.label.split('\\').at(-1) ?? entity.label;
  return `search ${kqlString(bare)}\n| sort by TimeGenerated desc\n| take 500`;
}

export function EntitiesTab({ entities }: { entities: Entity[] }) {
  const styles = useStyles();
  return (
    <div className={styles.grid}>
      {entities.map((entity) => (
        <Tile
          key={entity.id}
          title={entity.label}
          query={entityQuery(entity)}
          timespan="P7D"
          icon={<EntityIcon type={entity.type} />}
          action={
            entity.type === 'IP' && <AttackerLink address={entity.label} words="All about it" />
          }
        >
          <Facts
            facts={[
              ['Type', entity.type],
              [
                'First seen',
                entity.firstSeen && <Timestamp value={entity.firstSeen} form="exact" />,
              ],
              ['Last seen', entity.lastSeen && <Timestamp value={entity.lastSeen} form="exact" />],
              ['Alerts', entity.alertCount],
              ...Object.entries(entity.properties).map(([name, value]): [string, string] => [
                name,
                typeof value === 'string' ? value : JSON.stringify(value),
              ]),
            ]}
          />
        </Tile>
      ))}
    </div>
  );
}
