// Pages of a family whose names and reasons turn the direction of what follows: node steering-names.mjs <base> <user> <password>
import assert from 'node:assert/strict';
import {launch, open} from './pages.mjs';

const [base, username, password] = process.argv.slice(2);
const browser = await launch();

/** Whatever of a page is drawn or read aloud: its title, texts, also of drawings, and labels. */
const read = page => page.evaluate(() => [document.title, document.body.textContent,
  ...[...document.querySelectorAll('*')].flatMap(node => [node.getAttribute('aria-label'), node.dataset?.label]).filter(text => text)]);

async function seen(path, wanted, act = () => {}) {
  const {page, close} = await open(browser, base, path, {username, password}, {viewport: {width: 1280, height: 900}});
  await act(page);
  const texts = await read(page);
  const steered = texts.flatMap(text => text.match(/.{0,20}[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069].{0,20}/g) ?? []);
  assert.deepEqual(steered.map(text => JSON.stringify(text)), [], path);
  for (const words of wanted) assert.ok(texts.some(text => text.includes(words)), `${path}: ${words}`);
  await close();
}

async function asked(page) {
  await page.locator('#acts .actions button').first().click();
  await page.locator('dialog h2').waitFor();
}

try {
  await seen('', ['b[U+2066]c']);
  await seen('turned/trust', ['why[U+200F]', 'even[U+202D]ing'], asked);
  await seen(`turned/trust?version=${encodeURIComponent('no\u202esuch')}`, ['Version no[U+202E]such is none']);
  await seen('turned/compare.html?version_id=turned.a&against_id=turned.b', ['tag[U+202E]a', 'tag[U+202E]b']);
} finally {
  await browser.close();
}
