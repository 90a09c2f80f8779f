// Looks at the trust page as people do, in a real Chromium: node trust-page.mjs <base> <user> <password> <screenshots>
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync} from 'node:fs';
import {launch, open as opened, ready, sound} from './pages.mjs';

const [base, username, password, screenshots] = process.argv.slice(2);
const FIGURES = ['trust', 'outcomes', 'guardrails', 'lineage', 'moves', 'regimes', 'reliability'];
mkdirSync(screenshots, {recursive: true});

const browser = await launch();
const open = (path, options, refusalsExpected) => opened(browser, base, path, {username, password}, options, refusalsExpected);

/** Per figure, the shapes of its drawing in a colour that only data has; axes, labels and grids have others. */
const marks = page => page.evaluate(figures => {
  const style = getComputedStyle(document.documentElement);
  const hex = value => {
    const probe = document.createElement('i');
    probe.style.color = value;
    return probe.style.color;
  };
  const data = new Set(['data-1', 'data-2', 'good', 'bad', 'unsure'].map(name => hex(style.getPropertyValue('--' + name).trim())));
  return Object.fromEntries(figures.map(id => [id, [...document.querySelectorAll(`#${id} .plot svg path`)]
    .filter(shape => data.has(hex(shape.getAttribute('fill') ?? '')) || data.has(hex(shape.getAttribute('stroke') ?? '')))
    .map(shape => shape.getAttribute('d') + (shape.getAttribute('transform') ?? ''))]));
}, FIGURES);

/** The pairs of texts in a drawing of which one hides part of the other. */
const hidden = (page, figure) => page.evaluate(id => {
  const texts = [...document.querySelectorAll(`#${id} .plot svg text`)].map(text => ({text: text.textContent, box: text.getBoundingClientRect()}));
  return texts.flatMap((one, i) => texts.slice(i + 1)
    .filter(({box}) => Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left) > 1
      && Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top) > 1)
    .map(other => `${one.text} | ${other.text}`));
}, figure);

/** The texts of a drawing that reach beyond it. */
const outside = (page, figure) => page.evaluate(id => {
  const plot = document.querySelector(`#${id} .plot`).getBoundingClientRect();
  return [...document.querySelectorAll(`#${id} .plot svg text`)].map(text => ({text: text.textContent, box: text.getBoundingClientRect()}))
    .filter(({box}) => box.left < plot.left - 1 || box.right > plot.right + 1 || box.bottom > plot.bottom + 1).map(({text}) => text);
}, figure);

const rowsOf = text => {
  const rows = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
};

async function csvOf(page, figure, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator(`#${figure} .actions button`).click()]);
  assert.equal(file.suggestedFilename(), name);
  return rowsOf(readFileSync(await file.path(), 'utf8'));
}

/** What is drawn can be read too: under each plot one table, named as the plot, with as many rows as it says. */
async function everyPlotHasItsTable(page) {
  for (const figure of FIGURES) {
    const section = page.locator(`#${figure}`);
    assert.equal(await section.locator('.plot').count(), 1, figure);
    assert.equal(await section.locator('table').count(), 1, `${figure} has its table`);
    assert.equal(await section.locator('caption').textContent(), await section.locator('h2').textContent());
    const rows = await section.locator('tbody tr').count();
    assert.ok(rows > 0, `${figure} has rows`);
    assert.equal(await section.locator('summary').textContent(), `Data table (${rows} rows)`);
  }
}

/** Each version in each context, as many as there are data of, and the better trusted the fuller its colour. */
async function contextsAreColoured(page) {
  const data = await page.evaluate(async () => (await (await fetch('trust/data')).json()).contexts);
  assert.ok(data.length > 4);
  const cells = await page.locator('#contexts .heat td').evaluateAll(all => all.map(cell =>
    ({text: cell.textContent, colour: getComputedStyle(cell).backgroundColor})));
  const known = cells.filter(({text}) => text !== 'not known');
  assert.deepEqual(known.map(({text}) => text).sort(), data.map(row => `${row.trust.toFixed(3)} (n ${row.n})`).sort());
  assert.ok(new Set(known.map(({colour}) => colour)).size > 2, 'by how much they are trusted');
  assert.equal(await page.locator('#contexts details tbody tr').count(), data.length);
}

