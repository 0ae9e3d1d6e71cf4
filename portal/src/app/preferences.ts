import { useSyncExternalStore } from 'react';

/** What a person chose for this browser; never sent to the server. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  timeZone: 'utc' | 'local';
  navigation: 'wide' | 'narrow';
}

const key = 'vedette.preferences';
const defaults: Preferences = { theme: 'system', timeZone: 'utc', navigation: 'wide' };
const watchers = new Set<() => void>();
let current = read();

function read(): Preferences {
  try {
    const stored = localStorage.getItem(key);
    return stored === null
      ? defaults
      : { ...defaults, ...(JSON.parse(stored) as Partial<Preferences>) };
  } catch {
    // Storage may be switched off or hold something else: the defaults do.
    return defaults;
  }
}

export function setPreference<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
  current = { ...current, [name]: value };
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // The choice then lasts until the page is left.
  }
  watchers.forEach((watcher) => watcher());
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(watch, () => current);
}
