// People act on the pages, in a real Chromium: node acts.mjs <base> <approver> <outsider> <password> <folder for pictures and files>
// Prints what was recorded as JSON.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {launch, open, ready, sound} from './pages.mjs';

const [base, approver, outsider, password, folder] = process.argv.slice(2);
const LONG = 'f.a-version-with-an-id-of-sixty-characters-and-not-one-less1';
const PHONE = {viewport: {width: 375, height: 740}, isMobile: true, hasTouch: true};
mkdirSync(folder, {recursive: true});

const browser = await launch();
const as = (username, path, options, refusalsExpected) => open(browser, base, path, {username, password}, options, refusalsExpected);

const button = (page, name, more = {}) => page.getByRole('button', {name, ...more});

/** Gives a reason in the open dialog and confirms; what the page says then. */
async function confirm(page, reason) {
  const before = await page.locator('#state').textContent();
  await page.getByLabel('Reason').fill(reason);
  await page.locator('dialog button[type=submit]').click();
  await page.waitForFunction(before => {
    const state = document.querySelector('#state');
    return state.textContent !== before && state.querySelector('a') !== null;
  }, before);
  return page.locator('#state').innerText();
}

async function everyPageIsSound() {
  for (const options of [{colorScheme: 'light'}, {colorScheme: 'dark'}, PHONE, {...PHONE, viewport: {width: 390, height: 844}}]) {
    const {page, close} = await as(approver, '', options);
    const where = JSON.stringify(options);
    await sound(page, `families ${where}`);
    await button(page, 'Approve: proposal of f.v2').click();
    await page.locator('dialog li', {hasText: 'against'}).first().waitFor();
    await sound(page, `dialog ${where}`);
    await page.keyboard.press('Escape');
    await page.goto(`${base}f/compare.html?version_id=${LONG}&against_id=f.v1`);
    await ready(page);
    await sound(page, `comparison ${where}`);
    assert.ok((await page.locator('#numbers').innerText()).includes(LONG), 'a long id is whole');
    await page.goto(`${base}f/trust?version=f.v2`);
    await ready(page);
    for (const summary of await page.locator('summary').all()) await summary.click();
    await sound(page, `family ${where}`);
    await page.goto(`${base}f/report.html?seq=1`);
    await sound(page, `report ${where}`);
    await close();
  }
}

async function aPersonCompares() {
  const {page, close} = await as(approver, '');
  await page.getByRole('link', {name: 'Compare with the default, f.v1'}).click();
  await ready(page);
  const data = await page.evaluate(async () => (await fetch('compare?version_id=f.v2&against_id=f.v1')).json());
  const reward = data.figures.find(row => row.figure === 'reward_mean');
  const line = page.locator('#numbers tr', {has: page.getByRole('rowheader', {name: 'Mean reward'})});
  assert.ok((await line.innerText()).includes(reward.version.toFixed(3)));
  assert.equal(await page.locator('#numbers .interval').count(), data.figures.filter(row => row.lower !== null).length, 'each interval is drawn');
  assert.match(await page.locator('#makeup').innerText(), /walk/, 'what their parameters differ in');
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('#csv').click()]);
  assert.equal(file.suggestedFilename(), 'f-f.v2-against-f.v1.csv');
  assert.equal(readFileSync(await file.path(), 'utf8').trimEnd().split('\r\n').length, data.figures.length + 1);
  await page.locator('#evaluate').click();
  await page.locator('#verdict p').nth(1).waitFor();
  assert.match(await page.locator('#verdict').innerText(), /^(BETTER|NOT_WORSE|WORSE|INCONCLUSIVE|REFUSED) /);
  await sound(page, 'evaluated');
  await page.locator('#version').selectOption(LONG);
  await button(page, 'Compare').click();
  await page.waitForURL(url => url.searchParams.get('version_id') === LONG);
  await close();
}

async function theListSaysWhoseTrailHolds() {
  const {page, close} = await as(approver, '');
  const trail = id => page.locator('tr', {has: page.getByRole('rowheader', {name: id, exact: true})}).locator('.trail');
  await page.waitForFunction(() => [...document.querySelectorAll('.trail')].every(cell => /^(ok|does not hold)/.test(cell.textContent)));
  assert.match(await trail('f').innerText(), /^ok, \d+ events$/);
  assert.match(await trail('g').innerText(), /^does not hold: .*event 1/);
  await sound(page, 'trails verified');
  await close();
}

