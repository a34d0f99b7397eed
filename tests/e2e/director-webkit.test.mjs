// The directors' page in WebKitGTK's own browser: the nearest thing to Safari on this side. Heard, switched, decided, noted, drawn,
// and read by another.

import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { openBrowser, says, soundDevice, testId } from './lib/browsers.mjs'
import { goTo, openLink, Served } from './lib/directors.mjs'
import { openWindow } from './lib/window.mjs'

const shots = process.env.NEEDLEDROP_SHOTS
let review
let sound
let window
let browser

/** WebKitGTK's own small browser, which Debian puts beside the library. */
function miniBrowser() {
  const places = readdirSync('/usr/lib').map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`)
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error("WebKitGTK's MiniBrowser is not there: install libwebkit2gtk-4.1-0")
  return found
}

before(async () => {
  review = new Served()
  await review.serve()
  sound = await soundDevice(review.home)
  window = await openWindow({
    home: path.join(review.home, 'webkit'),
    binary: miniBrowser(),
    browserName: 'MiniBrowser',
    args: ['--automation', '--autoplay-policy=allow'],
    env: sound.env,
    width: 1280,
    height: 800,
    limitSeconds: 240,
  })
  browser = await openBrowser('chromium')
})

after(async () => {
  await browser?.close()
  window?.kill()
  sound?.stop()
  review?.clear()
})

const script = (text, ...args) => window.script(text, ...args)
const click = (id) => script('document.querySelector(`[data-testid="${arguments[0]}"]`).click()', id)
const until = (what, look) => window.until(what, () => script(`return ${look}`))

test('heard, switched and decided', async () => {
  await window.driver.get(review.links.Dana)
  await window.find('alternate-card')
  await until(
    'cue 4M03',
    `(() => { const row = [...document.querySelectorAll('[data-testid="review-cue"]')].find((one) => one.textContent.includes('4M03')); row?.click(); return row !== undefined })()`,
  )
  await until('its music, decoded', `document.querySelector('[data-testid="play"]')?.disabled === false`)
  await until('its picture', `(document.querySelector('video')?.readyState ?? 0) >= 2`)
  await window.click('play')
  await until('it to play', `!document.querySelector('[data-testid="clock"]').textContent.startsWith('0:00.0')`)
  await window.click('switch-B')
  await until('B to be heard', `document.querySelector('[data-testid="switch-B"]').ariaPressed === 'true'`)
  await window.click('play')
  await script(`document.querySelector('[data-letter="C"] [data-testid="verdict-rejected"]').click()`)
  await until(
    'the no to be said',
    `document.querySelector('[data-letter="C"] [data-testid="verdict-rejected"]').ariaPressed === 'true'`,
  )
  await until('it to arrive', `document.querySelector('[data-testid="sending"]') === null`)
})

test('a note with a drawing is read in another browser', async () => {
  await click('draw-box')
  const { x, y, width, height } = await script(
    `const { x, y, width, height } = document.querySelector('[data-testid="drawing"]').getBoundingClientRect(); return { x, y, width, height }`,
  )
  await window.drag([
    [x + 0.2 * width, y + 0.2 * height],
    [x + 0.4 * width, y + 0.3 * height],
    [x + 0.6 * width, y + 0.6 * height],
  ])
  await until('a box over the picture', `document.querySelectorAll('[data-testid="drawing"] rect').length === 1`)
  await window.fill('note-body', 'Written in WebKit')
  if (shots) await window.screenshot(path.join(shots, 'director-webkit.png'))
  await click('send-note')
  await until('the note to arrive', `document.querySelector('[data-testid="sending"]') === null`)
  const priya = await openLink(browser, review.links.Priya)
  await goTo(priya, '4M03')
  await says(priya, 'Written in WebKit')
  const drawn = await priya.$$eval(testId('note'), (all) =>
    all.some((one) => one.textContent.includes('Written in WebKit') && one.textContent.includes('drawn')),
  )
  assert.ok(drawn, 'what was drawn came along')
  await priya.close()
})
