// A real Chromium that looks at the plugin's pages: each page takes nothing from elsewhere and complains about nothing.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const launch = () => chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

export const ready = page => page.locator('body[data-ready]').waitFor({timeout: 240_000});

/**
 * @param credentials the username and password of whoever looks
 * @param refusalsExpected whether the browser may say that the server refused something
 */
export async function open(browser, base, path, credentials, options = {}, refusalsExpected = false) {
  const context = await browser.newContext({httpCredentials: credentials, acceptDownloads: true, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const complaints = [];
  page.on('request', request => {
    const url = new URL(request.url());
    if (['http:', 'https:'].includes(url.protocol) && url.origin !== new URL(base).origin) complaints.push('request to ' + url);
  });
  page.on('pageerror', error => complaints.push('error: ' + error));
  page.on('console', message => {
    if (message.type() === 'error' && !refusalsExpected) complaints.push('console: ' + message.text());
  });
  await page.goto(base + path);
  await ready(page);
  return {page, close: async () => {
    assert.deepEqual(complaints, [], path);
    await context.close();
  }};
}

/** No serious finding of axe-core, and nothing beyond the screen. */
export async function sound(page, where) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document));
  const grave = result.violations.filter(violation => ['serious', 'critical'].includes(violation.impact));
  assert.deepEqual(grave.map(violation => `${violation.id}: ${violation.nodes.map(node => node.html).join(' | ')}`), [], where);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth) <= 0,
    `${where}: nothing reaches beyond the screen`);
}