async function aPersonAddsANote() {
  const {page, close} = await as(outsider, 'f/trust');
  await button(page, 'Add a note to event 1', {exact: true}).click();
  await page.locator('dialog').getByLabel('Note').fill('the minutes of the first meeting');
  await page.locator('dialog').getByLabel('Link').fill('https://example.org/minutes/1');
  await sound(page, 'note');
  await page.locator('dialog button[type=submit]').click();
  await page.locator('#state').getByRole('link', {name: /^Report of event/}).waitFor();
  assert.match(await page.locator('#state').innerText(), new RegExp(`^ANNOTATED is event \\d+ of f, by ${outsider}\\.`));
  assert.equal(await page.locator('#moves table a[href="https://example.org/minutes/1"]').count(), 1);
  await close();
}

async function anOutsiderSeesWhy() {
  const {page, close} = await as(outsider, 'f/trust?version=f.v2', {}, true);
  assert.equal(await button(page, /^Approve/).count(), 0, 'no button that may not be pressed');
  assert.equal(await button(page, /^Promote/).count(), 0);
  assert.equal(await button(page, /^Pause: f\.v2/).count(), 1, 'anyone who may write pauses');
  const told = await page.locator('#acts').textContent();
  assert.match(told, /approve needs an approver|promote needs an approver of meta-policy 'f': 'outsider' is none/);
  for (const [path, body] of [
    ['version_control', {meta_policy_id: 'f', version_id: 'f.v2', action: 'PROMOTE', override: true, reason: 'me'}],
    ['family_control', {meta_policy_id: 'f', action: 'SET_MODE', value: 'ACTIVE', reason: 'me'}]]) {
    const answer = await page.evaluate(async ([path, body]) => {
      const answer = await fetch(`../${path}`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)});
      return {status: answer.status, detail: (await answer.json()).detail};
    }, [path, body]);
    assert.equal(answer.status, 403, path);
    assert.match(answer.detail, /'outsider' is none/);
  }
  await sound(page, 'outsider');
  await close();
}

async function anotherOriginFails() {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>elsewhere</title>');
  });
  await new Promise(resolve => server.listen(0, new URL(base).hostname, resolve));
  const context = await browser.newContext({httpCredentials: {username: approver, password}});
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(base);
  await ready(page);
  const proposal = await page.evaluate(async () => (await (await fetch('proposals')).json()).proposals[0].proposal_id);
  await page.goto(`http://${new URL(base).hostname}:${server.address().port}/`);
  const bodies = {
    proposal_control: {proposal_id: proposal, action: 'APPROVE', reason: 'from elsewhere'},
    family_control: {meta_policy_id: 'f', action: 'SET_STATUS', value: 'PAUSED', reason: 'from elsewhere'},
  };
  for (const [path, body] of Object.entries(bodies)) {
    const target = new URL(path, base).href;
    const refused = page.waitForResponse(response => response.url() === target && response.status() !== 401);
    await page.evaluate(({target, body}) => fetch(target, {method: 'POST', mode: 'no-cors', credentials: 'include',
      body: new Blob([JSON.stringify(body)])}).catch(() => {}), {target, body});
    const status = (await refused).status();
    assert.ok([403, 415].includes(status), `${path} was answered ${status}`);
  }
  await context.close();
  server.close();
}

async function anApproverApprovesByKeyboard() {
  const {page, close} = await as(approver, '');
  const approve = button(page, 'Approve: proposal of f.v2');
  await approve.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', {name: 'Approve: proposal of f.v2'});
  await dialog.waitFor();
  const told = await dialog.innerText();
  assert.match(told, /What will change\s+f\.v2: CANDIDATE → LIVE\s+Default of f: f\.v1 → f\.v2/);
  assert.match(told, /What is known\s+Trust 0\.\d+/);
  assert.match(told, /What is not known\s+.*Neither kept nor breached so far: .*degradation/s);
  await page.keyboard.press('Escape');
  await dialog.waitFor({state: 'detached'});
  assert.ok(await approve.evaluate(node => node === document.activeElement), 'the focus returns');
  await page.keyboard.press('Enter');
  await page.locator('dialog button[type=submit]').click();
  assert.ok(await page.getByLabel('Reason').evaluate(node => !node.validity.valid && node === document.activeElement), 'a reason is needed');
  await page.keyboard.type('the board agreed on 3 May');
  await page.keyboard.press('Tab');
  await page.keyboard.type('https://example.org/plots/7');
  await page.keyboard.press('Tab');
  await page.screenshot({path: `${folder}/approve.png`});
  await page.keyboard.press('Enter');
  await page.locator('#state').getByRole('link', {name: /^Report of event/}).waitFor();
  const said = await page.locator('#state').innerText();
  assert.match(said, new RegExp(`^PROMOTED is event \\d+ of f, by ${approver}\\.`));
  assert.match(await page.locator('#inbox').innerText(), /Nothing waits/);
  const seq = Number(said.match(/event (\d+)/)[1]);
  const [file] = await Promise.all([page.waitForEvent('download'),
    page.locator('#state').getByRole('link', {name: `Report as data of event ${seq}`}).click()]);
  await file.saveAs(`${folder}/report.json`);
  await page.locator('#state').getByRole('link', {name: `Report of event ${seq}`, exact: true}).click();
  await page.getByRole('heading', {name: `Report of event f#${seq}`}).waitFor();
  await page.emulateMedia({media: 'print'});
  await sound(page, 'printed report');
  const pdf = await page.pdf({path: `${folder}/report.pdf`, format: 'A4'});
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  await close();
  return seq;
}

