import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { IncidentSummary } from './incidents';
import type { Rule } from './rules';

/** What the server tells without being asked, by event name. */
export interface LiveEvents {
  incident: IncidentSummary;
  alert: { id: string; incidentNumber?: number };
  rule: Pick<Rule, 'id'> & Partial<Rule>;
  ingestion: { table: string; rows: number; at: string };
}

export type LiveState = 'connecting' | 'open' | 'lost';
type Listener = (data: never) => void;

const names = ['incident', 'alert', 'rule', 'ingestion'] as const;

/** The one stream of server-sent events, shared by all pages; the browser reconnects by itself. */
class LiveStream {
  #source: EventSource | undefined;
  #state: LiveState = 'connecting';
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #watchers = new Set<() => void>();

  open(): void {
    if (this.#source) return;
    const source = new EventSource('/api/live');
    this.#source = source;
    source.onopen = () => this.#setState('open');
    source.onerror = () => this.#setState('lost');
    for (const name of names) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        const data = JSON.parse(event.data) as never;
        this.#listeners.get(name)?.forEach((listener) => listener(data));
      });
    }
  }

  close(): void {
    this.#source?.close();
    this.#source = undefined;
    this.#setState('connecting');
  }

  on<K extends keyof LiveEvents>(name: K, listener: (data: LiveEvents[K]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set<Listener>();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly state = (): LiveState => this.#state;

  #setState(state: LiveState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#watchers.forEach((watcher) => watcher());
  }
}

export const live = new LiveStream();

/** Calls the listener for each event of that name while the component is shown. */
export function useLive<K extends keyof LiveEvents>(
  name: K,
  listener: (data: LiveEvents[K]) => void,
): void {
  const onEvent = useEffectEvent(listener);
  useEffect(() => live.on(name, (data) => onEvent(data)), [name]);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(live.watch, live.state);
}
