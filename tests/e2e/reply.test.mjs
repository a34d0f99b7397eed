// A round leaves the window as a file, is answered in a browser from the disk, and comes back: pasted, and dropped on the window.

import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { closeBrowser, openBrowser, testId, until as untilPage } from './lib/browsers.mjs'
import { dropFiles, saveInDialog } from './lib/desktop.mjs'
import { made, newShow } from './lib/show.mjs'
import { story } from './lib/story.mjs'

story('A review as a file', (stage) => {
  const home = mkdtempSync(path.join(tmpdir(), 'needledrop-reply-'))
  const file = path.join(home, 'review.html')
  let show
  let round
  let dana
  let first
  let text

  const until = (what, ask) => stage.window.until(what, ask)
  const state = async () => (await stage.core('review', { cut: show.cutId, round })).queue[0].state

  stage.step('what is inside, for whom and how large, is said before it is made', async () => {
    const sounds = ['Breakers', 'Undertow'].map((title, at) => ({ title, seconds: 8, pitch: 220 + 110 * at }))
    show = await newShow(stage, 'High Tide', sounds)
    const place = (track, extra) => ({ type: 'place', cut: show.cutId, track, lane: show.lane('Songs'), ...extra })
    const placed = await stage.edit(place(show.tracks[0], { at: 0 }))
    first = made(placed, 'placement')
    await stage.edit(place(show.tracks[1], { cue: made(placed, 'cue') }))
    dana = made(await stage.edit({ type: 'addReviewer', name: 'Dana' }), 'reviewer')
    const asked = { name: '', rule: 'one', reviewers: [{ reviewer: dana }], cues: null }
    round = made(await stage.edit({ type: 'openRound', cut: show.cutId, ...asked }), 'round')
    const { window } = stage
    await window.click('tab-review')
    await window.click('share')
    await window.click('share-as-file')
    const plan = await until('the plan', async () =>
      (await window.isThere('package-plan')) ? await window.text('package-plan') : undefined,
    )
    assert.match(plan, /about \d+\.\d MB/i)
    assert.match(plan, /For Dana: 1 cue with numbers, titles and briefs; 2 mixes as Ogg Opus/)
    assert.match(plan, /Never: recordings and paths, money/)
  })

  stage.step('the file is made where the dialog says, and written down', async (window) => {
    await window.click('package-make')
    await saveInDialog(window, 'Save the review as a file', file)
    const sent = await until('the package', async () =>
      (await window.isThere('package-sent')) ? await window.text('package-sent') : undefined,
    )
    assert.ok(existsSync(file))
    assert.match(sent, /review\.html/)
    assert.match(sent, /for Dana · \d+\.\d MB/)
    assert.match(sent, /no reply yet/)
    if (process.env.NEEDLEDROP_SHOTS) await window.screenshot(path.join(process.env.NEEDLEDROP_SHOTS, 'send-file.png'))
  })

  stage.step('it is answered from the disk', async () => {
    const browser = await openBrowser('chromium', {}, home)
    try {
      const page = await browser.newPage()
      await page.evaluateOnNewDocument(() => {
        navigator.clipboard.writeText = (copied) => {
          window.copied = copied
          return Promise.resolve()
        }
      })
      await page.goto(pathToFileURL(file).href)
      await page.waitForSelector(testId('alternate-card'), { timeout: 30_000 })
      await untilPage(page, 'the music never came', () => !document.querySelector('[data-testid="play"]').disabled)
      await page.click(`[data-letter="A"] ${testId('verdict-approved')}`)
      await page.waitForSelector(testId('unsent'))
      await page.click(testId('copy-reply'))
      await untilPage(page, 'nothing was copied', () => window.copied !== undefined)
      text = await page.evaluate(() => window.copied)
    } finally {
      await closeBrowser(browser)
    }
  })

  stage.step('what is no reply is refused with a sentence', async (window) => {
    await window.click('take-reply')
    await window.find('reply-sheet')
    await window.fill('reply-text', 'Looks good to me!')
    await window.click('reply-look')
    const wrong = await until('the sentence', async () =>
      (await window.isThere('reply-wrong')) ? await window.text('reply-wrong') : undefined,
    )
    assert.match(wrong, /it is no reply to a review or a brief.*Nothing was changed/)
  })

  stage.step('a pasted reply is looked at, and comes in', async (window) => {
    // Pasted whole, as from a message: nobody types base64.
    await window.script(
      `const field = document.querySelector('[data-testid="reply-text"]')
       field.value = arguments[0]
       field.dispatchEvent(new Event('input', { bubbles: true }))`,
      text,
    )
    await window.click('reply-look')
    const line = await until('the line', async () =>
      (await window.isThere('reply-line')) ? await window.text('reply-line') : undefined,
    )
    assert.match(line, /1M01, A approved/)
    assert.equal(await state(), 'waiting', 'looking changes nothing')
    await window.click('reply-take')
    await until('the yes', async () => (await state()) === 'approved')
    await stage.core('undo')
    await until('it is undone', async () => (await state()) === 'waiting')
  })

  stage.step('dropped on the window, with another answer meanwhile, it asks', async (window) => {
    // The desk keeps whole seconds: what is said later is said in a later one.
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await stage.edit({ type: 'giveVerdict', round, reviewer: dana, placement: first, value: 'rejected', words: 'Hm' })
    const dropped = path.join(home, 'reply.json')
    const [, inside] = /BEGIN NEEDLEDROP REPLY-----\n([\s\S]*)\n-----END/.exec(text)
    writeFileSync(dropped, Buffer.from(inside, 'base64'))
    const [x, y, width, height] = await window.box(await window.find('review-cue'))
    await dropFiles([dropped], { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }, () =>
      window.isThere('drop-zone'),
    )
    const conflict = await until('the conflict', async () =>
      (await window.isThere('reply-conflict')) ? await window.text('reply-conflict') : undefined,
    )
    assert.match(conflict, /Dana answered this meanwhile at the desk: rejected, “Hm”/)
    assert.match(conflict, /Keep both; the newer counts \(safe\)/)
    if (process.env.NEEDLEDROP_SHOTS) await window.screenshot(path.join(process.env.NEEDLEDROP_SHOTS, 'reply.png'))
    await window.click('reply-take')
    await until('it is known', async () => {
      const { lines } = await stage.core('read_reply', { source: { kind: 'file', path: dropped } })
      return lines.every(({ known }) => known)
    })
    await until('the newer answer to count', async () => (await state()) === 'rejected')
    rmSync(home, { recursive: true, force: true })
  })
})
