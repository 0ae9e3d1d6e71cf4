import { expect } from '@playwright/test';
import { at, signIn, test } from './portal';

test('g and a letter go to a page, ? shows the keys', async ({ page }) => {
  await signIn(page);
  await page.locator('main').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(
    page.getByRole('heading', { name: 'Incidents', exact: true, level: 1 }),
  ).toBeVisible();
  await page.locator('main').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('the theme is kept over a reload', async ({ page }) => {
  await signIn(page);
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Light theme' })).toBeVisible();
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
});

test('on a phone the navigation is a drawer and nothing runs over the edge', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(at('/incidents'));
  await page.getByLabel('Password').fill(process.env.VEDETTE_PASSWORD ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Show or hide the navigation' }).click();
  await page.getByRole('link', { name: 'Analytics' }).click();
  await expect(
    page.getByRole('heading', { name: 'Analytics', exact: true, level: 1 }),
  ).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wide).toBe(false);
});