/** The stop of the example, from the guardrail to what was decided next. */
async function stopsAreTold(page) {
  const stop = page.locator('#stops article', {hasText: 'focus.bandit-1'});
  const words = await stop.innerText();
  assert.match(words, /Localize\s+.*override_surge.*seen after \d+ windows; worst in the context \S.*: \d+ % of \d+ overridden/);
  assert.match(words, /Roll up\s+Trust 0\.\d+ .*LIVE → ROLLED_BACK: /);
  assert.match(words, /Restructure\s+The default goes from focus\.bandit-1 to focus\.baseline; the same refresh: DEFAULT_MOVED focus\.baseline/);
  assert.match(words, /Project down\s+The first decisions after it: /);
}

async function desktop(colorScheme) {
  const {page, close} = await open('focus/trust', {colorScheme, viewport: {width: 1280, height: 900}});
  await page.locator('#version').selectOption('focus.bandit-1');
  const first = await marks(page);
  for (const figure of FIGURES) assert.ok(first[figure].length > 0, `${figure} is drawn with data (${colorScheme})`);
  assert.deepEqual(await hidden(page, 'lineage'), [], 'every label of the tree can be read');
  assert.deepEqual(await outside(page, 'lineage'), [], 'and whole');
  for (const figure of FIGURES) assert.deepEqual(await outside(page, figure), [], `${figure}: no label is cut`);
  await everyPlotHasItsTable(page);
  await contextsAreColoured(page);
  await stopsAreTold(page);
  await page.screenshot({path: `${screenshots}/trust-page-${colorScheme}.png`, fullPage: true});

  await page.locator('#axis').selectOption('time');
  const byTime = await marks(page);
  assert.notDeepEqual(byTime.trust, first.trust, 'by time, closings stand elsewhere');
  assert.ok(byTime.outcomes.length > 0);
  assert.match(await page.locator('#trust .plot svg').textContent(), /time \(UTC\)/);
  await page.locator('#axis').selectOption('windows');

  await page.locator('#version').focus();
  await page.locator('#version').selectOption('focus.baseline');
  const second = await marks(page);
  assert.notDeepEqual(second.trust, first.trust, 'another version has another trust');
  assert.notDeepEqual(second.guardrails, first.guardrails, 'and other guardrails');
  assert.deepEqual(second.lineage, first.lineage, 'in the same family');
  assert.equal(new URL(page.url()).searchParams.get('version'), 'focus.baseline');
  await page.reload();
  await ready(page);
  assert.equal(await page.locator('#version').inputValue(), 'focus.baseline', 'the address keeps the version');

  await sound(page, colorScheme);
  await close();
}

async function takesItsDataAway() {
  const {page, close} = await open('focus/trust', {acceptDownloads: true});
  const data = await page.evaluate(async () => (await fetch('trust/data')).json());
  const text = value => (value === null ? '' : String(value));

  await page.locator('#version').selectOption('focus.bandit-1');
  const [columns, ...snapshots] = await csvOf(page, 'trust', 'focus-focus.bandit-1-trust.csv');
  assert.equal(columns[0], 'of_version', 'a row says whose it is');
  assert.deepEqual(snapshots, data.versions.find(version => version.id === 'focus.bandit-1').snapshots
    .map(snapshot => ['focus.bandit-1', ...columns.slice(1).map(column => text(snapshot[column]))]));

  const [names, ...events] = await csvOf(page, 'moves', 'focus-moves.csv');
  const inert = value => (/^=/.test(value) ? "'" + value : value);
  assert.deepEqual(events, data.events.map(event => names.map(name => inert(text(event[name])))));
  assert.ok(events.some(event => event.some(cell => cell.startsWith("'=1+1"))), 'a formula is taken away as a text');
  assert.equal(await page.locator('main img').count(), 0, 'a reason is a text, not HTML');
  await close();
}

