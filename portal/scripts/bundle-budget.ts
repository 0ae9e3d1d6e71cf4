import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/**
 * Fails the build when the JavaScript that every visitor loads first (the entry chunk and what it
 * imports statically) is larger than the budget, counted after gzip.
 */
export function bundleBudget(budget: { entryKilobytes: number }): Plugin {
  return {
    name: 'vedette-bundle-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find(
        (file): file is Rolldown.OutputChunk => file.type === 'chunk' && file.isEntry,
      );
      if (!entry) return;
      const loaded = new Set<string>();
      const visit = (name: string) => {
        const file = bundle[name];
        if (loaded.has(name) || file?.type !== 'chunk') return;
        loaded.add(name);
        file.imports.forEach(visit);
      };
      visit(entry.fileName);
      let bytes = 0;
      for (const name of loaded) {
        const file = bundle[name];
        if (file?.type === 'chunk') bytes += gzipSync(file.code).length;
      }
      const kilobytes = Math.round(bytes / 1024);
      if (kilobytes > budget.entryKilobytes) {
        this.error(
          `The first load is ${kilobytes} KB after gzip; the budget is ${budget.entryKilobytes} KB. ` +
            `Load what only one page needs with import().`,
        );
      }
      console.log(`first load: ${kilobytes} KB of ${budget.entryKilobytes} KB (gzip)`);
    },
  };
}
