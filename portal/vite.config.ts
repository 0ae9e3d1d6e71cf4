import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { bundleBudget } from './scripts/bundle-budget.ts';

/** Where `npm run dev` finds the server. */
const server = process.env.VEDETTE_URL ?? 'https://127.0.0.1:8443';

export default defineConfig({
  plugins: [react(), bundleBudget({ entryKilobytes: 300 })],
  build: {
    target: 'es2023',
    // Nothing inline: the content security policy allows files of the same origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The Kusto language service in Monaco's worker is one file of several megabytes.
    chunkSizeWarningLimit: 12_000,
    reportCompressedSize: false,
  },
  // The Kusto language service was written for scripts and for Node: it asks for `global`.
  define: { global: 'globalThis' },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: server, secure: false, changeOrigin: true } } },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
});
