// Listening while music is laid: around a point, from a hit, against the picture before anything is placed, and to what
// is said in the sound of the picture. By the X pointer and the X keyboard.

import assert from 'node:assert/strict'
import { Hand } from './lib/hand.mjs'
import { made, newShow, second, trackRow } from './lib/show.mjs'
import { makeSpoken } from './lib/sounds.mjs'
import { story } from './lib/story.mjs'

/** A cut of one minute at 24. */
const frame = second / 24

story('Listening on the Spot page', (stage) => {
  let hand
  let cutId
  let tracks

  const until = (what, ask) => stage.until(what, ask)
  const cut = () => stage.core('cut', { cut: cutId })
  const transport = () => stage.core('transport')
  const stands = (at) =>
    until(`a stop at ${at / frame}`, async () => {
      const { playing, position } = await transport()
      return !playing && position === at
    })
  const goTo = async (at) => {
    await stage.core('seek', { position: at })
    await until('the playhead', () =>
      stage.window.script(
        `return document.querySelector('[data-testid="timecode"]').value === arguments[0]`,
        `01:00:${String(Math.floor(at / second)).padStart(2, '0')}:00`,
      ),
    )
  }
  const dialogue = async () => (await cut()).dialogue

  stage.step('a cut has music, a hit, and a picture whose people speak', async () => {
    const sounds = ['One', 'Two'].map((title, index) => ({ title, seconds: 12, hertz: 200 + 40 * index }))
    const show = await newShow(stage, 'Listening', sounds)
    hand = new Hand(show.window)
    cutId = show.cutId
    tracks = show.tracks
    const picture = makeSpoken(stage.file('spoken.mp4'), { seconds: 60, said: [[5, 9], [14, 20]] }) // prettier-ignore
    await stage.edit({ type: 'editCut', cut: cutId, set: { picture } })
    const place = { type: 'place', cut: cutId, track: tracks[0], lane: show.lane('Songs') }
    assert.ok(made(await stage.edit({ ...place, at: 20 * second }), 'placement'))
    await stage.edit({ type: 'addHit', cut: cutId, at: 25 * second, label: 'her hand' })
    await hand.click('tab-spot')
    await show.window.find('timeline')
    await show.window.find('production-head')
    const [x, y] = await show.window.box(await show.window.find('timeline'))
    await hand.click([x + 300, y + 8])
  })

  stage.step('around the playhead it plays once and comes back', async () => {
    await goTo(22 * second)
    await hand.keys('shift+space')
    await until('the pre-roll', async () => {
      const { playing, position } = await transport()
      return playing && position < 22 * second
    })
    await until('the post-roll', async () => (await transport()).position > 22.5 * second)
    await stands(22 * second)
  })

  stage.step('it plays from the last hit before the playhead', async () => {
    await goTo(30 * second)
    await hand.keys('h')
    await until('sound from the hit', async () => {
      const { playing, position } = await transport()
      return playing && position > 25 * second && position < 29 * second
    })
    await hand.keys('space')
    await until('a stop', async () => !(await transport()).playing)
  })

  stage.step('a frame is stepped with a moment of sound, and time stands still', async () => {
    await goTo(24 * second)
    await hand.keys('Right')
    await stands(24 * second + frame)
    await hand.keys('Left')
    await stands(24 * second)
    await hand.keys('shift+s', 'Right')
    await stands(24 * second + frame)
    await hand.keys('shift+s')
  })

  stage.step('a track is heard against the picture, not placed, until Enter places it there', async (window) => {
    await goTo(21 * second)
    const before = (await cut()).placements
    await hand.click(await trackRow(window, 'Two'))
    await hand.keys('alt+Return')
    await until('the track to be heard', async () => {
      const { playing, position, source } = await transport()
      return playing && source.type === 'cut' && position > 21.2 * second
    })
    assert.deepEqual((await cut()).placements, before)
    await hand.keys('Return')
    const after = await until('the track placed', async () => {
      const { placements } = await cut()
      return placements.length > before.length ? placements : undefined
    })
    const placed = after.find((one) => one.track === tracks[1])
    assert.equal(placed.inPoint, 21 * second, 'where it was heard, though time has gone on')
    await hand.keys('space')
    await stands(21 * second)
    await hand.keys('ctrl+z')
    await until('as it was', async () => (await cut()).placements.length === before.length)
  })

  stage.step('dialogue is found in the sound of the picture, adjusted, and taken as one step', async (window) => {
    const [x, y] = await window.box(await window.find('timeline'))
    await hand.click([x + 300, y + 8])
    await hand.keys('Escape')
    await hand.click('find-dialogue')
    await until('two lines', async () => (await window.text('speech-found')).startsWith('2 lines'))
    assert.deepEqual(await dialogue(), [], 'it is a proposal')
    await window.script(
      `const field = document.querySelector('[data-testid="speech-least"]')
       field.value = '2000'
       field.dispatchEvent(new Event('change', { bubbles: true }))`,
    )
    await until('two lines still', async () => (await window.text('speech-found')).startsWith('2 lines'))
    const { steps } = (await stage.core('show')).undo
    await hand.click('speech-take')
    const lines = await until('the lines', async () => {
      const found = await dialogue()
      return found.length === 2 ? found : undefined
    })
    const seconds = lines.map(({ span }) => [Math.round(span.start / second), Math.round(span.end / second)])
    assert.deepEqual(seconds, [[5, 9], [14, 20]]) // prettier-ignore
    assert.ok(lines.every((line) => line.source.startsWith('heard in')))
    assert.equal((await stage.core('show')).undo.steps, steps + 1)
    await until('the finder to go', async () => !(await window.isThere('dialogue-finder')))
  })
})
