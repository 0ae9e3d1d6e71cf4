import { expect, type Locator, type Page } from '@playwright/test';
import { packQuery } from '../src/ui/queryLink';
import { openPage, rowsOf, signedInTest as test } from './portal';

/** Opens a link to a query, which runs at once. */
async function run(page: Page, query: string): Promise<void> {
  await openPage(page, `/logs?q=${packQuery(query)}`, 'Logs');
}

const results = (page: Page): Locator => page.getByRole('grid', { name: 'Results' });
const status = (page: Page): Locator =>
  page.getByRole('region', { name: 'Query results' }).getByRole('status');
const editor = (page: Page): Locator => page.locator('.monaco-editor').first();

/** The query that stands in the address. */
function queryText(page: Page): Promise<string> {
  return editor(page)
    .locator('.view-line')
    .allInnerTexts()
    .then((lines) => lines.join('\n').replaceAll('\u00a0', ' '));
}

/** Where a word of the query stands on the page, in CSS pixels. */
function placeOf(page: Page, word: string): Promise<{ x: number; width: number }> {
  return editor(page)
    .locator('.view-line')
    .filter({ hasText: word })
    .evaluate((line, text) => {
      const at = line.textContent.indexOf(text);
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let passed = 0;
      let begun = false;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.textContent?.length ?? 0;
        if (!begun && at < passed + length) {
          range.setStart(node, at - passed);
          begun = true;
        }
        if (begun && at + text.length <= passed + length) {
          range.setEnd(node, at + text.length - passed);
          break;
        }
        passed += length;
      }
      const { x, width } = range.getBoundingClientRect();
      return { x, width };
    }, word);
}

test('a query shows its rows, and a row opens to all that it holds', async ({ page }) => {
  await run(
    page,
    'SecurityEvent | where EventID == 4625 | project TimeGenerated, Account, Seen = bag_pack("from", IpAddress, "type", LogonType) | sort by TimeGenerated asc',
  );
  const found = await rowsOf(page, 'SecurityEvent | where EventID == 4625 | count');
  const count = Number(found[0]?.[0]).toLocaleString('en');
  await expect(status(page)).toContainText(`${count} rows`);
  await expect(results(page).getByRole('columnheader', { name: 'Account' })).toBeVisible();
  await page.getByRole('button', { name: 'Row 1', exact: true }).click();
  const opened = results(page)
    .getByRole('row')
    .filter({ hasText: /Seen ?\{2\}/ });
  await expect(opened).toContainText(/from\S+type ?\d+/);
});

test('a table of hundreds of columns draws only those in view', async ({ page }) => {
  await run(page, 'SecurityEvent');
  await expect(results(page).getByRole('columnheader', { name: 'TimeGenerated' })).toBeVisible();
  expect(Number(await results(page).getAttribute('aria-colcount'))).toBeGreaterThan(200);
  expect(await results(page).getByRole('columnheader').count()).toBeLessThan(25);
  await results(page).focus();
  await page.keyboard.press('End');
  await expect(results(page).getByRole('columnheader', { name: 'TenantId' })).toBeVisible();
});

test('every digit of a long is shown', async ({ page }) => {
  await run(page, 'print Big = 9007199254740993, Least = tolong("-9223372036854775808")');
  await expect(results(page).getByText('9007199254740993')).toBeVisible();
  await expect(results(page).getByText('-9223372036854775808')).toBeVisible();
});

