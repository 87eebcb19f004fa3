import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browserFor } from './browser.ts';
import { labelPlan } from './label-plan.ts';
import { largePlan } from './large-plan.ts';
import { shopPlan } from './shop-plan.ts';

const open = browserFor();

const visibleNames = (page: Page): Promise<readonly string[]> =>
  page.locator('.object:visible h4').evaluateAll((all) => all.map(({ textContent }) => textContent ?? ''));

/** The search waits until nobody types. */
const settled = async (page: Page, text: RegExp): Promise<void> => {
  await page.locator('#shown', { hasText: text }).waitFor();
};

test('the search finds names, fields, effects and values, and the filters can be cleared', async () => {
  const { page, faults } = await open(shopPlan());
  const all = await page.locator('.object').count();
  await page.getByRole('searchbox').fill('maxUnavailable');
  await settled(page, /^1 of /);
  assert.deepEqual(await visibleNames(page), ['Deployment.apps shop/frontend']);
  await page.getByRole('searchbox').fill('nothing is called like this');
  await settled(page, /^0 of /);
  assert.ok(await page.locator('#no-match').isVisible());
  await page.locator('#no-match').getByRole('button').click();
  await settled(page, new RegExp(`^${all} objects$`));
  assert.deepEqual(faults, []);
});

test('severity and Application narrow what is shown, together and alone', async () => {
  const { page, faults } = await open(largePlan(500));
  await page.getByRole('checkbox', { name: /danger/ }).check();
  await settled(page, /^50 of 500 objects$/);
  await page.getByRole('combobox').selectOption('application-1');
  await settled(page, /^0 of 500 objects$/);
  await page.getByRole('combobox').selectOption('application-5');
  await settled(page, /^50 of 500 objects$/);
  assert.deepEqual(
    await page.locator('.application:visible').evaluateAll((all) => all.map(({ dataset }) => dataset.application)),
    ['application-5'],
  );
  assert.deepEqual(faults, []);
});

test('objects that change alike are folded below the first, and found by their names', async () => {
  const { page, faults } = await open(labelPlan());
  assert.equal(await page.locator('.object').count(), 7);
  assert.deepEqual(await visibleNames(page), ['Service payments/ledger', 'ConfigMap shop/settings']);
  await page.getByRole('searchbox').fill('catalogue');
  await settled(page, /^2 of 7 objects$/);
  assert.deepEqual(await visibleNames(page), ['Service shop/catalogue', 'Deployment.apps shop/catalogue']);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await settled(page, /^7 objects$/);
  assert.deepEqual(await visibleNames(page), ['Service payments/ledger', 'ConfigMap shop/settings']);
  assert.deepEqual(faults, []);
});

test('both sides stand beside each other as YAML, and below each other on a phone', async () => {
  for (const [width, columns] of [
    [1440, ['base', 'head']],
    [390, ['base and head']],
  ] as const) {
    const { page, faults } = await open(largePlan(1), { width });
    await page.getByText('Both sides as YAML').click();
    const sheet = page.locator('.sheet');
    assert.deepEqual(await sheet.locator('th').allTextContents(), columns);
    assert.deepEqual(await sheet.locator('mark').first().textContent(), '0');
    assert.match((await sheet.textContent()) ?? '', /registry\.example\.com\/proxy:1\.1\.0/);
    assert.deepEqual(faults, []);
  }
});

test('the keyboard alone gets to the changes, opens one and types into the search', async () => {
  const { page, faults } = await open(largePlan(20));
  await page.keyboard.press('Tab');
  assert.equal(await page.locator(':focus').textContent(), 'Skip to the changes');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('server-3');
  await settled(page, /^1 of 20 objects$/);
  const isOnObject = async (): Promise<boolean> =>
    (await page.locator('.object > details > summary:focus').count()) === 1;
  for (let presses = 0; presses < 30 && !(await isOnObject()); presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('.object > details[open]').count(), 1);
  assert.ok(await page.getByText('registry.example.com/server-3:1.3.0').first().isVisible());
  assert.deepEqual(faults, []);
});

const leastContrast = readFileSync(join(import.meta.dirname, 'least-contrast.js'), 'utf8');

test('light and dark differ, and in both every text can be read', async () => {
  const backgrounds = new Set<string>();
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, faults } = await open(shopPlan(), { colorScheme });
    await page.getByRole('button', { name: 'Open all' }).click();
    backgrounds.add(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'));
    const least = await page.evaluate<number>(leastContrast);
    assert.ok(least >= 4.5, `${colorScheme}: ${least.toFixed(2)}`);
    assert.deepEqual(faults, []);
  }
  assert.equal(backgrounds.size, 2);
});

/** What the page takes, and what the window has. */
interface Widths {
  readonly scrollWidth: number;
  readonly clientWidth: number;
}

test('nothing is wider than the window, with one object and with five hundred, all of them open', async () => {
  for (const width of [1440, 390])
    for (const plan of [largePlan(1), largePlan(500), shopPlan(), labelPlan()]) {
      const { page, faults } = await open(plan, { width });
      for (const isOpen of [false, true]) {
        if (isOpen) await page.getByRole('button', { name: 'Open all' }).click();
        const { scrollWidth, clientWidth } = await page.evaluate<Widths>(
          '({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth })',
        );
        assert.ok(scrollWidth <= clientWidth, `${scrollWidth} > ${clientWidth}`);
      }
      assert.deepEqual(faults, []);
    }
});
