import { expect } from '@playwright/test';
import { openPage, signedInTest as test } from './portal';

const rule = 'Security log cleared';

test('the list shows every rule, and the search narrows it', async ({ page }) => {
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/rules'));
  await openPage(page, '/analytics', 'Analytics');
  const rules = (await (await answered).json()) as { name: string }[];
  const rows = page.getByRole('table', { name: 'Analytics rules' }).locator('tbody tr');
  await expect(rows).toHaveCount(rules.length);
  expect(rules.length).toBeGreaterThanOrEqual(12);
  await page.getByLabel('Search the rules').fill('log cleared');
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/search=log/);
});

test('the pane shows what a rule does and how its last runs went', async ({ page }) => {
  await openPage(page, '/analytics', 'Analytics');
  await page.getByRole('row').filter({ hasText: rule }).click();
  const pane = page.getByRole('complementary', { name: rule });
  await expect(pane.getByText('on every event as it arrives')).toBeVisible();
  await expect(pane.getByLabel('Query', { exact: true })).toContainText('1102');
  await pane.getByRole('tab', { name: 'Last runs' }).click();
  const runs = pane.getByRole('table', { name: 'Last runs' });
  await expect(runs.getByRole('row').nth(1)).toContainText('Success');
  await pane.getByRole('tab', { name: 'YAML' }).click();
  await expect(pane.getByLabel('Query', { exact: true })).toContainText('kind: NRT');
  await pane.getByRole('button', { name: 'Run in Logs' }).click();
  await expect(page.getByRole('heading', { name: 'Logs', level: 1 })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Results' })).toBeVisible();
});

test('a rule is explained clause by clause, and an event is followed', async ({ page, faults }) => {
  faults.expected.push('POST /api/rules/explain 400');
  await openPage(page, '/analytics', 'Analytics');
  await page.getByRole('row').filter({ hasText: rule }).click();
  const pane = page.getByRole('complementary', { name: rule });
  await pane.getByRole('tab', { name: 'Explain' }).click();
  const clauses = pane.getByRole('list', { name: 'Rows after each clause' });
  await expect(clauses.getByRole('listitem').first()).toContainText('SecurityEvent');
  await pane.getByLabel('Follow an event').fill('EventID == 4625');
  await pane.getByRole('button', { name: 'Explain', exact: true }).click();
  await expect(pane.getByText(/does not pass/)).toContainText('1102');
  await pane.getByLabel('Follow an event').fill('Nonsense == 1');
  await pane.getByRole('button', { name: 'Explain', exact: true }).click();
  await expect(pane.getByText(/condition cannot be used/)).toBeVisible();
});

test('a rule that is switched off stays off until it is switched on', async ({ page }) => {
  await openPage(page, '/analytics', 'Analytics');
  const toggle = page.getByRole('switch', { name: `Enable ${rule}` });
  const row = page.getByRole('row').filter({ hasText: rule });
  await expect(toggle).toBeChecked();
  await toggle.click();
  await expect(row.getByText('Disabled')).toBeVisible();
  await page.reload();
  await expect(toggle).not.toBeChecked();
  await expect(row.getByText('Disabled')).toBeVisible();
  await toggle.click();
  await expect(row.getByText('Enabled')).toBeVisible();
  await page.reload();
  await expect(toggle).toBeChecked();
});
