// What directors write and draw: over the frame by mouse and by touch, in threads, and through the death of the server.

import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { openBrowser, says, testId, until } from './lib/browsers.mjs'
import { freePort, goTo, notesSaying, openLink, phone, Served } from './lib/directors.mjs'

const shots = process.env.NEEDLEDROP_SHOTS
let review
let port
let browser
/** Another: a page that is not in front is not drawn. */
let other

before(async () => {
  review = new Served()
  port = await freePort()
  await review.serve(port)
  browser = await openBrowser('chromium')
  other = await openBrowser('chromium')
})

after(async () => {
  await browser?.close()
  await other?.close()
  review?.clear()
})

/** Where the picture lies on the page. */
const pictureOf = (page) =>
  page.$eval(testId('drawing'), (one) => {
    const { x, y, width, height } = one.getBoundingClientRect()
    return { x, y, width, height }
  })

const strokesOf = (page) =>
  page.$eval(testId('drawing'), (one) => ({
    boxes: one.querySelectorAll('rect').length,
    lines: one.querySelectorAll('polyline').length,
  }))

test('a director draws on the frame by mouse; it goes with the note, and the other page shows it there', async () => {
  const [dana, priya] = [await openLink(browser, review.links.Dana), await openLink(other, review.links.Priya)]
  for (const page of [dana, priya]) await goTo(page, '4M03')
  await dana.keyboard.press(' ')
  await until(dana, 'it never played', () => document.querySelector('[data-testid="play"]').ariaPressed === 'true')
  await dana.click(testId('draw-box'))
  await until(dana, 'it plays on', () => document.querySelector('[data-testid="play"]').ariaPressed === 'false')
  const { x, y, width, height } = await pictureOf(dana)
  await dana.mouse.move(x + 0.25 * width, y + 0.25 * height)
  await dana.mouse.down()
  await dana.mouse.move(x + 0.75 * width, y + 0.5 * height, { steps: 6 })
  await dana.mouse.up()
  await dana.click(testId('draw-arrow'))
  await dana.mouse.move(x + 0.1 * width, y + 0.9 * height)
  await dana.mouse.down()
  await dana.mouse.move(x + 0.5 * width, y + 0.6 * height, { steps: 6 })
  await dana.mouse.up()
  assert.deepEqual(await strokesOf(dana), { boxes: 1, lines: 2 })
  // Who has drawn goes on typing: the letters are the note's, though some of them are keys.
  await dana.keyboard.type('Only this part of the frame')
  if (shots) await dana.screenshot({ path: path.join(shots, 'director-drawing.png') })
  await dana.keyboard.press('Enter')
  await until(dana, 'it does not go on', () => document.querySelector('[data-testid="play"]').ariaPressed === 'true')
  await dana.keyboard.press(' ')

  await says(priya, 'Only this part of the frame')
  await priya.evaluate(() => {
    const note = [...document.querySelectorAll('[data-testid="note"]')].find((one) =>
      one.textContent.includes('Only this part'),
    )
    note.querySelector('button').click()
  })
  await until(
    priya,
    'the drawing is not over her picture',
    () => document.querySelectorAll('[data-testid="drawing"] rect').length === 1,
  )
  // It lies over the same part of the picture, to the pixel that a ten-thousandth is.
  const frame = await pictureOf(priya)
  const box = await priya.$eval(`${testId('drawing')} rect`, (one) =>
    ['x', 'y', 'width', 'height'].map((side) => Number(one.getAttribute(side))),
  )
  const share = [box[0] / frame.width, box[1] / frame.height, box[2] / frame.width, box[3] / frame.height]
  ;[0.25, 0.25, 0.5, 0.25].forEach((wanted, at) => assert.ok(Math.abs(share[at] - wanted) < 0.01, `${share}`))
  await dana.close()
  await priya.close()
})

test('Space plays after a cue was clicked in the list', async () => {
  for (const here of [browser, other]) {
    const page = await openLink(here, review.links.Dana)
    await page.locator(testId('review-cue')).click()
    await page.keyboard.press(' ')
    await until(page, 'it never played', () => document.querySelector('[data-testid="play"]').ariaPressed === 'true')
    await page.keyboard.press(' ')
    await until(page, 'it plays on', () => document.querySelector('[data-testid="play"]').ariaPressed === 'false')
    await page.close()
  }
})

