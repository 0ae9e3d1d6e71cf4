import { expect } from '@playwright/test';
import { choose, expectAccessible, openPage, rowsOf, signedInTest as test } from './portal';
import { knock, sensorOf } from './sensor';

const save = 'Save and restart the sensor';

test('the sensor is changed, runs with it at once, and is changed back', async ({
  page,
  faults,
}) => {
  faults.expected.push('POST /api/sensor/settings 400');
  await openPage(page, '/connectors', 'Data connectors');
  const before = await sensorOf(page);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'RDP sensor', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: save })).toBeDisabled();
  await expectAccessible(page);

  await page.getByLabel('Computer').fill('FILES02');
  await choose(page, 'Windows', 'Windows 11');
  await page.getByRole('button', { name: 'Add an account' }).click();
  const added = page.getByRole('listitem', { name: 'decoy 2' });
  await added.getByLabel('Account').fill('archive');
  const account = page.getByRole('listitem', { name: 'archive' });
  await choose(account, 'State', 'Locked out');
  await page.getByLabel('Tarpit, seconds').fill('99');
  await page.getByRole('button', { name: save }).click();
  await expect(page.getByText('This is a time from 0s to 30s.')).toBeVisible();
  await expect(account.getByText('This is a password of 1 to 256 characters.')).toBeVisible();
  expect((await sensorOf(page)).settings.computer).toBe(before.settings.computer);
  await expectAccessible(page);

  await account.getByRole('textbox', { name: 'Password' }).fill('Winter2023');
  await page.getByLabel('Tarpit, seconds').fill('0');
  await page.getByRole('button', { name: save }).click();
  await expect(page.getByText(/Done\. The sensor listens on 127\.0\.0\.1 port \d+/)).toBeVisible();
  const after = await sensorOf(page);
  expect(after.settings.computer).toBe('FILES02');
  expect(after.settings.decoys.map(({ name }) => name)).toContain('archive');
  await knock(after);
  await expect(page.getByRole('table', { name: 'Earlier versions' })).toContainText(
    'decoy archive added',
  );
  await page.getByRole('button', { name: 'Show the password of archive' }).click();
  await expect(
    page.getByRole('listitem', { name: 'archive' }).getByRole('textbox', { name: 'Password' }),
  ).toHaveValue('Winter2023');
  await page.getByRole('button', { name: 'Discard' }).click();

  await page.getByRole('button', { name: 'Go back to the file' }).click();
  await expect(page.getByLabel('Computer')).toHaveValue(before.settings.computer);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Computer')).toHaveValue('FILES02');
  await page.getByRole('button', { name: 'Go back to the file' }).click();
  await expect(page.getByLabel('Computer')).toHaveValue(before.settings.computer);
  const audited = await rowsOf(
    page,
    `SentinelAudit | where SentinelResourceType == 'RdpSensor'
     | summarize count() by OperationName | sort by OperationName asc`,
  );
  expect(audited).toEqual([
    ['Change RDP sensor', 1],
    ['Restore RDP sensor', 3],
    ['Show decoy password', 1],
  ]);
});

test('whoever lets strangers in is warned and must say so', async ({ page }) => {
  await openPage(page, '/connectors/rdp', 'RDP sensor');
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill('0.0.0.0');
  const tile = page.getByRole('region', { name: 'Where it listens' });
  await expect(tile).toContainText('Strangers will come.');
  const button = page.getByRole('button', { name: save });
  await expect(button).toBeDisabled();
  await tile.getByLabel('I want other machines to reach it').check();
  await expect(button).toBeEnabled();
  await expectAccessible(page);
});
