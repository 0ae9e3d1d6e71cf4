import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  OverlayDrawer,
  Skeleton,
  SkeletonItem,
  Tooltip,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import {
  AddRegular,
  DismissRegular,
  HistoryRegular,
  PanelLeftRegular,
  PlayFilled,
  ShareRegular,
  StopRegular,
} from '@fluentui/react-icons';
import { Suspense, lazy, useEffect, useMemo, useRef, useState } from 'react';
import type { Cell, Column } from '../../api/query';
import { useUrlState } from '../../app/urlState';
import { packQuery, unpackQuery } from '../../ui/queryLink';
import { PageHeader } from '../../ui/PageHeader';
import { useToasts } from '../../ui/toasts';
import { useIsNarrow } from '../../ui/useIsNarrow';
import type { EditorHandle } from './KqlEditor';
import { Results } from './Results';
import { SchemaTree } from './SchemaTree';
import { TimePicker } from './TimePicker';
import { withCondition } from './condition';
import { statementAt } from './statement';
import { loadHistory, loadTabs, newTab, remember, saveTabs, tabTitle } from './tabs';
import { defaultTimespan, setsTime } from './timespan';
import { useQueryRun } from './useQueryRun';

const KqlEditor = lazy(() => import('./KqlEditor'));

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  tabs: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    minHeight: '32px',
    overflowX: 'auto',
    overflowY: 'hidden',
    padding: '0 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tab: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    borderBottom: '2px solid transparent',
  },
  activeTab: { borderBottomColor: tokens.colorCompoundBrandForeground1 },
  body: { flexGrow: 1, minHeight: 0, display: 'flex' },
  drawer: { width: 'min(320px, 88vw)', alignItems: 'stretch' },
  work: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '4px',
    padding: '6px 12px',
  },
  editor: {
    height: '30%',
    minHeight: '140px',
    flexShrink: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  results: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
});

const none: never[] = [];
const idle = { kind: 'idle' } as const;