test('a note is answered, and typing stops the picture until the answer is sent', async () => {
  const [dana, priya] = [await openLink(browser, review.links.Dana), await openLink(other, review.links.Priya)]
  for (const page of [dana, priya]) await goTo(page, '4M03')
  await dana.keyboard.press('n')
  await dana.keyboard.type('Is there a version without the choir?')
  await dana.keyboard.press('Enter')
  await says(priya, 'without the choir')
  await priya.keyboard.press(' ')
  await until(priya, 'it never played', () => document.querySelector('[data-testid="play"]').ariaPressed === 'true')
  const reply = await priya.evaluateHandle(() => {
    const all = [...document.querySelectorAll('[data-testid="note"]')]
    return all.find((one) => one.textContent.includes('without the choir')).querySelector('[data-testid="note-reply"]')
  })
  await reply.type('There is, I asked for it')
  await until(
    priya,
    'typing stops nothing',
    () => document.querySelector('[data-testid="play"]').ariaPressed === 'false',
  )
  await priya.keyboard.press('Enter')
  await until(
    priya,
    'sending goes on with nothing',
    () => document.querySelector('[data-testid="play"]').ariaPressed === 'true',
  )
  await until(dana, 'the answer never came', () =>
    [...document.querySelectorAll('[data-testid="note-answer"]')].some((one) =>
      one.textContent.includes('There is, I asked'),
    ),
  )
  await dana.close()
  await priya.close()
})

test('on a telephone it is drawn with a finger', async () => {
  const page = await openLink(browser, review.links.Dana, phone)
  await goTo(page, '4M04')
  await page.tap(testId('draw-free'))
  const { x, y, width, height } = await pictureOf(page)
  await page.touchscreen.touchStart(x + 0.2 * width, y + 0.5 * height)
  for (let step = 1; step <= 10; step += 1)
    await page.touchscreen.touchMove(x + (0.2 + 0.05 * step) * width, y + (0.5 + (step % 2 ? 0.1 : 0)) * height)
  await page.touchscreen.touchEnd()
  // A finger is not put down again at once; one that is, still belongs to the stroke.
  await new Promise((resolve) => setTimeout(resolve, 800))
  assert.deepEqual(await strokesOf(page), { boxes: 0, lines: 1 })
  if (shots) await page.screenshot({ path: path.join(shots, 'phone-drawing.png') })
  // What was drawn without a word is a note as well.
  await page.tap(testId('send-note'))
  await until(page, 'it is still on its way', () => document.querySelector('[data-testid="sending"]') === null)
  await until(page, 'the note does not say that something is drawn', () =>
    [...document.querySelectorAll('[data-testid="note"]')].some((one) => one.textContent.includes('drawn')),
  )
  await page.close()
})

test('the server dies while something is written, comes back, and gets it once', async () => {
  const [dana, priya] = [await openLink(browser, review.links.Dana), await openLink(other, review.links.Priya)]
  for (const page of [dana, priya]) await goTo(page, '4M06')
  await review.kill()
  await dana.keyboard.press('n')
  await dana.keyboard.type('Written while the lights were out')
  await dana.keyboard.press('Enter')
  await dana.click(`[data-letter="A"] ${testId('verdict-approved')}`)
  await says(dana, 'kept until there is a connection')
  // Not even a page that is loaded again in between loses it.
  await dana.evaluate(() => {
    window.kept = JSON.stringify({ ...localStorage })
  })
  assert.match(await dana.evaluate(() => window.kept), /lights were out/)
  await review.serve(port)
  await until(priya, 'it never came', () => document.body.innerText.includes('lights were out'))
  await until(dana, 'it is still on its way', () => document.querySelector('[data-testid="sending"]') === null)
  for (const page of [dana, priya]) assert.equal(await notesSaying(page, 'lights were out'), 1)
  assert.equal(
    await dana.$eval(`[data-letter="A"] ${testId('verdict-approved')}`, (one) => one.getAttribute('aria-pressed')),
    'true',
  )
  await dana.close()
  await priya.close()
})

test('what was played is in the show as heard', async () => {
  const dana = await openLink(browser, review.links.Dana)
  await goTo(dana, '4M08')
  await dana.keyboard.press(' ')
  await new Promise((resolve) => setTimeout(resolve, 13_000))
  await dana.keyboard.press(' ')
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  assert.equal(await dana.$(testId('sending')), null, 'it goes without a word')
  await dana.close()
  review.server.stdin.write('quit\n')
  await new Promise((resolve) => review.server.once('exit', resolve))
  const { cues } = JSON.parse(review.run('review', 'rounds', review.show, '1x04', '--json'))
  assert.ok(
    cues.some((cue) => cue.alternates.some((one) => one.heard.length > 0)),
    'nobody heard anything',
  )
})
