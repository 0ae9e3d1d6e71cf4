import { expect } from '@playwright/test';
import { at, expectAccessible, signIn, test } from './portal';

test('a wrong password is refused and says so', async ({ page, faults }) => {
  faults.expected.push('POST /api/session 401');
  await page.goto(at('/'));
  await page.getByLabel('Password').fill('certainly not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The user name or the password is not right.')).toBeVisible();
  await expect(page.getByLabel('Password')).toHaveValue('');
});

test('the sign-in page is accessible', async ({ page }) => {
  await page.goto(at('/'));
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page);
});

test('the right password leads to the page that was asked for', async ({ page }) => {
  await signIn(page, '/analytics');
  await expect(
    page.getByRole('heading', { name: 'Analytics', exact: true, level: 1 }),
  ).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/analytics');
});

test('signing out ends the session', async ({ page }) => {
  await signIn(page);
  await page.getByRole('button', { name: /Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});