export default function LogsPage() {
  const styles = useStyles();
  const narrow = useIsNarrow();
  const toasts = useToasts();
  const [url, changeUrl] = useUrlState();
  const [tabs, setTabs] = useState(() => loadTabs(addressed(url.q, url.t)));
  const [history, setHistory] = useState(loadHistory);
  const [treeShown, setTreeShown] = useState(!narrow);
  const editor = useRef<EditorHandle>(null);
  const { states, run, cancel } = useQueryRun();
  const tab = tabs.open.find((each) => each.id === tabs.active) ?? tabs.open[0] ?? newTab();
  const state = states[tab.id] ?? idle;
  useEffect(() => saveTabs(tabs), [tabs]);

  // The address follows the tab that is open, a moment after the last key.
  useEffect(() => {
    const timer = setTimeout(() => {
      changeUrl({ q: tab.query.trim() === '' ? undefined : packQuery(tab.query), t: tab.timespan });
    }, 400);
    return () => clearTimeout(timer);
  }, [tab.query, tab.timespan, changeUrl]);

  const edit = (change: { query?: string; timespan?: string }) =>
    setTabs((before) => ({
      ...before,
      open: before.open.map((each) => (each.id === tab.id ? { ...each, ...change } : each)),
    }));
  const runText = (query: string, start: number) => {
    if (query === '') return;
    setHistory(remember(query));
    void run(tab.id, query, start, setsTime(query) ? undefined : tab.timespan);
  };
  const runStatement = () => {
    const { text, start } = statementAt(tab.query, editor.current?.cursor() ?? 0);
    runText(text, start);
  };
  // A link with a query shows its answer at once.
  const arrivedWith = useRef(url.q);
  useEffect(() => {
    if (arrivedWith.current === undefined) return;
    arrivedWith.current = undefined;
    runText(tab.query.trim(), tab.query.length - tab.query.trimStart().length);
  });
  const open = (query = '') => {
    const added = newTab(query);
    setTabs({ open: [...tabs.open, added], active: added.id });
  };
  const close = (id: string) => {
    const left = tabs.open.filter((each) => each.id !== id);
    const kept = left.length > 0 ? left : [newTab()];
    const active = tabs.active === id ? (kept.at(-1)?.id ?? '') : tabs.active;
    setTabs({ open: kept, active });
  };
  const addCondition = (column: Column, value: Cell, operator: '==' | '!=') => {
    const query = withCondition(tab.query, column, value, operator);
    edit({ query });
    const { text, start } = statementAt(query, query.length);
    runText(text, start);
  };
  const share = () => {
    void navigator.clipboard
      .writeText(location.href)
      .then(() => toasts.success('The link was copied'));
  };
  const findings = useMemo(
    () =>
      state.kind === 'failed'
        ? { list: state.error.problem.errors ?? none, start: state.start }
        : { list: none, start: 0 },
    [state],
  );
  const running = state.kind === 'running';

  return (
    <div className={styles.page}>
      <PageHeader title="Logs" />
      <div className={styles.tabs} role="group" aria-label="Queries">
        {tabs.open.map((each) => (
          <span
            key={each.id}
            className={mergeClasses(styles.tab, each.id === tab.id && styles.activeTab)}
          >
            <Button
              size="small"
              appearance="subtle"
              aria-current={each.id === tab.id}
              title={each.query.slice(0, 400)}
              onClick={() => setTabs({ ...tabs, active: each.id })}
            >
              {tabTitle(each.query)}
            </Button>
            <Button
              size="small"
              appearance="transparent"
              aria-label={`Close the query ${tabTitle(each.query)}`}
              icon={<DismissRegular />}
              onClick={() => close(each.id)}
            />
          </span>
        ))}
        <Tooltip content="New query" relationship="label">
          <Button size="small" appearance="subtle" icon={<AddRegular />} onClick={() => open()} />
        </Tooltip>
      </div>
      <div className={styles.body}>
        {narrow ? (
          <OverlayDrawer
            open={treeShown}
            position="start"
            className={styles.drawer}
            aria-label="Tables and functions"
            onOpenChange={(_, data) => setTreeShown(data.open)}
          >
            <SchemaTree
              wide
              onInsert={(text) => {
                setTreeShown(false);
                editor.current?.insert(text);
              }}
            />
          </OverlayDrawer>
        ) : (
          treeShown && <SchemaTree onInsert={(text) => editor.current?.insert(text)} />
        )}
        <div className={styles.work}>
          <div className={styles.tools}>
            <Tooltip content="Tables and functions" relationship="label">
              <Button
                appearance="subtle"
                icon={<PanelLeftRegular />}
                aria-expanded={treeShown}
                onClick={() => setTreeShown(!treeShown)}
              />
            </Tooltip>
            {running ? (
              <Button icon={<StopRegular />} onClick={() => cancel(tab.id)}>
                Cancel
              </Button>
            ) : (
              <Button
                appearance="primary"
                icon={<PlayFilled />}
                disabled={tab.query.trim() === ''}
                onClick={runStatement}
              >
                Run
              </Button>
            )}
            <TimePicker
              timespan={tab.timespan}
              setInQuery={setsTime(tab.query)}
              onChange={(timespan) => edit({ timespan })}
            />
            <Menu>
              <MenuTrigger>
                <Button
                  appearance="subtle"
                  icon={<HistoryRegular />}
                  disabled={history.length === 0}
                >
                  History
                </Button>
              </MenuTrigger>
              <MenuPopover style={{ maxHeight: '60vh', overflowY: 'auto' }}>
                <MenuList>
                  {history.map((past) => (
                    <MenuItem key={past.at} title={past.query} onClick={() => open(past.query)}>
                      {past.query.replaceAll('\n', ' ').slice(0, 70)}
                    </MenuItem>
                  ))}
                </MenuList>
              </MenuPopover>
            </Menu>
            <Button appearance="subtle" icon={<ShareRegular />} onClick={share}>
              Share
            </Button>
          </div>
          <div className={styles.editor}>
            <Suspense
              fallback={
                <Skeleton aria-label="Loading the editor">
                  <SkeletonItem size={96} />
                </Skeleton>
              }
            >
              <KqlEditor
                ref={editor}
                tab={tab.id}
                value={tab.query}
                findings={findings}
                onChange={(query) => edit({ query })}
                onRun={runStatement}
              />
            </Suspense>
          </div>
          <section className={styles.results} aria-label="Query results">
            <Results state={state} onCancel={() => cancel(tab.id)} onCondition={addCondition} />
          </section>
        </div>
      </div>
    </div>
  );
}

function addressed(packed: string | undefined, timespan: string | undefined) {
  const query = packed === undefined ? undefined : unpackQuery(packed);
  return query === undefined ? undefined : { query, timespan: timespan ?? defaultTimespan };
}
