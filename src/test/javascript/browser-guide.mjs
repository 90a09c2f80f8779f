// Neo4j Browser as a data scientist meets it: logs in, waits for the guide that opens by itself, runs its first three
// steps, loads the style sheet and draws the trust map. Prints what it saw as JSON.
// Arguments: Browser's address, Bolt's host and port, user, password, path of Chromium, folder for screenshots.
import { chromium } from 'playwright-core'

const [browserUrl, boltAddress, user, password, executablePath, screenshots] = process.argv.slice(2)
const SLACK = 90000
const seen = { steps: [] }
const test = id => `[data-testid="${id}"]`

const browser = await chromium.launch({
  executablePath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync']
})
let page
try {
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(SLACK)
  await page.goto(browserUrl, { waitUntil: 'domcontentloaded', timeout: SLACK })
  await page.locator(test('bolt-scheme-select')).selectOption('bolt://')
  await page.locator(test('boltaddress')).fill(boltAddress)
  await page.locator(test('username')).fill(user)
  await page.locator(test('password')).fill(password)
  await page.locator(test('connect')).click()

  const guide = page.locator(test('guidesDrawer'))
  await guide.getByRole('heading', { name: '1. A family' }).waitFor()
  seen.guide = await guide.innerText()
  await page.screenshot({ path: `${screenshots}/guide-opens.png` })

  for (let step = 1; step <= 3; step++) {
    if (step === 1) await runs(guide.locator('pre.runnable', { hasText: ':params' }))
    await runs(guide.locator('pre.runnable', { hasText: /CALL/ }).first())
    seen.steps.push(await newestAnswer(page))
    await page.screenshot({ path: `${screenshots}/guide-step-${step}.png` })
    if (step === 2) await runs(guide.locator('pre.runnable', { hasText: ':param' }))
    await page.locator(test('guideNextSlide')).click()
  }
  await page.locator(test('guideNextSlide')).click()
  await page.locator(test('guideNextSlide')).click()
  await guide.getByRole('heading', { name: '6. Its lineage' }).waitFor()
  await guide.getByText('Load the style sheet').click()
  await guide.locator('pre.runnable').last().locator('i').first().click()
  const frame = page.locator(test('frame')).filter({ has: page.locator('svg g.node') }).first()
  await frame.locator('g.node').nth(3).waitFor()
  // The layout comes to rest.
  await page.waitForTimeout(3000)
  seen.nodes = await frame.locator('g.node').evaluateAll(nodes => nodes.map(node => ({
    text: node.textContent,
    color: node.querySelector('circle.b-outline')?.getAttribute('fill'),
    radius: Number(node.querySelector('circle.b-outline')?.getAttribute('r'))
  })))
  await page.screenshot({ path: `${screenshots}/guide-trust-map.png` })
  console.log(JSON.stringify(seen))
} catch (failure) {
  await page?.screenshot({ path: `${screenshots}/guide-failed.png` })
  throw failure
} finally {
  await browser.close()
}

// Presses a block's play button and waits for its frame.
async function runs(block) {
  const frames = await page.locator(test('frame')).count()
  await block.locator('i').first().click()
  await page.locator(test('frame')).nth(frames).waitFor()
}

// The newest frame stands first; it is there once its table has rows.
async function newestAnswer(page) {
  const table = page.locator(test('frame')).first().locator('tbody')
  await table.locator('tr').first().waitFor()
  return { rows: await table.locator('tr').count(), text: await table.innerText() }
}
