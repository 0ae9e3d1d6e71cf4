import { expect, test, type Page } from '@playwright/test';
import { at, signIn } from './portal';

const folder = 'test-results/screenshots';
const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(sizes)) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`${size} ${scheme}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      const shot = async (name: string) => {
        await settled(page);
        await page.screenshot({ path: `${folder}/${size}-${scheme}-${name}.png` });
      };
      await page.goto(at('/'));
      await expect(page.getByLabel('Password')).toBeVisible();
      await shot('sign-in');
      await signIn(page, '/overview');
      await shot('overview');
      await page.locator('main').evaluate((main) => main.scrollTo(0, 10_000));
      await shot('overview-below');
      await page.getByRole('button', { name: /Account of/ }).click();
      await shot('user-menu');
      await page.keyboard.press('Escape');

      await page.goto(at('/incidents'));
      await expect(page.getByText('Security log cleared').first()).toBeVisible();
      await shot('incidents');
      const first = page.getByRole('row').filter({ hasText: 'signed in from' }).first();
      await first.getByRole('checkbox').check();
      await shot('incidents-bulk');
      await page.goto(at('/incidents?selected=1'));
      await expect(page.getByRole('button', { name: 'View full details' })).toBeVisible();
      await shot('incidents-pane');
      await page.getByRole('button', { name: 'Close incident' }).click();
      await shot('incidents-close');

      for (const tab of ['', 'alerts', 'entities', 'activity', 'summary']) {
        if (tab === 'summary' && size === 'wide') continue;
        await page.goto(at(`/incidents/1?tab=${tab}`));
        await expect(page.getByRole('tab', { name: 'Entities' })).toBeVisible();
        await shot(`incident-${tab || 'first'}`);
      }
      await logs(page, shot);

      await page.goto(at('/analytics'));
      await expect(page.getByRole('switch').first()).toBeVisible();
      await shot('analytics');
      await page.getByRole('row').filter({ hasText: 'Many failed sign-ins' }).first().click();
      await expect(page.getByRole('button', { name: 'Run in Logs' })).toBeEnabled();
      await shot('analytics-pane');
    });
  }
}

/** The states of the Logs page: empty, rows, an open row, a chart, an error. */
async function logs(page: Page, shot: (name: string) => Promise<void>): Promise<void> {
  await page.goto(at('/logs'));
  const editor = page.locator('.monaco-editor').first();
  await expect(editor).toBeVisible();
  await shot('logs-empty');
  const tree = page.getByRole('complementary', { name: 'Tables and functions' });
  if (!(await tree.isVisible())) {
    await page.getByRole('button', { name: 'Tables and functions' }).click();
    await shot('logs-tree');
    await page.keyboard.press('Escape');
  }
  const run = async (query: string) => {
    await editor.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(query);
    await page.keyboard.press('Shift+Enter');
  };
  await run(
    'SecurityEvent\n| where EventID == 4625\n| project TimeGenerated, Computer, Account, IpAddress, LogonType, Status, EventData = bag_pack("user", TargetUserName, "from", IpAddress)\n| take 50',
  );
  await expect(page.getByRole('grid', { name: 'Results' })).toBeVisible();
  await shot('logs-rows');
  await page.getByRole('button', { name: 'Row 1', exact: true }).click();
  await shot('logs-row-open');
  await run(
    'SecurityEvent\n| summarize Events = count() by bin(TimeGenerated, 1s), Activity\n| render timechart',
  );
  await expect(page.getByRole('tab', { name: 'Chart' })).toBeVisible();
  await shot('logs-chart');
  await run('SecurityEvent\n| where EventIdd == 4625\n| take 5');
  await expect(page.locator('.squiggly-error').first()).toBeVisible();
  await shot('logs-error');
}

/** Waits until nothing loads any more and the charts stand. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByLabel('Loading')).toHaveCount(0);
  await page.waitForTimeout(700);
}
