import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { environment } from '@wildermesser/exec';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Plan } from '../../src/index.ts';
import { html } from '../../src/report/html/html.ts';

/** How somebody looks at a page. */
export interface Eyes {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** A report in a browser that has no network. */
export interface OpenReport {
  readonly page: Page;
  /** Errors of the page, and whatever it asked for beside itself; empty when it is in order. */
  readonly faults: readonly string[];
}

const program = (name: string): string => {
  const folders = (environment().PATH ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  assert.ok(found !== undefined, `${name} is not on PATH: install the package ${name}`);
  return found;
};

/** Opens reports as files from a disk, until the tests of the file are over. */
export const browserFor = (): ((plan: Plan, eyes?: Eyes) => Promise<OpenReport>) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'report-')));
  let started: Promise<Browser> | undefined;
  let count = 0;
  after(async () => {
    await (await started)?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return async (plan, { width = 1440, colorScheme = 'light' } = {}) => {
    // Chromium has no sandbox for root, whom these tests run as.
    started ??= chromium.launch({ executablePath: program('chromium'), args: ['--no-sandbox'] });
    const file = join(folder, `plan-${count++}.html`);
    writeFileSync(file, html(plan)[0] ?? '');
    const context = await (await started).newContext({
      offline: true,
      colorScheme,
      reducedMotion: 'reduce',
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    const faults: string[] = [];
    const url = pathToFileURL(file).href;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:')) faults.push(`asks for ${request.url()}`);
    });
    await page.goto(url);
    return { page, faults };
  };
};
