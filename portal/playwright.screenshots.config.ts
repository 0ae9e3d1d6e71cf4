import { defineConfig } from '@playwright/test';
import tests from './playwright.config.ts';

/** `npm run screenshots`: every page and state as a picture, wide and narrow, light and dark. */
export default defineConfig({
  ...tests,
  testDir: 'e2e',
  testMatch: '**/*.shots.ts',
  outputDir: 'test-results/screenshots-run',
  timeout: 1_200_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
});
