import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type APIResponse, type Locator, type Page } from '@playwright/test';
import { sessionFile } from './server';

/** Address of a page of the portal under test. */
export function at(pathname: string): string {
  return `${process.env.VEDETTE_URL ?? ''}${pathname}`;
}

interface Faults {
  /** Refusals that a test provokes: parts of "POST /api/query 400". */
  expected: string[];
}

/**
 * A page that fails its test on what goes wrong unseen: an exception, an error or a warning on the
 * console (breaches of the content security policy come there too), a request that fails.
 */
export const test = base.extend<{ faults: Faults }>({
  faults: [
    async ({ page }, use) => {
      // This is how the portal learns that nobody is signed in. And a token that crossed its
      // successor is refused before anything is done; the portal then asks again.
      const faults: Faults = { expected: ['GET /api/session 401', 'POST /api/query 403'] };
      const found: string[] = [];
      page.on('pageerror', (error) => found.push(`exception ${error.message}`));
      page.on('console', (message) => {
        const told = ['error', 'warning'].includes(message.type());
        // The answer behind that line is looked at below, with its address.
        if (told && !message.text().startsWith('Failed to load resource')) {
          found.push(`console ${message.text()}`);
        }
      });
      page.on('requestfailed', (request) => {
        const reason = request.failure()?.errorText ?? '';
        // What a page had asked for when it was left.
        if (reason !== 'net::ERR_ABORTED') found.push(`${request.url()} ${reason}`);
      });
      page.on('response', (response) => {
        if (response.status() < 400) return;
        const { pathname } = new URL(response.url());
        found.push(`${response.request().method()} ${pathname} ${response.status()}`);
      });
      await use(faults);
      const unwanted = found.filter((each) => !faults.expected.some((e) => each.includes(e)));
      expect(unwanted).toEqual([]);
    },
    { auto: true },
  ],
});

/** The same in the session of admin. */
export const signedInTest = test.extend({ storageState: sessionFile });

/** Opens a page of the portal and waits until its heading stands. */
export async function openPage(page: Page, pathname: string, heading: string): Promise<void> {
  await page.goto(at(pathname));
  await expect(page.getByRole('heading', { name: heading, exact: true, level: 1 })).toBeVisible();
}

export async function signIn(page: Page, pathname = '/'): Promise<void> {
  await page.goto(at(pathname));
  await page.getByLabel('Password').fill(process.env.VEDETTE_PASSWORD ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: /Account of/ })).toBeVisible();
}

/** A request to the server in the session of the page. */
export async function post(page: Page, pathname: string, data: unknown): Promise<APIResponse> {
  const send = async () => {
    const cookies = await page.context().cookies();
    const token = cookies.find((each) => each.name === 'XSRF-TOKEN')?.value ?? '';
    return page.request.post(at(pathname), {
      headers: { 'X-XSRF-TOKEN': token, 'Content-Type': 'application/json' },
      data,
    });
  };
  const first = await send();
  const answer = first.status() === 403 ? await send() : first;
  expect(answer.ok(), `POST ${pathname}: ${await answer.text()}`).toBe(true);
  return answer;
}

/** The first table of a query's answer. */
export async function rowsOf(page: Page, query: string): Promise<unknown[][]> {
  const answer = await post(page, '/api/query', { query, id: crypto.randomUUID() });
  const { tables } = (await answer.json()) as { tables: { rows: unknown[][] }[] };
  return tables[0]?.rows ?? [];
}

/** Chooses from one of Fluent's dropdowns. */
export async function choose(within: Page | Locator, dropdown: string, option: string | RegExp) {
  const box = within.getByRole('combobox', { name: dropdown, exact: true });
  await box.click();
  await box.page().getByRole('option', { name: option }).click();
}

/** No finding of axe against WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations, passes } = await new AxeBuilder({ page })
    .withTags(tags)
    // Fluent's sentinels at the ends of a group: they pass the focus on before it is seen or read.
    .exclude('[data-tabster-dummy]')
    // Monaco's surface has its own accessibility mode, and takes axe minutes on a slow machine.
    .exclude('.monaco-editor')
    // No page has frames: nothing is to be gathered in a page of its own.
    .setLegacyMode()
    .analyze();
  expect(passes.length).toBeGreaterThan(5);
  const found = violations.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact ?? ''}): ${nodes.map((node) => node.html).join('\n  ')}`,
  );
  expect(found).toEqual([]);
}
