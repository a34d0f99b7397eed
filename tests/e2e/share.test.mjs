// The switch on the Review page: a link is made, opened in a browser, answered there, heard here, and closed.

import assert from 'node:assert/strict'
import { openBrowser, testId, until as untilPage } from './lib/browsers.mjs'
import { made, newShow } from './lib/show.mjs'
import { makePicture } from './lib/sounds.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

story('A review over a link', (stage) => {
  let show
  let round
  let browser
  let page

  const until = (what, ask) => stage.window.until(what, ask)

  stage.step('a round is open', async () => {
    const sounds = ['Breakers', 'Undertow'].map((title, at) => ({
      title,
      seconds: 8,
      pitch: 220 + 110 * at,
    }))
    show = await newShow(stage, 'High Tide', sounds)
    const place = (track, extra) => ({
      type: 'place',
      cut: show.cutId,
      track,
      lane: show.lane('Songs'),
      ...extra,
    })
    const picture = makePicture(stage.file('reel.mp4'), { frames: 24 * 20, rate: '24' })
    await stage.edit({ type: 'editCut', cut: show.cutId, set: { picture } })
    const first = await stage.edit(place(show.tracks[0], { at: 0 }))
    await stage.edit(place(show.tracks[1], { cue: made(first, 'cue') }))
    const dana = made(await stage.edit({ type: 'addReviewer', name: 'Dana' }), 'reviewer')
    const asked = {
      name: '',
      rule: 'one',
      reviewers: [{ reviewer: dana }],
      cues: null,
    }
    round = made(await stage.edit({ type: 'openRound', cut: show.cutId, ...asked }), 'round')
    await stage.window.click('tab-review')
    await stage.window.click('share')
    await stage.window.find('share-sheet')
  })

  stage.step('nobody is let in before the switch is on, and this computer alone then', async (window) => {
    await window.click('share-here')
    const base = await until('the address', async () =>
      (await window.isThere('share-base')) ? await window.text('share-base') : undefined,
    )
    assert.match(base, /^http:\/\/127\.0\.0\.1:\d+$/)
  })

  stage.step('a link is made with what leaves by it, and opens in a browser', async (window) => {
    await window.click('share-new')
    await window.click('share-neutral')
    await window.click('share-make')
    const address = await until('the link', async () =>
      (await window.isThere('share-address')) ? await window.text('share-address') : undefined,
    )
    browser = await openBrowser('chromium')
    page = await browser.newPage()
    await page.goto(address)
    await page.waitForSelector(testId('alternate-card'), { timeout: 30_000 })
    const said = await page.evaluate(() => document.body.innerText)
    assert.ok(said.includes('Alternate A') && said.includes('Alternate B'), said)
    assert.ok(!said.includes('Breakers') && !said.includes('Undertow'), said)
    await untilPage(page, 'the music never came', () => !document.querySelector('[data-testid="play"]').disabled)
  })

  stage.step('the sheet says what is inside, and what is switched on is there at once', async (window) => {
    assert.match(await window.text('share-link'), /Inside: 2 mixes .*Not inside: .*what music costs/s)
    assert.equal(await page.$(testId('clearance')), null)
    await window.click('sees-clearance')
    await until('the sheet to say so', async () =>
      /Inside: .*how its rights stand/s.test(await window.text('share-link')),
    )
    await page.waitForSelector(testId('clearance'), { timeout: 20_000 })
    assert.match(await page.evaluate(() => document.body.innerText), /Rights not asked for yet/)
    if (process.env.NEEDLEDROP_SHOTS) await window.screenshot(`${process.env.NEEDLEDROP_SHOTS}/share-sheet.png`)
  })

  stage.step('a proxy is asked for from the sheet, over it, and says what it comes to', async (window) => {
    await window.click('share-proxy')
    await until('the plan', async () => /About [\d.]+ MB, made in about \d+ s/.test(await window.text('proxy-plan')))
    if (process.env.NEEDLEDROP_SHOTS) await window.screenshot(`${process.env.NEEDLEDROP_SHOTS}/share-proxy.png`)
    // A real pointer presses it: whatever lies over the button would be pressed instead.
    await window.click('proxy-make')
    await until('the sheet of the proxy has gone', async () => !(await window.isThere('proxy-sheet')))
    assert.ok(await window.isThere('share-sheet'), 'what it was asked for from is still open')
    await until('the proxy', async () => (await stage.core('picture_for_review', { cut: show.cutId })).proxy === '720')
    await until('the sheet to say so', async () => /a proxy/i.test(await window.text('share-link')))
  })

  stage.step('how well the music is heard is chosen, and said', async (window) => {
    await window.script(`const field = document.querySelector('[data-testid="share-quality"]')
      field.value = 'small'
      field.dispatchEvent(new Event('change', { bubbles: true }))`)
    await until('the sheet to say so', async () => (await window.text('share-link')).includes('Ogg Opus, 64 kb/s'))
    await page.waitForSelector(testId('alternate-card'), { timeout: 20_000 })
    await untilPage(page, 'the music never came again', () => !document.querySelector('[data-testid="play"]').disabled)
  })

  stage.step('one with a name burnt in is for that reviewer, and the sheet of a new link says so', async (window) => {
    await window.click('share-new')
    await window.click('share-burn')
    await until('the plan', async () => /made in about/.test(await window.text('proxy-plan')))
    assert.match(await window.text('proxy-sheet'), /Burn in the name Dana/)
    await window.click('proxy-make')
    await window.find('share-burnt', 60_000)
    assert.equal(await window.text('share-burnt'), 'burnt into a proxy of their own')
    await window.keys(Key.ESCAPE)
    await until('Escape closes the sheet', async () => !(await window.isThere('share-sheet')))
    await window.click('share')
  })

  stage.step('what is said there is heard here', async () => {
    await page.click(`[data-letter="B"] ${testId('verdict-approved')}`)
    const view = await until('the yes', async () => {
      const seen = await stage.core('review', { cut: show.cutId, round })
      return JSON.stringify(seen.queue).includes('approved') ? seen : undefined
    })
    assert.ok(JSON.stringify(view.queue).includes('"link"'), 'it came by link')
  })

  stage.step('a link that is closed closes the page', async (window) => {
    await window.click('share-revoke')
    await page.waitForSelector(testId('closed'), { timeout: 20_000 })
    await browser.close()
    await window.click('share-off')
    await until('the switch is off', async () => !(await window.isThere('share-base')))
  })
})
