import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Address of a page of the portal under test. */
export function at(pathname: string): string {
  return `${process.env.VEDETTE_URL ?? ''}${pathname}`;
}

export async function signIn(page: Page, pathname = '/'): Promise<void> {
  await page.goto(at(pathname));
  await page.getByLabel('Password').fill(process.env.VEDETTE_PASSWORD ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: /Account of/ })).toBeVisible();
}

/** No finding of axe against WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations, passes } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(passes.length).toBeGreaterThan(5);
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join('\n  ')}`,
  );
  expect(found).toEqual([]);
}
