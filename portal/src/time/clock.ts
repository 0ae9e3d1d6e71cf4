import { useSyncExternalStore } from 'react';

const period = 15_000;
const watchers = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    now = new Date();
    watchers.forEach((each) => each());
  }, period);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function read(): Date {
  // While nobody watched, the time stood still.
  if (timer === undefined && Date.now() - now.getTime() > period) now = new Date();
  return now;
}

/** The present time, renewed four times a minute for everything that shows "5 min ago". */
export function useNow(): Date {
  return useSyncExternalStore(watch, read);
}
