// The picture in a window of its own, as it stands on a second screen: it shows what the main window plays, hears the keys
// of playback, and goes with the main window. Looked at on the screen itself, by the X pointer and the X keyboard.

import assert from 'node:assert/strict'
import { titled, watch, xdotool } from './lib/desktop.mjs'
import { makeSample } from './lib/season.mjs'
import { second } from './lib/show.mjs'
import { story } from './lib/story.mjs'

/** Right of the main window, where its pixels are its own. */
const place = [1600, 0, 320, 180]

/** How much two grey pictures differ, on average over their pixels. */
function difference(a, b) {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += Math.abs(a[at] - b[at])
  return sum / a.length
}

story('A second screen', (stage) => {
  let picture

  const seen = () => watch(place, 0.2, 10)[0]
  /** Until the window shows something else than it did. */
  const changes = (before, least) =>
    stage.until('another picture', () => {
      const now = seen()
      return difference(before, now) > least ? now : undefined
    })
  const open = async () => {
    await stage.window.click('main-menu')
    await stage.window.click('menu-view.pictureWindow')
    const [found] = await stage.until('a window of its own', () => {
      const windows = titled('Cut 3, picture – Needledrop')
      return windows.length > 0 ? windows : undefined
    })
    xdotool('windowsize', found, place[2], place[3])
    xdotool('windowmove', found, place[0], place[1])
    return found
  }

  stage.step('it opens from the menu with the picture of the cut', async () => {
    const show = stage.file('second.needledrop')
    makeSample(show)
    const window = await stage.open([show])
    await window.find('tab-spot')
    await stage.core('seek', { position: 30 * second })
    const empty = seen()
    picture = await open()
    await changes(empty, 10)
  })

  stage.step('it follows the playhead, frame for frame', async () => {
    const before = seen()
    await stage.core('seek', { position: 95 * second })
    await changes(before, 5)
  })

  stage.step('its keys play and stop', async () => {
    xdotool('windowfocus', '--sync', picture)
    xdotool('key', 'space')
    await stage.until('playback', async () => (await stage.core('transport')).playing)
    const before = seen()
    await changes(before, 0.5)
    xdotool('key', 'space')
    await stage.until('a stop', async () => !(await stage.core('transport')).playing)
  })

  stage.step('nothing is edited from there', async () => {
    const before = await stage.core('history', { limit: 10 })
    for (const key of ['Delete', 'm', 'b', 'x', 'ctrl+z']) xdotool('key', key)
    assert.deepEqual(await stage.core('history', { limit: 10 }), before)
  })

  stage.step('it closes by its own key, comes again, and goes with the main window', async () => {
    xdotool('key', 'ctrl+w')
    await stage.until('no second window', () => titled('Cut 3, picture – Needledrop').length === 0)
    assert.ok(await stage.window.isThere('tab-spot'))
    await open()
  })
})
