import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { deflateSync, strToU8 } from 'fflate';
import { at, openPage, rowsOf, signedInTest as test } from './portal';
import { knock, sensorOf } from './sensor';

/** Pictures of every page and state, to be looked at. `npm run screenshots` writes them. */

const folder = 'test-results/screenshots';
const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

const q = (query: string) => Buffer.from(deflateSync(strToU8(query))).toString('base64url');

/** SHOTS=logs,incident takes only those whose names begin so. */
const wanted = (process.env.SHOTS ?? '').split(',');

interface Shot {
  name: string;
  take: (page: Page, phone: boolean) => Promise<void>;
}

const results = (page: Page) => expect(page.getByRole('grid', { name: 'Results' })).toBeVisible();

const byAddress = `SecurityEvent
| where EventID == 4625
| summarize Failures = count(), Accounts = dcount(TargetUserName) by IpAddress
| sort by Failures desc`;

const shots: Shot[] = [
  {
    name: 'overview',
    take: async (page) => {
      await openPage(page, '/overview', 'Overview');
      await expect(page.getByRole('region', { name: 'Recent incidents' })).toBeVisible();
      await expect(page.getByRole('img', { name: /World map/ })).toBeVisible();
    },
  },
  {
    name: 'incidents',
    take: async (page) => {
      await openPage(page, '/incidents', 'Incidents');
      await expect(page.getByRole('grid', { name: 'Incidents' })).toBeVisible();
    },
  },
  {
    name: 'incidents-pane',
    take: async (page) => {
      await openPage(page, '/incidents?selected=6', 'Incidents');
      await expect(page.getByText('View full details')).toBeVisible();
    },
  },
  {
    name: 'incidents-closing',
    take: async (page) => {
      await openPage(page, '/incidents?selected=6', 'Incidents');
      await page.getByRole('button', { name: 'Close incident' }).click();
      await expect(page.getByText('Classification')).toBeVisible();
    },
  },
  {
    name: 'incidents-bulk',
    take: async (page) => {
      await openPage(page, '/incidents', 'Incidents');
      await page
        .getByRole('checkbox', { name: /Select incident/ })
        .nth(0)
        .check();
      await page
        .getByRole('checkbox', { name: /Select incident/ })
        .nth(2)
        .check();
      await expect(page.getByText('2 selected')).toBeVisible();
    },
  },
  {
    name: 'incidents-none',
    take: async (page) => {
      await openPage(page, '/incidents?search=nothing-like-it', 'Incidents');
      await expect(page.getByText('No incident matches')).toBeVisible();
    },
  },
  ...['overview', 'alerts', 'entities', 'activity'].map((tab) => ({
    name: `incident-${tab}`,
    take: async (page: Page) => {
      await page.goto(at(`/incidents/6?tab=${tab}`));
      await expect(page.getByRole('tabpanel')).toBeVisible();
    },
  })),
  {
    name: 'incident-summary',
    take: async (page) => {
      await page.goto(at('/incidents/2'));
      await expect(page.getByRole('tabpanel')).toBeVisible();
    },
  },
  {
    name: 'incident-missing',
    take: async (page) => {
      await page.goto(at('/incidents/999'));
      await expect(page.getByText('could not be loaded')).toBeVisible();
    },
  },
  {
    name: 'connectors',
    take: async (page) => {
      await openPage(page, '/connectors', 'Data connectors');
      await knock(await sensorOf(page));
      await expect(page.getByRole('table', { name: 'Latest connections' })).toBeVisible();
    },
  },
  {
    name: 'sensor',
    take: async (page) => {
      await openPage(page, '/connectors/rdp', 'RDP sensor');
      await expect(page.getByText('Nothing was ever saved here')).toBeVisible();
    },
  },
  {
    name: 'sensor-exposed',
    take: async (page) => {
      await openPage(page, '/connectors/rdp', 'RDP sensor');
      await page.getByRole('textbox', { name: 'Address', exact: true }).fill('0.0.0.0');
      await page.getByLabel('One step, seconds').fill('0');
      await page.getByRole('button', { name: 'Add an account' }).click();
      await page.getByLabel('I want other machines to reach it').check();
      await page.getByRole('button', { name: 'Save and restart the sensor' }).click();
      await expect(page.getByText('The sensor was not changed.')).toBeVisible();
    },
  },
  {
    name: 'attacker',
    take: async (page) => {
      const [row] = await rowsOf(page, `${byAddress}\n| take 1`);
      await page.goto(at(`/attackers/${String(row?.[0])}`));
      await expect(page.getByRole('table', { name: 'Alerts' })).toBeVisible();
    },
  },
  {
    name: 'attacker-unknown',
    take: async (page) => {
      await page.goto(at('/attackers/192.0.2.77'));
      await expect(page.getByText('Never seen')).toBeVisible();
    },
  },
  {
    name: 'logs-empty',
    take: async (page) => {
      await openPage(page, '/logs', 'Logs');
      await expect(page.locator('.monaco-editor').first()).toBeVisible();
    },
  },
  {
    name: 'logs-tree',
    take: async (page, phone) => {
      await openPage(page, '/logs', 'Logs');
      if (phone) await page.getByRole('button', { name: 'Tables and functions' }).click();
      await expect(page.getByText('SecurityEvent', { exact: true })).toBeVisible();
    },
  },
  {
    name: 'logs-results',
    take: async (page) => {
      await openPage(page, `/logs?q=${q('SecurityEvent\n| sort by TimeGenerated desc')}`, 'Logs');
      await results(page);
      await page.getByRole('button', { name: 'Row 2', exact: true }).click();
    },
  },
  {
    name: 'logs-summary',
    take: async (page) => {
      await openPage(page, `/logs?q=${q(byAddress)}`, 'Logs');
      await results(page);
    },
  },
  ...['timechart', 'columnchart', 'piechart'].map((kind) => ({
    name: `logs-${kind}`,
    take: async (page: Page) => {
      const by =
        kind === 'timechart' ? 'bin(TimeGenerated, 1s), EventID = tostring(EventID)' : 'IpAddress';
      const query = `SecurityEvent\n| summarize Events = count() by ${by}\n| render ${kind}`;
      await openPage(page, `/logs?q=${q(query)}`, 'Logs');
      await expect(page.getByRole('img', { name: kind })).toBeVisible();
    },
  })),
  {
    name: 'logs-error',
    take: async (page) => {
      await openPage(
        page,
        `/logs?q=${q('SecurityEvent\n| where EventId == 4625\n| take 10')}`,
        'Logs',
      );
      await expect(
        page.getByRole('region', { name: 'Query results' }).getByRole('alert'),
      ).toBeVisible();
    },
  },
  {
    name: 'logs-none',
    take: async (page) => {
      await openPage(page, `/logs?q=${q('SecurityEvent | where EventID == 1')}`, 'Logs');
      await expect(page.getByText('No results')).toBeVisible();
    },
  },
  {
    name: 'logs-completion',
    take: async (page) => {
      await openPage(page, '/logs', 'Logs');
      const editor = page.locator('.monaco-editor').first();
      await editor.click();
      await page.keyboard.type('SecurityEvent | where Ev', { delay: 40 });
      // The language service starts in its worker; a person closes the empty list and asks again.
      await expect(async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+Space');
        await expect(
          page.locator('.suggest-widget').getByText('EventID', { exact: true }),
        ).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 30_000 });
    },
  },
  {
    name: 'logs-time',
    take: async (page) => {
      await openPage(page, '/logs', 'Logs');
      await page.getByRole('button', { name: 'Time range' }).click();
      await page.getByRole('menuitem', { name: 'Custom range…' }).click();
    },
  },
  {
    name: 'analytics',
    take: async (page) => {
      await openPage(page, '/analytics', 'Analytics');
      await expect(page.getByRole('table', { name: 'Analytics rules' })).toBeVisible();
    },
  },
  ...['Details', 'Last runs', 'YAML'].map((tab) => ({
    name: `analytics-${tab.toLowerCase().replace(' ', '-')}`,
    take: async (page: Page) => {
      await openPage(page, '/analytics', 'Analytics');
      await page.getByRole('row', { name: /Many failed sign-ins from one address/ }).click();
      await page.getByRole('tab', { name: tab }).click();
    },
  })),
  {
    name: 'user-menu',
    take: async (page) => {
      await openPage(page, '/overview', 'Overview');
      await page.getByRole('button', { name: /Account of/ }).click();
    },
  },
  {
    name: 'shortcuts',
    take: async (page) => {
      await openPage(page, '/overview', 'Overview');
      await page.locator('main').focus();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'navigation',
    take: async (page) => {
      await openPage(page, '/overview', 'Overview');
      await page.getByRole('button', { name: 'Show or hide the navigation' }).click();
    },
  },
  {
    name: 'missing',
    take: async (page) => {
      await page.goto(at('/nowhere'));
      await expect(page.getByText('There is no such page')).toBeVisible();
    },
  },
  {
    name: 'sign-in',
    take: async (page) => {
      await page.context().clearCookies();
      await page.goto(at('/'));
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    },
  },
];

const chosen = shots.filter(({ name }) => wanted.some((each) => name.startsWith(each)));

/** One page for all pictures of a size and theme, so that its caches are warm. */
for (const theme of ['light', 'dark'] as const) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test.describe(`${size} ${theme}`, () => {
      test.use({ colorScheme: theme, viewport });
      test(`${size} ${theme}`, async ({ page, faults }) => {
        faults.expected.push('/api/session', '/api/query', '/api/incidents/999', '/api/sensor');
        for (const { name, take } of chosen) {
          await test.step(name, async () => {
            await page.goto(at('/favicon.svg'));
            await page.evaluate(() => localStorage.clear());
            try {
              await take(page, size === 'phone');
            } catch (error) {
              expect.soft(String(error), name).toBe('');
            }
            await page.waitForTimeout(900);
            await page.screenshot({ path: `${folder}/${name}-${size}-${theme}.png` });
            const over = await page.evaluate(
              () => document.documentElement.scrollWidth - innerWidth,
            );
            expect.soft(over, `${name}: pixels beyond the right edge`).toBeLessThanOrEqual(0);
          });
        }
      });
    });
  }
}
