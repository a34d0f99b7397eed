// The brief of a commission as its composer opens it: one file from the disk, with the network off, in two browsers.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { closeBrowser, openBrowser, says, soundDevice, testId, until } from './lib/browsers.mjs'
import { phone } from './lib/directors.mjs'
import { makeSample } from './lib/season.mjs'

const program = path.join(path.dirname(process.env.NEEDLEDROP_APP ?? ''), 'needledrop')
const home = mkdtempSync(path.join(tmpdir(), 'needledrop-brief-'))
const env = { ...process.env, NEEDLEDROP_HOME: path.join(home, 'home') }
const show = path.join(home, 'show.needledrop')
const file = path.join(home, 'brief.html')
const run = (...args) => execFileSync(program, args, { env, encoding: 'utf8' })
const browsers = {}
let sound

before(async () => {
  makeSample(show, env)
  const { commissions } = JSON.parse(run('commissions', show, '--json'))
  // The one whose demo was answered, in an episode that has a picture.
  const one = commissions.find(({ stage }) => stage === 'notes')
  run('commissions', show, '--brief', one.code, '-o', file)
  for (const browser of ['chromium', 'firefox']) mkdirSync(path.join(home, browser))
  browsers.chromium = await openBrowser('chromium', {}, path.join(home, 'chromium'))
  sound = await soundDevice(home)
  browsers.firefox = await openBrowser('firefox', sound.env, path.join(home, 'firefox'))
})

after(async () => {
  await Promise.all(Object.values(browsers).map(closeBrowser))
  sound?.stop()
  rmSync(home, { recursive: true, force: true })
})

for (const browser of ['chromium', 'firefox']) {
  test(`${browser}: the scene, its demo and the references play, and nobody is asked for anything`, async () => {
    const page = await browsers[browser].newPage()
    const asked = []
    page.on('request', (request) => {
      const url = request.url()
      if (!/^(blob|data|about):/.test(url) && url !== pathToFileURL(file).href) asked.push(url)
    })
    page.on('pageerror', (error) => asked.push(String(error)))
    // What is not sent yet holds the page back; here it goes on.
    page.on('dialog', (dialog) => void dialog.accept())
    await page.goto(pathToFileURL(file).href)
    await page.waitForSelector(testId('brief'))
    await says(page, 'The theme, and nothing under it.')
    await says(page, 'Mirela Anders')
    await says(page, 'The cello comes in too early')
    await until(page, 'the picture never came', () => {
      const video = document.querySelector('[data-testid="brief-picture"]')
      return video !== null && video.readyState >= 2 && video.duration > 5
    })
    await until(page, 'the demo never came', () => {
      const audio = document.querySelector('[data-testid="brief-demo"]')
      return audio !== null && audio.readyState >= 2
    })
    const timecode = () => page.$eval(testId('brief-timecode'), (node) => node.textContent)
    const before = await timecode()
    await page.bringToFront()
    await page.click(testId('brief-play'))
    await until(
      page,
      'it never played',
      () => document.querySelector('[data-testid="brief-picture"]').currentTime > 1.5,
    )
    const apart = await page.evaluate(() => {
      const video = document.querySelector('[data-testid="brief-picture"]')
      return Math.abs(video.currentTime - document.querySelector('[data-testid="brief-demo"]').currentTime)
    })
    assert.ok(apart < 0.3, `picture and demo are ${apart} s apart`)
    assert.notEqual(await timecode(), before)
    // A reference takes over; what sounded before is silent.
    await until(
      page,
      'no reference',
      () => document.querySelector('[data-testid="brief-reference-play"]')?.disabled === false,
    )
    await page.click(testId('brief-reference-play'))
    await until(page, 'the scene went on', () => document.querySelector('[data-testid="brief-picture"]').paused)
    await until(
      page,
      'it never sounded',
      () => document.querySelector('[data-testid="brief-reference"] audio').currentTime > 0.3,
    )
    await page.click(testId('brief-note'))
    // What they answer is kept over a reload, goes with the reply, and comes in once.
    await page.type(testId('brief-note-field'), `From ${browser}: the cello waits now`)
    await page.click(testId('brief-note-add'))
    await page.type(testId('brief-question'), `Is ${browser} enough?`)
    await page.click(testId('brief-ask'))
    await page.click(testId('brief-take'))
    await says(page, '3 answers not sent yet')
    if (process.env.NEEDLEDROP_SHOTS)
      await page.screenshot({
        path: path.join(process.env.NEEDLEDROP_SHOTS, `brief-answers-${browser}.png`),
      })
    await page.reload()
    await page.waitForSelector(testId('brief-own-note'))
    await says(page, '3 answers not sent yet')
    const reply = await page.evaluate(async () => {
      let text
      const made = URL.createObjectURL
      URL.createObjectURL = (blob) => {
        text = blob.text()
        return made.call(URL, blob)
      }
      document.querySelector('[data-testid="save-reply"]').click()
      return await text
    })
    await says(page, 'Everything is in the reply you saved')
    // What is only begun is in no reply, and keeps while another field is written in.
    await page.type(testId('brief-note-field'), 'Half a')
    await says(page, 'Something you began is not added yet')
    await page.$eval(testId('brief-note-field'), (field) => {
      field.value = ''
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await says(page, 'Everything is in the reply you saved')
    const saved = path.join(home, `${browser}.json`)
    writeFileSync(saved, reply)
    const take = () => JSON.parse(run('commissions', show, '--reply', saved, '--json')).replies[0]
    assert.deepEqual(
      [take(), take()].map(({ taken, known }) => [taken, known]),
      [
        [3, 0],
        [0, 3],
      ],
    )
    const { commissions } = JSON.parse(run('commissions', show, '--json'))
    const one = commissions.find(({ said }) => said.some(({ body }) => body === `Is ${browser} enough?`))
    assert.ok(one.said.some(({ kind }) => kind === 'taken'))
    assert.ok(
      one.versions
        .at(-1)
        .notes.some(({ body, byComposer }) => byComposer && body === `From ${browser}: the cello waits now`),
    )
    if (process.env.NEEDLEDROP_SHOTS)
      await page.screenshot({
        path: path.join(process.env.NEEDLEDROP_SHOTS, `brief-${browser}.png`),
      })
    assert.deepEqual(asked, [], 'it asked somebody, or failed')
    await page.close()
  })
}

test('on a telephone the bars of scene and references are as wide as the page, and go where a finger is', async () => {
  const page = await browsers.chromium.newPage()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.setViewport(phone)
  await page.goto(pathToFileURL(file).href)
  for (const [bar, player] of [
    ['brief-where', 'brief-picture'],
    ['brief-reference-where', 'brief-reference'],
  ]) {
    const line = await page.waitForSelector(`${testId(bar)} [role="slider"]`)
    await until(
      page,
      `nothing plays at ${bar}`,
      (wanted) => {
        const found = document.querySelector(`[data-testid="${wanted}"]`)
        return (found.matches('video') ? found : found.querySelector('audio')).readyState >= 1
      },
      player,
    )
    await line.scrollIntoView()
    const { x, y, width, height } = await line.boundingBox()
    assert.ok(width > 340 && height >= 24, `${bar} is ${width} wide and ${height} high`)
    await page.touchscreen.tap(x + width / 2, y + height / 2)
    await until(
      page,
      `${bar} went nowhere`,
      (wanted) => {
        const share = Number(document.querySelector(`[data-testid="${wanted}"] [role="slider"]`).ariaValueNow)
        return share > 45 && share < 55
      },
      bar,
    )
  }
  await page.close()
})
