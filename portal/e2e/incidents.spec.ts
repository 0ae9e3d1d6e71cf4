import { expect, type Page } from '@playwright/test';
import { at, choose, post, rowsOf, signedInTest as test } from './portal';

const rows = (page: Page) => page.getByRole('grid', { name: 'Incidents' }).locator('[data-index]');

async function openQueue(page: Page, search = ''): Promise<void> {
  await page.goto(at(`/incidents${search}`));
  await expect(rows(page).first()).toBeVisible();
}

async function stored(page: Page, number: number) {
  const answer = await page.request.get(at(`/api/incidents/${number}`));
  return (await answer.json()) as Record<string, unknown>;
}

test('chips, filters and search narrow the queue and stand in the address', async ({ page }) => {
  await openQueue(page);
  const all = await rows(page).count();
  await page.getByRole('button', { name: /High$/ }).click();
  await expect(page).toHaveURL(/severity=High/);
  await expect(rows(page).filter({ hasNotText: 'High' })).toHaveCount(0);
  expect(await rows(page).count()).toBeLessThan(all);
  await page.reload();
  await expect(rows(page).first()).toContainText('High');
  await expect(rows(page).filter({ hasNotText: 'High' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(rows(page)).toHaveCount(all);

  await page.getByLabel('Search the incidents').fill('PASSWORD GUESSING');
  await expect(page).toHaveURL(/search=PASSWORD/);
  await expect(rows(page).filter({ hasNotText: 'Password guessing' })).toHaveCount(0);
  await expect(rows(page)).toHaveCount(3);
  await page.getByLabel('Search the incidents').fill('nothing has this name');
  await expect(page.getByText('No incident matches')).toBeVisible();
});

test('owner, status and severity change where they stand', async ({ page }) => {
  await openQueue(page, '?selected=1');
  const pane = page.getByRole('complementary', { name: /^1 / });
  await choose(pane, 'Owner', /\(you\)/);
  await expect(pane.getByRole('combobox', { name: 'Owner' })).toHaveText('admin');
  await choose(pane, 'Status', 'Active');
  await expect(pane.getByRole('combobox', { name: 'Status' })).toHaveText('Active');
  await choose(pane, 'Severity', 'Low');
  await expect(pane.getByRole('combobox', { name: 'Severity' })).toHaveText('Low');
  const row = rows(page).and(page.locator('[aria-selected="true"]'));
  await expect(row).toContainText('Low');
  await expect(row).toContainText('admin');
  const incident = await stored(page, 1);
  expect(incident).toMatchObject({ owner: 'admin', status: 'Active', severity: 'Low' });
});

test('an incident closes only with a classification and a comment', async ({ page }) => {
  await openQueue(page, '?selected=2');
  const pane = page.getByRole('complementary', { name: /^2 / });
  await choose(pane, 'Status', 'Closed');
  const close = pane.getByRole('button', { name: 'Close incident' });
  await expect(close).toBeDisabled();
  await pane.getByRole('radio', { name: /False positive – inaccurate data/ }).check();
  await expect(close).toBeDisabled();
  await pane.getByRole('textbox', { name: 'Comment' }).fill('The scanner of our own network.');
  await close.click();
  await expect(pane.getByText('False positive – inaccurate data')).toBeVisible();
  expect(await stored(page, 2)).toMatchObject({
    status: 'Closed',
    classification: 'FalsePositive',
    classificationReason: 'InaccurateData',
    classificationComment: 'The scanner of our own network.',
  });
});

test('a comment is kept, and drawn as markdown', async ({ page }) => {
  await page.goto(at('/incidents/3?tab=activity'));
  await page.getByRole('textbox', { name: 'Comment' }).fill('Blocked at the **firewall**.');
  await page.getByRole('button', { name: 'Add comment' }).click();
  await expect(page.getByRole('strong').filter({ hasText: 'firewall' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('');
  await page.reload();
  await expect(page.getByRole('strong').filter({ hasText: 'firewall' })).toBeVisible();
});

test('the page of an incident tells why it was raised and leads to its events', async ({
  page,
}) => {
  await openQueue(page);
  await rows(page).filter({ hasText: 'Security log cleared' }).first().dblclick();
  await expect(page).toHaveURL(/\/incidents\/\d+/);
  await expect(page.getByRole('region', { name: 'Why this incident' })).toContainText('The rule');
  await page.getByRole('tab', { name: /^Entities/ }).click();
  await expect(page).toHaveURL(/tab=entities/);
  await expect(page.getByRole('region', { name: 'RDP01.office.example' })).toBeVisible();
  await page.getByRole('tab', { name: /^Alerts/ }).click();
  await page.getByRole('link', { name: 'Show the events in Logs' }).first().click();
  await expect(page).toHaveURL(/\/logs/);
  await expect(page.getByRole('grid', { name: 'Results' })).toBeVisible();
});

test('many incidents are tagged with one request', async ({ page }) => {
  await openQueue(page);
  const changes: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() !== 'GET' && pathname.startsWith('/api/incidents')) {
      changes.push(`${request.method()} ${pathname}`);
    }
  });
  for (const text of ['Security log cleared', 'New local administrator']) {
    await rows(page).filter({ hasText: text }).first().getByRole('checkbox').check();
  }
  for (const tag of ['weekend', 'host']) {
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    await page.getByRole('textbox', { name: 'Tag' }).fill(tag);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByText('2 incidents changed').first()).toBeVisible();
    if (tag === 'host') break;
    for (const text of ['Security log cleared', 'New local administrator']) {
      await rows(page).filter({ hasText: text }).first().getByRole('checkbox').check();
    }
  }
  expect(changes).toEqual(['POST /api/incidents/bulk', 'POST /api/incidents/bulk']);
  await openQueue(page, '?tag=weekend');
  await expect(rows(page)).toHaveCount(2);
  await openQueue(page, '?tag=host');
  await expect(rows(page)).toHaveCount(2);
});

test('a new incident is announced while the rows stay where they are', async ({ page }) => {
  await openQueue(page);
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  const before = await rows(page).allInnerTexts();
  const host = `WS${Date.now() % 100_000}.office.example`;
  const event = {
    TimeGenerated: new Date().toISOString(),
    EventID: 1102,
    Activity: '1102 - The audit log was cleared.',
    Computer: host,
    Channel: 'Security',
    EventSourceName: 'Microsoft-Windows-Eventlog',
    SubjectUserName: 'support',
    SubjectDomainName: 'OFFICE',
    SubjectAccount: 'OFFICE\\support',
    Account: 'OFFICE\\support',
    SubjectUserSid: 'S-1-5-21-1-2-3-1147',
  };
  await post(page, '/api/import?name=live.ndjson&table=SecurityEvent&rebaseTime=false', event);
  await expect(page.getByText('1 new incident')).toBeVisible({ timeout: 60_000 });
  expect((await rows(page).allInnerTexts()).length).toBe(before.length);
  await expect(rows(page).filter({ hasText: host })).toHaveCount(0);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(rows(page).filter({ hasText: host })).toBeVisible();
  expect(await rowsOf(page, `SecurityEvent | where Computer == "${host}" | count`)).toEqual([[1]]);
});

test('the queue is worked with the keyboard alone', async ({ page }) => {
  await page.goto(at('/overview'));
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search the incidents')).toBeFocused();
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.locator(':focus').getAttribute('data-index')) !== null) break;
  }
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toBeFocused();
  await expect(page).toHaveURL(/selected=\d+/);
  await page.keyboard.press(' ');
  await expect(page.getByText('1 selected')).toBeVisible();
  await page.keyboard.press(' ');
  await expect(page.getByText('1 selected')).toHaveCount(0);
  const selected = new URL(page.url()).searchParams.get('selected') ?? '';
  const { title } = await stored(page, Number(selected));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/incidents/${selected}$`));
  await expect(page.getByRole('heading', { name: String(title), level: 1 })).toBeVisible();
});