test('render draws a chart, and the rows stay at hand', async ({ page }) => {
  await run(
    page,
    'SecurityEvent | summarize Events = count() by bin(TimeGenerated, 1s), EventID = tostring(EventID) | render timechart',
  );
  const chart = page.getByRole('img', { name: /^timechart of [\d,]+ rows$/ });
  await expect(chart.locator('canvas, svg').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(results(page).getByRole('columnheader', { name: 'EventID' })).toBeVisible();
});

test('an error names its place and is underlined there', async ({ page, faults }) => {
  faults.expected.push('POST /api/query 400');
  await run(page, 'SecurityEvent\n| where EventIdd == 4625\n| take 5');
  const alert = page.getByRole('alert').filter({ hasText: 'EventIdd' });
  await expect(alert).toContainText('KS142');
  await expect(alert).toContainText('line 2, column 9');
  const underline = page.locator('.squiggly-error').first();
  await expect(underline).toBeVisible();
  // The editor draws lines and decorations anew now and then: both are measured each time.
  await expect(async () => {
    const word = await placeOf(page, 'EventIdd');
    const line = await underline.boundingBox({ timeout: 2000 });
    expect(word.width).toBeGreaterThan(10);
    expect(Math.abs((line?.x ?? 0) - word.x)).toBeLessThan(4);
    expect(Math.abs((line?.x ?? 0) + (line?.width ?? 0) - word.x - word.width)).toBeLessThan(4);
  }).toPass({ timeout: 20_000 });
});

test('a long query can be cancelled', async ({ page, faults }) => {
  faults.expected.push('POST /api/query 409');
  await run(
    page,
    'range a from 1 to 200000 step 1 | extend k = 1 | join kind=inner (range b from 1 to 1000000 step 1 | extend k = 1) on k | summarize Rows = countif((a * b) % 7 == 3)',
  );
  await page.getByRole('button', { name: 'Cancel' }).first().click();
  await expect(page.getByText('The query was cancelled').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run' })).toBeEnabled();
});

test('the time picker limits the query, unless the query does it itself', async ({ page }) => {
  await run(page, 'SecurityEvent | count');
  await expect(status(page)).toContainText('1 rows');
  await page.getByRole('button', { name: 'Time range' }).click();
  await page.getByRole('menuitemradio', { name: 'Last 4 hours' }).click();
  const asked = page.waitForRequest((request) => request.url().endsWith('/api/query'));
  await page.getByRole('button', { name: 'Run' }).click();
  const { timespan } = (await asked).postDataJSON() as { timespan: { from: string; to: string } };
  expect(Date.parse(timespan.to) - Date.parse(timespan.from)).toBe(4 * 3_600_000);
  await expect.poll(() => new URL(page.url()).searchParams.get('t')).toBe('PT4H');
  await run(page, 'SecurityEvent | where TimeGenerated > ago(1d) | count');
  await expect(page.getByRole('button', { name: 'Time range' })).toHaveText('Set in query');
});

test('with keys alone a value of a result becomes a condition', async ({ page }) => {
  await run(page, 'SecurityEvent | summarize Events = count() by EventID | sort by EventID asc');
  await expect(results(page).getByText('1102')).toBeVisible();
  await results(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Include this value' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(results(page).getByText('1102')).toHaveCount(0);
  // The editor draws its lines a moment after the text has changed.
  await expect.poll(() => queryText(page)).toContain('| where EventID != 1102');
  await expect(results(page)).toBeVisible();
  await expect(results(page).getByText('1102')).toHaveCount(0);
});

test('queries stay in their tabs over a reload', async ({ page }) => {
  await run(page, 'print First = 1');
  await expect(results(page)).toBeVisible();
  await page.getByRole('button', { name: 'New query' }).last().click();
  await editor(page).click();
  await page.keyboard.insertText('print Second = 2');
  await page.keyboard.press('Shift+Enter');
  await expect(results(page).getByRole('columnheader', { name: 'Second' })).toBeVisible();
  await page.reload();
  const tabs = page.getByRole('group', { name: 'Queries' });
  await expect(tabs.getByRole('button', { name: 'print First = 1', exact: true })).toBeVisible();
  await expect(tabs.getByRole('button', { name: 'print Second = 2', exact: true })).toBeVisible();
});

test('the tables of the workspace are offered while a query is written', async ({ page }) => {
  await openPage(page, '/logs', 'Logs');
  await editor(page).click();
  const offered = page.locator('.suggest-widget').getByText('SecurityEvent', { exact: true });
  // The language service starts in its worker; a person presses the keys again, too.
  await expect(async () => {
    await page.keyboard.press('Control+A');
    await page.keyboard.type('SecurityEv');
    await page.keyboard.press('Control+Space');
    await expect(offered.first()).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 60_000 });
});
