import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { navigationEntries } from '../routes';

/** How long `g` waits for its second key, in milliseconds. */
const patience = 1500;

/** True where a key belongs to what the person is writing, or to an open dialog or menu. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(
      'input, textarea, select, [contenteditable="true"], .monaco-editor, [role="dialog"], [role="menu"], [role="listbox"]',
    ) !== null
  );
}

/** `/` to the search box of the page, `g` and a letter to a page, `?` to the list of the keys. */
export function useShortcuts(showHelp: () => void): void {
  const navigate = useNavigate();
  useEffect(() => {
    let goPressedAt = -Infinity;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      const entry = navigationEntries.find((each) => each.navigation.shortcut === event.key);
      if (entry && event.timeStamp - goPressedAt < patience) {
        void navigate({ to: entry.path });
      } else if (event.key === '/') {
        focusSearch();
      } else if (event.key === '?') {
        showHelp();
      } else {
        goPressedAt = event.key === 'g' ? event.timeStamp : -Infinity;
        return;
      }
      goPressedAt = -Infinity;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [navigate, showHelp]);
}

function focusSearch(): void {
  const box = document.querySelector<HTMLElement>('main [data-search] input, main [data-search]');
  box?.focus();
}
