import { defineConfig } from 'vitest/config';

/** The clients of others against a real server. */
export default defineConfig({
  test: {
    include: ['clients/**/*.test.ts'],
    environment: 'node',
    globalSetup: './clients/server.ts',
    pool: 'forks',
    testTimeout: 60_000,
  },
});
