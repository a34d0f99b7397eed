// Two directors in two browsers, one round: heard, switched, decided, noted; a connection lost and found; a link closed.

import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { createInterface } from 'node:readline'
import { closeBrowser, openBrowser, record, says, soundDevice, testId, until } from './lib/browsers.mjs'
import { goTo, openLink, phone } from './lib/directors.mjs'
import { makeSample } from './lib/season.mjs'

const program = path.join(path.dirname(process.env.NEEDLEDROP_APP ?? ''), 'needledrop')
const home = mkdtempSync(path.join(tmpdir(), 'needledrop-director-'))
const env = { ...process.env, NEEDLEDROP_HOME: path.join(home, 'home') }
const show = path.join(home, 'show.needledrop')
const run = (...args) => execFileSync(program, args, { env, encoding: 'utf8' })

let server
let links
let sound
const browsers = {}

before(async () => {
  makeSample(show, env)
  server = spawn(program, ['review', 'serve', show, '1x04', '--port', '0', '--json'], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: server.stdout })
  const [line] = await new Promise((resolve) => lines.once('line', (text) => resolve([text])))
  links = Object.fromEntries(JSON.parse(line).links.map(({ reviewer, link }) => [reviewer, link]))
  browsers.chromium = await openBrowser('chromium')
  sound = await soundDevice(home)
  browsers.firefox = await openBrowser('firefox', sound.env)
})

after(async () => {
  await Promise.all(Object.values(browsers).map(closeBrowser))
  sound.stop()
  if (server.exitCode === null) server.kill('SIGTERM')
  rmSync(home, { recursive: true, force: true })
})

async function open(browser, link, prepare = async () => {}) {
  const page = await browsers[browser].newPage()
  await prepare(page)
  await page.goto(link)
  await page.waitForSelector(testId('review-cue'), { timeout: 30_000 })
  return page
}

const clock = (page) => page.$eval(testId('clock'), (node) => node.textContent)
const notes = (page, text) =>
  page.$$eval(testId('note'), (all, wanted) => all.filter((one) => one.textContent.includes(wanted)).length, text)

for (const browser of ['chromium', 'firefox']) {
  test(`${browser}: the music is switched within 30 ms, without a gap and without a click`, async () => {
    const page = await open(browser, links.Priya, (fresh) => fresh.evaluateOnNewDocument(record))
    await goTo(page, '4M03')
    await page.keyboard.press(' ')
    await until(
      page,
      'it never played',
      () => !document.querySelector('[data-testid="clock"]').textContent.startsWith('0:00.0'),
    )
    // Past the pre-roll, where there is music.
    await new Promise((resolve) => setTimeout(resolve, 7_000))
    await page.evaluate(() => window.heard())
    await new Promise((resolve) => setTimeout(resolve, 600))
    const before = await clock(page)
    const switched = await page.evaluate(() => {
      const at = performance.now()
      dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true }))
      return at
    })
    await new Promise((resolve) => setTimeout(resolve, 900))
    const blocks = await page.evaluate(() => window.heard())
    assert.ok((await clock(page)) > before, 'it goes on where it was')
    assert.equal(await page.$eval(testId('switch-B'), (node) => node.getAttribute('aria-pressed')), 'true')
    const samples = blocks.flatMap(({ data }) => data)
    const inBlock = blocks.findIndex(({ at }) => at >= switched)
    const about = inBlock * 1_024
    assert.ok(inBlock > 5 && samples.length > about + 20_000, `${blocks.length} blocks, the switch in ${inBlock}`)
    // A gap: no 5 ms around the switch are silent.
    const window_ = samples.slice(about - 4_096, about + 8_192)
    for (let at = 0; at + 240 < window_.length; at += 120) {
      const loudest = Math.max(...window_.slice(at, at + 240).map(Math.abs))
      assert.ok(loudest > 1e-5, `silence ${at - 4_096} samples from the switch`)
    }
    // A click: no step from sample to sample that the music itself does not have.
    const steps = (part) =>
      part.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (part[at - 1] ?? sample))), 0)
    const usual = Math.max(steps(samples.slice(0, about - 4_096)), steps(samples.slice(about + 8_192)))
    assert.ok(steps(window_) <= usual * 1.6 + 0.01, `${steps(window_)} beside ${usual}`)
    await page.close()
  })
}

