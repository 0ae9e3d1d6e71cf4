import { expect, type Page } from '@playwright/test';
import { choose, openPage, rowsOf, signedInTest as test } from './portal';

async function count(page: Page, query: string): Promise<string> {
  const rows = await rowsOf(page, `${query} | count`);
  return Number(rows[0]?.[0]).toLocaleString('en');
}

test('the counters agree with what the tables hold', async ({ page }) => {
  await openPage(page, '/overview', 'Overview');
  const events = await count(
    page,
    'union SecurityEvent, Event, RdpSensor_CL | where TimeGenerated > ago(24h)',
  );
  expect(events).not.toBe('0');
  const shown = async (title: string) =>
    (await page.getByRole('region', { name: title, exact: true }).innerText()).split('\n')[1];
  await expect.poll(() => shown('Events')).toBe(events);
  const alerts = await count(
    page,
    'SecurityAlert | where TimeGenerated > ago(24h) | distinct SystemAlertId',
  );
  await expect.poll(() => shown('Alerts')).toBe(alerts);
  const incidents = await count(
    page,
    'SecurityIncident | where CreatedTime > ago(24h) | distinct IncidentNumber',
  );
  await expect.poll(() => shown('New incidents')).toBe(incidents);
});

test('a tile opens the query behind it', async ({ page }) => {
  await openPage(page, '/overview', 'Overview');
  await page.getByRole('link', { name: 'Open the query of Events in Logs' }).click();
  await expect(page.getByRole('heading', { name: 'Logs', level: 1 })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Results' })).toContainText('SecurityEvent');
});

test('the range stands in the address, and sources say when they were last heard of', async ({
  page,
}) => {
  await openPage(page, '/overview', 'Overview');
  await choose(page, 'Time range', 'Last 7 days');
  await expect(page).toHaveURL(/hours=168/);
  const source = page
    .getByRole('region', { name: 'Data sources' })
    .getByRole('link', { name: /SecurityEvent/ });
  await expect(source).toContainText(/last event (just now|\d+ (min|hr) ago)/);
});