async function phone() {
  const {page, close} = await open('focus/trust', {viewport: {width: 360, height: 740}, isMobile: true, hasTouch: true});
  await page.locator('#version').selectOption('focus.bandit-1');
  await sound(page, 'phone, 360 px wide');
  for (const summary of await page.locator('summary').all()) await summary.click();
  await sound(page, 'phone, tables open');
  for (const summary of await page.locator('summary').all()) await summary.click();
  assert.deepEqual(await hidden(page, 'lineage'), [], 'every label of the tree can be read on a phone');
  assert.deepEqual(await outside(page, 'lineage'), [], 'and whole, an id of 60 characters in a fourth generation too');
  for (const figure of FIGURES) assert.deepEqual(await outside(page, figure), [], `${figure}: no label is cut on a phone`);
  const tree = (await page.locator('#lineage .plot svg').textContent()).replaceAll(/\s/g, '');
  assert.ok(tree.includes('focus.a-version-with-an-id-of-sixty-characters-and-no-fewer1'), 'the tree has the long id whole');
  await page.screenshot({path: `${screenshots}/trust-page-phone.png`, fullPage: true});
  await sound(page, 'phone');
  await close();
}

/** Where a version is suspended its cell says so, and the stop is told as one of that context alone. */
async function suspendedInOneContext() {
  const {page, close} = await open('halves/trust', {viewport: {width: 1280, height: 900}});
  const cells = page.locator('#contexts .heat td.suspended');
  assert.equal(await cells.count(), 1);
  assert.match(await cells.innerText(), /^0\.\d+ \(n \d+\), suspended$/);
  assert.match(await page.locator('#contexts .heat tr', {has: page.locator('td.suspended')}).innerText(), /^evening/);
  const words = await page.locator('#stops article').innerText();
  assert.match(words, /Localize\s+overrid\w+, seen after \d+ windows; in the context evening: \d+ % of \d+ overridden/);
  assert.match(words, /Roll up\s+Trust 0\.\d+ .*suspended in the context evening alone/);
  await sound(page, 'suspended');
  await close();
}

/** A stop for one participant is told as that, and names neither them nor a context. */
async function suspendedForOneParticipant() {
  const {page, close} = await open('crowd/trust', {viewport: {width: 1280, height: 900}});
  const words = await page.locator('#stops article').innerText();
  assert.match(words, /Localize\s+overrides, seen after \d+ windows\.\n/);
  assert.match(words, /Roll up\s+Trust 0\.\d+ .*suspended for one participant alone/);
  assert.ok(!words.includes('crowd-3'), words);
  await sound(page, 'suspended for one');
  await close();
}

/** Of a version that was promoted in some contexts alone the page says in which, and in each other context that it is not served there. */
async function promotedInOneContext() {
  const {page, close} = await open('halves/trust', {viewport: {width: 1280, height: 900}});
  assert.match(await page.locator('#facts').innerText(), /Promoted only in\s+evening: halves\.late/i);
  const cells = page.locator('#contexts .heat td.elsewhere');
  assert.equal(await cells.count(), 1);
  assert.match(await cells.innerText(), /^0\.\d+ \(n \d+\), not promoted here$/);
  assert.match(await page.locator('#contexts .heat tr', {has: page.locator('td.elsewhere')}).innerText(), /^morning/);
  await sound(page, 'promoted in one context');
  await close();
}

async function nothingToShow() {
  const bare = await open('bare/trust', {});
  for (const figure of [...FIGURES.filter(id => id !== 'moves'), 'contexts', 'stops']) {
    assert.equal(await bare.page.locator(`#${figure} .empty`).count(), 1, `${figure} says that it is empty`);
    assert.equal(await bare.page.locator(`#${figure} .plot`).count(), 0);
  }
  assert.ok((await marks(bare.page)).moves.length > 0, 'its creation is a move');
  await sound(bare.page, 'empty');
  await bare.close();

  const unknown = await open('nobody/trust', {}, true);
  assert.match(await unknown.page.locator('#state').textContent(), /404.*there is no meta-policy 'nobody'/);
  await sound(unknown.page, 'unknown');
  await unknown.close();
}

try {
  await desktop('light');
  await desktop('dark');
  await takesItsDataAway();
  await phone();
  await suspendedForOneParticipant();
  await suspendedInOneContext();
  await promotedInOneContext();
  await nothingToShow();
} finally {
  await browser.close();
}
