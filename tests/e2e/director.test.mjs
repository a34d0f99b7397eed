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

const dot = (one, other) => one.reduce((sum, sample, at) => sum + sample * other[at], 0)

/** How alike two sounds are, whatever their levels: 1 where one is the other. */
function likeness(one, other) {
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other) || 1)
}

/** How far a sound is from another, frame by frame, where their levels agree in a `span`. */
function apart(one, other, span) {
  const [ours, theirs] = [one, other].map((all) => all.slice(...span))
  const level = dot(ours, theirs) / dot(theirs, theirs)
  return one.map((sample, at) => Math.abs(sample - level * other[at]))
}

for (const browser of ['chromium', 'firefox']) {
  test(`${browser}: the music is switched within 30 ms, without a gap and without a click`, async (t) => {
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
    await page.evaluate(() => void window.heard())
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const before = await clock(page)
    const switched = await page.evaluate(() => {
      const at = window.frame()
      dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true }))
      return at
    })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const reach = 20_480
    const { heard, own } = await page.evaluate(
      (from, to) => {
        const { first, samples, ...rest } = window.heard()
        const heard = { ...rest, samples: samples.slice(from - first, to - first) }
        return { heard, own: window.own(from, to) }
      },
      switched - reach,
      switched + reach,
    )
    assert.ok((await clock(page)) > before, 'it goes on where it was')
    assert.equal(await page.$eval(testId('switch-B'), (node) => node.getAttribute('aria-pressed')), 'true')
    assert.ok(heard.whole, 'the recording is torn: the machine is too busy for it')
    const { samples, rate } = heard
    const at = reach
    assert.equal(samples.length, 2 * reach)
    // Another alternate is heard: what sounds before is no longer what sounds after, and each is one of the sources.
    const sounds = (first, last) =>
      own.map((source) => likeness(samples.slice(first, last), source.slice(first, last))).map((one) => one > 0.98)
    const [first, then] = [sounds(0, at), sounds(at + 4_800)]
    assert.deepEqual(
      [first, then].map((all) => all.filter(Boolean).length),
      [1, 1],
      `${first} then ${then}`,
    )
    assert.notDeepEqual(first, then)
    // The one alone, then both for a few milliseconds, so that nothing jumps, then the other alone.
    const far = (one) => one > 0.01
    const begins = at + apart(samples, own[first.indexOf(true)], [0, at]).slice(at).findIndex(far)
    const ends = apart(samples, own[then.indexOf(true)], [at + 4_800]).findLastIndex(far)
    const wait = ends - at
    t.diagnostic(`both from ${begins - at} to ${wait} frames after the key`)
    assert.ok(ends - begins >= 0.001 * rate, `it jumps within ${ends - begins} frames`)
    assert.ok(wait <= 0.03 * rate, `${wait} frames`)
    // A gap: no 5 ms around the switch are silent.
    for (let from = at - 4_096; from < at + 8_192; from += 120) {
      const loudest = Math.max(...samples.slice(from, from + 240).map(Math.abs))
      assert.ok(loudest > 1e-5, `silence ${from - at} frames from the switch`)
    }
    // A click: no step from frame to frame that the music itself does not have there.
    const step = (all, one) => Math.abs(all[one] - all[one - 1])
    const usual = Array.from(samples.keys())
      .slice(1)
      .reduce((most, one) => {
        const around = one > at - 4_096 && one < at + 8_192
        return Math.max(most, around ? Math.max(...own.map((source) => step(source, one))) : step(samples, one))
      }, 0)
    for (let one = at - 4_096; one < at + 8_192; one += 1) {
      assert.ok(step(samples, one) <= usual * 1.2 + 0.01, `a step of ${step(samples, one)} beside ${usual}`)
    }
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
