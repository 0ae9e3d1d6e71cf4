import { expect } from '@playwright/test';
import { at, expectAccessible, openPage, rowsOf, signedInTest as test } from './portal';
import { knock, sensorOf } from './sensor';

test('a connection to the sensor appears on the page, and leads to all about its source', async ({
  page,
}) => {
  await openPage(page, '/connectors', 'Data connectors');
  const sensor = await sensorOf(page);
  expect(sensor.listening).toBe(true);
  const tile = page.getByRole('region', { name: 'RDP sensor', exact: true });
  await expect(tile).toContainText('Listening');
  await expect(tile).toContainText(`port ${sensor.port}`);
  await expect(tile).toContainText(sensor.settings.computer);
  const decoys = page.getByRole('region', { name: 'Decoy accounts', exact: true });
  expect(sensor.settings.decoys.length).toBeGreaterThan(0);
  for (const { name } of sensor.settings.decoys) await expect(decoys).toContainText(name);

  await knock(sensor);
  const latest = page.getByRole('table', { name: 'Latest connections' });
  await expect(latest.getByRole('row').nth(1)).toContainText('127.0.0.1', { timeout: 20_000 });
  await expectAccessible(page);
  await latest.getByRole('link', { name: '127.0.0.1' }).first().click();
  await expect(page.getByRole('heading', { name: /127\.0\.0\.1/, level: 1 })).toBeVisible();
  const clients = page.getByRole('table', { name: 'Clients' });
  await expect(clients.getByRole('row').nth(1)).toContainText('masscan-like');
});

test('the page of an address counts what its events say', async ({ page }) => {
  await openPage(page, '/connectors', 'Data connectors');
  const [row] = await rowsOf(
    page,
    `SecurityEvent | where EventID == 4625
     | summarize Failures = count(), Accounts = dcount(tolower(TargetUserName)) by IpAddress
     | top 1 by Failures`,
  );
  const [address, failures, accounts] = row as [string, number, number];
  await page.goto(at(`/attackers/${address}`));
  const short = page.getByRole('region', { name: 'In short' });
  const fact = (name: string) =>
    short.getByText(name, { exact: true }).locator('xpath=following-sibling::dd');
  await expect(fact('Failed')).toHaveText(failures.toLocaleString('en'));
  await expect(fact('Accounts')).toHaveText(accounts.toLocaleString('en'));
  await expect(page.getByRole('table', { name: 'Alerts' }).getByRole('row').nth(1)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Open the query of Accounts in Logs' }).click();
  await expect(page.getByRole('grid', { name: 'Results' })).toBeVisible();
});

test('an address that nobody knows is said to be unknown', async ({ page }) => {
  await page.goto(at('/attackers/192.0.2.77'));
  await expect(page.getByText('Never seen')).toBeVisible();
});