test('what one says the other reads at once, and nothing is lost or doubled with a connection', async () => {
  const dana = await open('chromium', links.Dana)
  const priya = await open('firefox', links.Priya)
  assert.ok(!dana.url().includes('#'), 'the token is gone from the address')
  assert.match(await dana.title(), /My Heart · Round 2/)
  await says(dana, 'Priya')
  for (const page of [dana, priya]) await goTo(page, '4M06')

  await dana.keyboard.press('n')
  await dana.keyboard.type('Start on her hand <b>not</b> on the cut')
  await dana.keyboard.press('Enter')
  await until(priya, 'the note never came', () => document.body.innerText.includes('Start on her hand <b>not</b>'))
  assert.equal(await notes(priya, 'Start on her hand'), 1)

  await priya.click(`[data-letter="A"] ${testId('verdict-approvedBut')}`)
  await priya.type(testId('words'), 'a little softer')
  await priya.click(testId('send-words'))
  await says(dana, 'a little softer')

  await dana.setOfflineMode(true)
  await dana.keyboard.press('n')
  await dana.type(testId('note-body'), 'Written in a tunnel')
  await dana.keyboard.press('Enter')
  await says(dana, '1 answer')
  assert.equal(await notes(priya, 'Written in a tunnel'), 0)
  await dana.setOfflineMode(false)
  await until(priya, 'the note from the tunnel never came', () =>
    document.body.innerText.includes('Written in a tunnel'),
  )
  await until(dana, 'it is still on its way', () => document.querySelector('[data-testid="sending"]') === null)
  for (const page of [dana, priya]) assert.equal(await notes(page, 'Written in a tunnel'), 1)

  // What is being typed survives the page.
  await dana.keyboard.press('n')
  await dana.type(testId('note-body'), 'Half a thou')
  await dana.reload()
  await dana.waitForSelector(testId('review-cue'))
  await goTo(dana, '4M06')
  assert.equal(await dana.$eval(testId('note-body'), (field) => field.value), 'Half a thou')
  await priya.close()
  await dana.close()
})

test('nothing moves when the music comes: what is pressed is what was meant', async () => {
  const held = []
  let holds = true
  const page = await open('chromium', links.Dana, async (fresh) => {
    await fresh.setRequestInterception(true)
    fresh.on('request', (request) => {
      if (holds && request.url().includes('/media/') && request.resourceType() === 'fetch') held.push(request)
      else void request.continue()
    })
  })
  await page.waitForSelector(testId('sound'))
  const places = () =>
    page.$$eval(`${testId('alternate-card')}, .verdicts button`, (all) =>
      all.map((one) => Math.round(one.getBoundingClientRect().top)),
    )
  const before = await places()
  holds = false
  for (const request of held) void request.continue()
  await until(page, 'the music never came', () => document.querySelector('[data-testid="sound"]') === null)
  assert.deepEqual(await places(), before)
  await page.close()
})

/** Nothing is wider than the screen, and nothing smaller than a thumb can touch. */
async function fits(page, width) {
  const wider = await page.$$eval(
    '*',
    (all, most) =>
      all.filter((one) => one.getBoundingClientRect().right > most).map((one) => `${one.tagName} ${one.className}`),
    width + 1,
  )
  assert.deepEqual(wider, [], 'wider than the screen')
  const small = await page.$$eval('button', (all) =>
    all
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 32)
      .map((one) => one.textContent.trim()),
  )
  assert.deepEqual(small, [], 'too small for a thumb')
}

test('on a telephone, by touch', async () => {
  const page = await openLink(browsers.chromium, links.Dana, phone)
  await goTo(page, '4M03')
  await page.tap(testId('switch-C'))
  assert.equal(await page.$eval(testId('switch-C'), (node) => node.getAttribute('aria-pressed')), 'true')
  await page.tap(testId('yes'))
  await until(page, 'the yes is not said', () => document.querySelector('[data-testid="yes"]').ariaPressed === 'true')
  await until(page, 'it is still on its way', () => document.querySelector('[data-testid="sending"]') === null)
  await fits(page, phone.width)
  // Under *But…* it is said whether that is a yes.
  await page.tap(testId('but'))
  await page.tap(testId('needs-changes'))
  await page.type(testId('words'), 'Later, and less piano')
  await fits(page, phone.width)
  await page.tap(testId('send-words'))
  await until(page, 'no changes were asked for', () =>
    document.querySelector('[data-letter="C"]').textContent.includes('“Later, and less piano”'),
  )
  assert.match(await page.$eval('[data-letter="C"]', (card) => card.textContent), /changes/)
  // Held across, the picture stands beside what is said of it, and the verdict stays under the thumb.
  await page.setViewport({ ...phone, width: phone.height, height: phone.width })
  await until(
    page,
    'it is not laid out anew',
    () => document.querySelector('.stage').getBoundingClientRect().right < 430,
  )
  await fits(page, phone.height)
  assert.ok(await page.$eval(testId('no'), (one) => one.getBoundingClientRect().bottom <= innerHeight))
  await page.setViewport(phone)
  if (process.env.NEEDLEDROP_SHOTS)
    await page.screenshot({
      path: path.join(process.env.NEEDLEDROP_SHOTS, 'phone.png'),
    })
  await page.close()
})

test('a link that is closed closes the page, and what was said is in the show', async () => {
  const dana = await open('chromium', links.Dana)
  server.stdin.write('revoke Dana\n')
  await dana.waitForSelector(testId('closed'), { timeout: 20_000 })
  await dana.reload()
  await dana.waitForSelector(testId('refused'), { timeout: 20_000 })
  server.stdin.write('quit\n')
  await new Promise((resolve) => server.once('exit', resolve))
  const { cues } = JSON.parse(run('review', 'rounds', show, '1x04', '--json'))
  const text = JSON.stringify(cues)
  assert.ok(text.includes('a little softer'), text)
  const log = run('review', 'links', show, '1x04')
  assert.match(log, /Dana\s+closed/)
  assert.match(log, /came in\s+127\.0\.0\.1/)
})
