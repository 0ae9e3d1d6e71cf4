import { defaultTimespan } from './timespan';

/** One query of the editor, kept over reloads in this browser. */
export interface QueryTab {
  id: string;
  query: string;
  timespan: string;
}

export interface Tabs {
  open: QueryTab[];
  active: string;
}

const key = 'vedette.logs.tabs';
const historyKey = 'vedette.logs.history';
const longestHistory = 50;

export function newTab(query = '', timespan = defaultTimespan): QueryTab {
  return { id: crypto.randomUUID(), query, timespan };
}

function read(name: string): unknown {
  try {
    const text = localStorage.getItem(name);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function write(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Full or switched off: the tabs then last until the page is left.
  }
}

/** The tabs of before; a query in the address gets its own tab, unless it is open already. */
export function loadTabs(fromAddress: { query: string; timespan: string } | undefined): Tabs {
  const stored = read(key) as Tabs | undefined;
  const open = stored?.open.length ? stored.open : [newTab()];
  const active = stored?.active ?? open[0]?.id ?? '';
  if (!fromAddress) return { open, active };
  const same = open.find((tab) => tab.query === fromAddress.query);
  if (same) return { open, active: same.id };
  const tab = newTab(fromAddress.query, fromAddress.timespan);
  const kept = open.filter((each) => each.query.trim() !== '');
  return { open: [...kept, tab], active: tab.id };
}

export const saveTabs = (tabs: Tabs): void => write(key, tabs);

/** The first line of a query that says something. */
export function tabTitle(query: string): string {
  const line = query.split('\n').find((each) => each.trim() !== '' && !each.startsWith('//'));
  const text = (line ?? 'New query').trim();
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

export interface PastQuery {
  query: string;
  at: string;
}

export const loadHistory = (): PastQuery[] => (read(historyKey) as PastQuery[] | undefined) ?? [];

export function remember(query: string): PastQuery[] {
  const others = loadHistory().filter((past) => past.query !== query);
  const history = [{ query, at: new Date().toISOString() }, ...others].slice(0, longestHistory);
  write(historyKey, history);
  return history;
}
