// What a director sees: verdicts that leave the picture alone, and the window as large as it is wanted.

import assert from 'node:assert/strict'
import { filming } from '../film.mjs'
import { askFor, trackRow } from '../show.mjs'
import { run } from './arrange.mjs'
import { frame } from './desk.mjs'

export function see(stage, desk) {
  const { cutWhere } = desk

  stage.step('verdicts leave the picture on the screen, without a blink', async (window) => {
    await askFor(stage, desk.cutId, 'Dana Reyes')
    await desk.hand.keys('ctrl+3')
    await window.find('answers-of')
    await stage.until('the picture', () =>
      window.script(`return document.querySelector('video.ready')?.readyState >= 2`),
    )
    await desk.hand.click('review-cue')
    await stage.until('its frame', async () => (await stage.core('transport')).position === 120 * frame)
    await new Promise((resolve) => setTimeout(resolve, 600))
    const keep = await watchPicture(window)
    const box = (await window.box(await window.find('picture'))).map(Math.round)
    const judged = (letter, verdict) =>
      cutWhere(`${letter} ${verdict}`, ({ placements }) =>
        placements.some((one) => one.letter === letter && one.verdict === verdict),
      )
    const film = await filming(box, async () => {
      await desk.hand.keys('x', 'Return')
      await judged('A', 'rejected')
      await desk.hand.keys('2', 'Return')
      await judged('B', 'approved')
      await desk.hand.keys('shift+Return')
      await cutWhere('B the pick', ({ placements }) => placements.some((one) => one.letter === 'B' && one.pick))
      await desk.hand.keys('ctrl+z')
      await cutWhere('A the pick', ({ placements }) => placements.some((one) => one.letter === 'A' && one.pick))
    })
    assert.deepEqual(await keep(), { same: true, events: [], added: 0 })
    assert.ok(film.length > 10, `${film.length} pictures of the screen`)
    const changed = film.findIndex((picture) => film[0].some((value, at) => Math.abs(value - picture[at]) > 24))
    assert.equal(changed, -1, `picture ${changed} of ${film.length} is another`)
  })

  stage.step('Ctrl + and − scale the window, Ctrl 0 gives the usual size', async (window) => {
    const wide = await window.script('return innerWidth')
    const reaches = (what, is) => stage.until(what, async () => is((await window.script('return innerWidth')) / wide))
    await desk.hand.keys('ctrl+plus', 'ctrl+plus')
    await reaches('a larger page', (share) => share < 0.85)
    await desk.hand.keys('ctrl+minus', 'ctrl+minus', 'ctrl+minus')
    await reaches('a smaller page', (share) => share > 1.05)
    await desk.hand.keys('ctrl+0')
    await reaches('the usual page', (share) => share === 1)
  })

  stage.step('F11 gives the picture the screen, F the window, Escape the page', async (window) => {
    await desk.hand.keys('ctrl+2')
    await window.find('timeline')
    const [, , usual] = await window.box(await window.find('picture'))
    for (const key of ['F11', 'f']) {
      await desk.hand.keys(key)
      await window.find('theatre')
      const [, , width] = await window.box(await window.find('picture'))
      assert.ok(width > usual * 1.3, `${key}: ${width} pixels, before ${usual}`)
      await desk.hand.keys('Escape')
      await stage.until('the page again', async () => !(await window.isThere('theatre')))
    }
  })

  stage.step('a right click opens a menu of ours, wherever it is', async (window) => {
    const [x, y, width] = await window.box(await window.find('timeline'))
    const places = {
      track: [await trackRow(window, 'Breakers'), /Send to the timeline/],
      picture: ['picture', /Full picture/],
      timeline: [[x + width / 2, y + 70], /Spot a cue here/],
      placement: [desk.on(200), /Split at the playhead/],
      header: ['episodes-button', /Keyboard shortcuts/],
      status: ['status-cues', /Keyboard shortcuts/],
    }
    for (const [place, [where, words]] of Object.entries(places)) {
      await desk.hand.click(where, { button: 3 })
      const menu = await stage.until(`a menu on the ${place}`, () =>
        window.script(`return document.querySelector('[role="menu"]')?.textContent`),
      )
      assert.match(menu, words, place)
      await desk.hand.keys('Escape')
      await stage.until(
        'it gone',
        async () => (await window.script(`return document.querySelector('[role="menu"]')`)) === null,
      )
    }
    // The press after a menu is a press like any other.
    await desk.goTo(0)
    await desk.hand.click(desk.timeline.ruler(720))
    await stage.until('the playhead there', async () => {
      const { position } = await stage.core('transport')
      return Math.abs(position / frame - 720) < 3
    })
  })

  stage.step('the palette knows other words, scenes and timecodes', async (window) => {
    const span = { inPoint: 480 * frame, outPoint: 960 * frame }
    const scene = { number: '22A', slugline: 'EXT. PIER – DUSK', ...span, synopsis: '', moods: [], characters: [] }
    await stage.edit({ type: 'addScene', cut: desk.cutId, scene })
    for (const [words, title] of [
      ['split', 'Split at the playhead'],
      ['marker', 'Hit at the playhead'],
      ['shortcuts', 'Keyboard shortcuts'],
      ['loop', 'Loop the selection or the scene'],
      ['full screen', 'Full screen'],
    ]) {
      await desk.hand.keys('ctrl+k')
      await window.find('palette-input')
      await desk.hand.type(words)
      await stage.until(`${title} first for ${words}`, async () => {
        const [first] = await window.all('palette-item')
        return first !== undefined && (await window.content(first)).startsWith(title)
      })
      await desk.hand.keys('Escape')
      await stage.until('the palette to go', async () => !(await window.isThere('palette')))
    }
    const at = (wanted) =>
      stage.until(`the playhead on ${wanted}`, async () => (await stage.core('transport')).position === wanted * frame)
    await run(desk, 'pier dusk')
    await at(480)
    await run(desk, '01:00:10:00')
    await at(240)
    await run(desk, '+12')
    await at(252)
  })
}

/** Begins to watch the video element; what is given back says what happened to it. */
async function watchPicture(window) {
  await window.script(`
    const video = document.querySelector('video')
    const seen = (globalThis.seenByHour = { video, events: [], added: 0 })
    for (const name of ['emptied', 'loadstart', 'error', 'seeking'])
      video.addEventListener(name, () => seen.events.push(name))
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) if (node.nodeName === 'VIDEO' || node.querySelector?.('video')) seen.added += 1
    }).observe(document.body, { childList: true, subtree: true })`)
  return () =>
    window.script(`
      const { video, events, added } = globalThis.seenByHour
      return { same: document.querySelector('video') === video, events, added }`)
}
