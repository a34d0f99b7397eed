// The switch on the Review page: a link is made, opened in a browser, answered there, heard here, and closed.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { openBrowser, testId, until as untilPage } from './lib/browsers.mjs'
import { made, newShow } from './lib/show.mjs'
import { story } from './lib/story.mjs'

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
    // What an editor exports: no browser plays it.
    const picture = stage.file('reel.mov')
    const inputs = ['testsrc2=size=320x180:rate=24:duration=8', 'sine=frequency=880:duration=8']
    execFileSync('ffmpeg', [
      ...['-v', 'error', ...inputs.flatMap((one) => ['-f', 'lavfi', '-i', one])],
      ...['-c:v', 'prores_ks', '-profile:v', '0', '-c:a', 'pcm_s16le', picture],
    ])
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

  stage.step(
    'a picture that no browser plays stays here until a proxy is made, by the button that says so',
    async (window) => {
      assert.match(
        await window.text('share-needs-proxy'),
        /The picture does not leave: ProRes .*does not play in browsers/,
      )
      assert.doesNotMatch(await window.text('share-link'), /reel\.mov/)
      await untilPage(page, 'the page does not say that it waits', () =>
        document.body.innerText.includes('being made ready for browsers'),
      )
      await window.click('share-proxy')
      await until('the plan', async () => /About [\d.]+ MB/.test(await window.text('proxy-plan')))
      await window.click('proxy-make')
      await until('the sheet to say what leaves now', async () =>
        /reel\.mov as a proxy of 720 lines.*with its own sound under the music/s.test(await window.text('share-link')),
      )
      assert.equal(await window.text('share-proxy'), 'Another proxy…')
      // The page that is open gets both, without being loaded again.
      await untilPage(page, 'the picture never came', () => document.querySelector('video')?.readyState >= 2)
      await page.waitForSelector(testId('under'), { timeout: 30_000 })
      await page.keyboard.press('u')
      assert.equal(await page.$eval(testId('under'), (one) => one.getAttribute('aria-pressed')), 'false')
    },
  )

  stage.step('a name is burnt into a proxy of their own', async (window) => {
    await window.click('share-new')
    await window.click('share-burn')
    await until('the plan', async () => /About [\d.]+ MB/.test(await window.text('proxy-plan')))
    await window.click('proxy-make')
    await until('it is made', async () => {
      const { leaving } = await stage.core('share', { cut: show.cutId, round })
      return leaving.burntFor.length === 1
    })
    await until('the sheet to say so', () => window.isThere('share-burnt'))
    if (process.env.NEEDLEDROP_SHOTS) await window.screenshot(`${process.env.NEEDLEDROP_SHOTS}/share-burnt.png`)
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
