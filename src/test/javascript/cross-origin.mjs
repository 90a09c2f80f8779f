// A page of another port on this machine posts a move, the browser being logged in to the trust page:
// node cross-origin.mjs <base> <user> <password> <family> <body>. Each way of posting is answered, as that user, by a refusal.
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {launch} from './pages.mjs';

const [base, username, password, family, body] = process.argv.slice(2);
const target = new URL('version_control', base).href;
const WAYS = ['fetch, no type', 'fetch, text', 'fetch, json', 'beacon, no type', 'beacon, text'];

const server = createServer((request, response) => {
  response.setHeader('Content-Type', 'text/html');
  response.end('<!doctype html><title>elsewhere</title>');
});
await new Promise(resolve => server.listen(0, new URL(base).hostname, resolve));

const browser = await launch();
try {
  const context = await browser.newContext({httpCredentials: {username, password}});
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(base + family + '/trust');
  await page.locator('body[data-ready]').waitFor();
  await page.goto(`http://${new URL(base).hostname}:${server.address().port}/`);
  for (const way of WAYS) {
    // The first answer may ask who it is, and Chromium asks again with what it knows.
    const refused = page.waitForResponse(response => response.url() === target && response.status() !== 401);
    await page.evaluate(async ({target, body, way}) => {
      const type = way.endsWith('json') ? 'application/json' : way.endsWith('text') ? 'text/plain' : '';
      const blob = new Blob([body], type ? {type} : {});
      if (way.startsWith('beacon')) {
        navigator.sendBeacon(target, blob);
      } else {
        await fetch(target, {method: 'POST', mode: 'no-cors', credentials: 'include', body: blob}).catch(() => {});
      }
    }, {target, body, way});
    const status = (await refused).status();
    assert.ok([403, 415].includes(status), `${way} was answered ${status}`);
  }
} finally {
  await browser.close();
  server.close();
}
