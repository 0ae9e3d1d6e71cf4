import { expect, type Page } from '@playwright/test';
import { choose, expectAccessible, openPage, rowsOf, signedInTest as test } from './portal';

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

test('the map shows where attacks come from, and leads to their addresses', async ({ page }) => {
  await openPage(page, '/overview', 'Overview');
  const tile = page.getByRole('region', { name: 'Where attacks come from', exact: true });
  const table = tile.getByRole('table', { name: 'Attacks by country' });
  for (const country of ['Germany', 'Brazil', 'Singapore']) {
    const [row] = await rowsOf(
      page,
      `SecurityEvent | where EventID == 4625 and TimeGenerated > ago(24h)
       | where tostring(geo_info_from_ip_address(IpAddress).country) == '${country}' | count`,
    );
    await expect(table.getByRole('row', { name: country })).toContainText(
      Number(row?.[0]).toLocaleString('en'),
    );
    await expect(tile.locator(`svg [data-country="${country}"]`)).toBeVisible();
  }
  await expect(tile.getByRole('img', { name: /World map of attacks: 3 countries/ })).toBeVisible();
  await expectAccessible(page);
  await tile.locator('svg [data-country="Brazil"]').click();
  await expect(page.getByRole('grid', { name: 'Results' })).toContainText('198.51.100.7');
  await expect(page.locator('.monaco-editor').first()).toBeVisible();
  await page.goBack();
  await table.getByRole('link', { name: 'Singapore' }).click();
  await expect(page.getByRole('grid', { name: 'Results' })).toContainText('192.0.2.199');
});

test('without geographic data the map says how to have them, and the table still counts', async ({
  page,
}) => {
  await page.route('**/api/overview?*', async (route) => {
    const answer = await route.fetch();
    const told = (await answer.json()) as Record<string, unknown>;
    await route.fulfill({ response: answer, json: { ...told, geoData: false } });
  });
  await openPage(page, '/overview', 'Overview');
  const tile = page.getByRole('region', { name: 'Where attacks come from', exact: true });
  await expect(tile).toContainText('GeoLite2-City.mmdb');
  await expect(tile.getByRole('table', { name: 'Attacks by country' })).toBeVisible();
  await expectAccessible(page);
});
