import {
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Button,
  SearchBox,
  Text,
  Tree,
  TreeItem,
  TreeItemLayout,
  type TreeItemValue,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { AddRegular, EyeRegular, TableRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cellText, fetchPreview, fetchSchema, type TableDescription } from '../../api/query';
import { formatCount } from '../../time/format';
import { ErrorBar } from '../../ui/ErrorBar';
import { SkeletonLines } from '../../ui/SkeletonLines';

const useStyles = makeStyles({
  root: {
    width: '260px',
    flexShrink: 0,
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  wide: { width: '100%', flexGrow: 1, borderRightStyle: 'none' },
  search: { margin: '8px', maxWidth: 'none' },
  tree: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '0 4px 12px' },
  muted: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  preview: { maxWidth: 'min(720px, 90vw)', maxHeight: '360px', overflow: 'auto' },
  table: { borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, marginTop: '8px' },
  cell: {
    padding: '4px 8px',
    maxWidth: '200px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    textAlign: 'left',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});

interface Props {
  onInsert: (text: string) => void;
  /** As wide as what it stands in. */
  wide?: boolean;
}

/** The tables and functions of the workspace; a double click puts a name into the query. */
export function SchemaTree({ onInsert, wide = false }: Props) {
  const styles = useStyles();
  const [search, setSearch] = useState('');
  const schema = useQuery({
    queryKey: ['schema'],
    queryFn: ({ signal }) => fetchSchema(signal),
    staleTime: 60_000,
  });
  const wanted = search.trim().toLowerCase();
  const matches = (table: TableDescription) =>
    wanted === '' ||
    table.name.toLowerCase().includes(wanted) ||
    table.columns.some((column) => column.name.toLowerCase().includes(wanted));
  const tables = (schema.data?.tables ?? []).filter(matches);
  // Hundreds of tables come with the product: those that matter here stand first.
  const first = tables.filter((table) => table.rows > 0 || table.common);
  const others = tables.filter((table) => table.rows === 0 && !table.common);
  const functions = (schema.data?.functions ?? []).filter((each) =>
    each.name.toLowerCase().includes(wanted),
  );
  const withRows = groupsOf(first).filter((group) =>
    first.some((table) => table.group === group && table.rows > 0),
  );
  const [open, setOpen] = useState<ReadonlySet<TreeItemValue>>();
  const opened = new Set<TreeItemValue>(open ?? withRows);
  if (wanted !== '' && tables.length <= MANY) {
    groupsOf(first).forEach((group) => opened.add(group));
    opened.add(OTHERS);
    groupsOf(others).forEach((group) => opened.add(`${OTHERS}/${group}`));
  }
  return (
    <aside
      className={mergeClasses(styles.root, wide && styles.wide)}
      aria-label="Tables and functions"
    >
      <SearchBox
        data-search
        size="small"
        className={styles.search}
        aria-label="Filter tables and columns"
        placeholder="Filter tables and columns"
        value={search}
        onChange={(_, data) => setSearch(data.value)}
      />
      {schema.isPending && <SkeletonLines count={8} />}
      {schema.error && <ErrorBar title="The tables could not be loaded." error={schema.error} />}
      {schema.data && (
        <div className={styles.tree}>
          <Tree
            size="small"
            aria-label="Tables and functions"
            openItems={opened}
            onOpenChange={(_, data) => setOpen(new Set(data.openItems))}
          >
            {groupsOf(first).map((group) => (
              <Group
                key={group}
                name={group}
                value={group}
                tables={first}
                opened={opened}
                onInsert={onInsert}
              />
            ))}
            {others.length > 0 && (
              <TreeItem itemType="branch" value={OTHERS}>
                <TreeItemLayout
                  aside={<span className={styles.muted}>{formatCount(others.length)}</span>}
                >
                  Other tables without data
                </TreeItemLayout>
                <Tree>
                  {opened.has(OTHERS) &&
                    groupsOf(others).map((group) => (
                      <Group
                        key={group}
                        name={group}
                        value={`${OTHERS}/${group}`}
                        tables={others}
                        opened={opened}
                        onInsert={onInsert}
                      />
                    ))}
                </Tree>
              </TreeItem>
            )}
            {functions.length > 0 && (
              <TreeItem itemType="branch" value="Functions">
                <TreeItemLayout>Functions</TreeItemLayout>
                <Tree>
                  {functions.map((each) => (
                    <TreeItem key={each.name} itemType="leaf">
                      <TreeItemLayout
                        title={`${each.name}${each.parameters}`}
                        onDoubleClick={() => onInsert(`${each.name}()`)}
                      >
                        {each.name}
                      </TreeItemLayout>
                    </TreeItem>
                  ))}
                </Tree>
              </TreeItem>
            )}
          </Tree>
          {tables.length === 0 && functions.length === 0 && (
            <Text className={styles.muted}>Nothing matches.</Text>
          )}
        </div>
      )}
    </aside>
  );
}

/** The value of the branch that holds the tables which are neither common nor have rows. */
const OTHERS = 'other tables';

/** More tables than this that match the filter stay in closed groups. */
const MANY = 60;

function groupsOf(tables: TableDescription[]) {
  return [...new Set(tables.map((table) => table.group))].sort();
}

interface GroupProps {
  name: string;
  value: string;
  tables: TableDescription[];
  opened: ReadonlySet<TreeItemValue>;
  onInsert: (text: string) => void;
}

/** The tables of one group; what is closed is not made. */
function Group({ name, value, tables, opened, onInsert }: GroupProps) {
  const styles = useStyles();
  return (
    <TreeItem itemType="branch" value={value}>
      <TreeItemLayout>{name}</TreeItemLayout>
      <Tree>
        {opened.has(value) &&
          tables
            .filter((table) => table.group === name)
            .map((table) => (
              <TreeItem key={table.name} itemType="branch" value={`${value}/${table.name}`}>
                <TreeItemLayout
                  iconBefore={<TableRegular />}
                  onDoubleClick={() => onInsert(table.name)}
                  title={`${table.description}\nDouble click inserts the name`}
                  aside={
                    table.rows > 0 ? (
                      <span className={styles.muted}>{formatCount(table.rows)}</span>
                    ) : null
                  }
                  actions={
                    <>
                      <Preview table={table} />
                      <Button
                        size="small"
                        appearance="subtle"
                        icon={<AddRegular />}
                        aria-label={`Insert ${table.name}`}
                        onClick={(event) => {
                          event.stopPropagation();
                          onInsert(table.name);
                        }}
                      />
                    </>
                  }
                >
                  {table.name}
                </TreeItemLayout>
                <Tree>
                  {opened.has(`${value}/${table.name}`) &&
                    table.columns.map((column) => (
                      <TreeItem key={column.name} itemType="leaf">
                        <TreeItemLayout
                          title={column.description ?? undefined}
                          onDoubleClick={() => onInsert(column.name)}
                          aside={<span className={styles.muted}>{column.type}</span>}
                        >
                          {column.name}
                        </TreeItemLayout>
                      </TreeItem>
                    ))}
                </Tree>
              </TreeItem>
            ))}
      </Tree>
    </TreeItem>
  );
}

function Preview({ table }: { table: TableDescription }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const preview = useQuery({
    queryKey: ['preview', table.name],
    queryFn: ({ signal }) => fetchPreview(table.name, signal),
    enabled: open,
  });
  const rows = preview.data?.rows ?? [];
  return (
    <Popover open={open} onOpenChange={(_, data) => setOpen(data.open)} positioning="after">
      <PopoverTrigger>
        <Button
          size="small"
          appearance="subtle"
          icon={<EyeRegular />}
          aria-label={`Preview ${table.name}`}
          onClick={(event) => event.stopPropagation()}
        />
      </PopoverTrigger>
      <PopoverSurface className={styles.preview} aria-label={`Newest rows of ${table.name}`}>
        <Text weight="semibold">{table.name}</Text>
        <Text block>{table.description}</Text>
        {preview.isFetching && <SkeletonLines count={4} />}
        {preview.error && <ErrorBar title="No preview." error={preview.error} />}
        {preview.data && rows.length === 0 && <Text block>This table has no rows yet.</Text>}
        {preview.data && rows.length > 0 && (
          <table className={styles.table}>
            <thead>
              <tr>
                {preview.data.columns.map((column) => (
                  <th key={column.name} scope="col" className={styles.cell}>
                    {column.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, n) => (
                    <td key={n} className={styles.cell}>
                      {cellText(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </PopoverSurface>
    </Popover>
  );
}
