// The pages where there is nothing to show, in a real Chromium: node empty-pages.mjs <base> <user> <password> [<family without versions>]
import assert from 'node:assert/strict';
import {launch, open, sound} from './pages.mjs';

const [base, username, password, family] = process.argv.slice(2);
const browser = await launch();
const STATES = [{colorScheme: 'light'}, {colorScheme: 'dark'}, {viewport: {width: 375, height: 740}, isMobile: true, hasTouch: true}];

async function seen(path, options, check) {
  const {page, close} = await open(browser, base, path, {username, password}, options);
  await check(page);
  await sound(page, `${path} ${JSON.stringify(options)}`);
  await close();
}

try {
  for (const options of STATES) {
    if (family) {
      await seen('', options, async page => assert.ok((await page.locator('#families').innerText()).includes(family)));
      await seen(`${family}/compare.html`, options, async page =>
        assert.equal(await page.locator('#state').innerText(), `${family} has no version yet: two are needed.`));
    } else {
      await seen('', options, async page => {
        assert.match(await page.locator('#families').innerText(), /There is none yet: metapolicy\.create makes one/);
        assert.match(await page.locator('#inbox').innerText(), /Nothing waits/);
      });
    }
  }
} finally {
  await browser.close();
}