async function anApproverActsOnTheFamily() {
  const {page, close} = await as(approver, `f/trust?version=${LONG}`, {}, true);
  assert.equal(await page.locator('#version').inputValue(), LONG, 'the address names the version');
  await button(page, `Pause: ${LONG}`).click();
  assert.match(await confirm(page, 'complaints since noon'), /^PAUSED is event/);
  await button(page, `Resume: ${LONG}`).click();
  assert.match(await confirm(page, 'they were about another'), /^RESUMED is event/);
  await button(page, `Promote: ${LONG}`).click();
  assert.match(await page.locator('dialog').innerText(), /What is not known\s+It has 0 resolved episodes, 50 are needed/);
  await page.getByLabel('Reason').fill('known from elsewhere');
  await page.locator('dialog button[type=submit]').click();
  assert.ok(await page.locator('#act-override').evaluate(node => !node.validity.valid), 'what is not known has to be accepted');
  await page.keyboard.press('Escape');

  await page.locator('#version').selectOption('f.v2');
  await page.waitForURL(url => url.searchParams.get('version') === 'f.v2');
  await button(page, 'Make it the fallback: f.v2').click();
  assert.match(await confirm(page, 'the baseline from now on'), /^FALLBACK_SET is event/);
  await button(page, 'Serve its choices: f').click();
  assert.match(await page.locator('dialog').innerText(), /f: SHADOW → ACTIVE/);
  assert.match(await confirm(page, 'the ethics board agreed'), /^MODE_SET is event/);
  assert.match(await page.locator('#facts').innerText(), /Mode\s+ACTIVE/);
  const served = await page.evaluate(async () => (await (await fetch('/db/neo4j/query/v2', {method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({statement: "CALL metapolicy.select('f', {}) YIELD versionId, propensity RETURN versionId, propensity"})})).json()).data.values);
  assert.deepEqual(served, [['f.v2', 1]], 'the next decision, of which nothing is known, goes to whom people approved');
  const links = page.locator('#moves table a[href="https://example.org/plots/7"]');
  assert.equal(await links.count(), 1, 'what was given as evidence is a link');

  // Somebody else is faster: the words of the server stand in the dialog, and nothing is lost.
  await button(page, 'Roll back: f.v2').click();
  const answer = await page.evaluate(async () => (await fetch('../version_control', {method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({meta_policy_id: 'f', version_id: 'f.v1', action: 'PROMOTE', override: true, reason: 'faster'})})).status);
  assert.equal(answer, 200);
  await page.getByLabel('Reason').fill('a late one');
  await page.locator('dialog button[type=submit]').click();
  const refusal = page.locator('dialog [role=alert]');
  await refusal.waitFor();
  assert.match(await refusal.innerText(), /\(409\): version 'f\.v2' was not moved: the default of meta-policy 'f' is 'f\.v1', not the expected 'f\.v2'/);
  assert.equal(await page.getByLabel('Reason').inputValue(), 'a late one');
  await sound(page, 'refused');
  await close();
}

try {
  await everyPageIsSound();
  await theListSaysWhoseTrailHolds();
  await aPersonCompares();
  await aPersonAddsANote();
  await anOutsiderSeesWhy();
  await anotherOriginFails();
  const approved = await anApproverApprovesByKeyboard();
  await anApproverActsOnTheFamily();
  console.log(JSON.stringify({approved}));
} finally {
  await browser.close();
}
