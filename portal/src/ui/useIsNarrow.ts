import { useSyncExternalStore } from 'react';

/** Below this width panes lie over the page and the navigation is a drawer. */
const query = '(max-width: 800px)';

function watch(watcher: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', watcher);
  return () => media.removeEventListener('change', watcher);
}

export function useIsNarrow(): boolean {
  return useSyncExternalStore(watch, () => matchMedia(query).matches);
}
