// The picture and the sound's clock in the real window, read off the screen as a viewer sees them.

import assert from 'node:assert/strict'
import { watch } from './lib/desktop.mjs'
import { newShow } from './lib/show.mjs'
import { countIn, makeCountedPicture } from './lib/sounds.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

story('The picture follows the sound', (stage) => {
  /** The picture on the screen: left, top, width, height. */
  let box

  /** Frames of the picture and of the clock, as often as the screen was looked at. */
  const seen = (seconds) =>
    watch(box, seconds).map((grey) => {
      const [, , width, height] = box
      return { picture: countIn(grey, width, [0, 0, width, height]), clock: countIn(grey, width, [0, 0, width, 12]) }
    })
  const standsOn = (frame) =>
    stage.until(`frame ${frame}`, () => {
      const now = seen(0.05).at(-1)
      return now?.clock === frame && now.picture === frame
    })
  /** How far the picture is ahead of the clock, in frames, over some seconds of playing. */
  const ahead = (seconds) => seen(seconds).map(({ picture, clock }) => picture - clock)

  stage.step('a picture whose frames say their number stands under those of the clock', async () => {
    const show = await newShow(stage, 'Picture', [{ seconds: 50, hertz: 220, title: 'Alpha' }])
    const { window } = show
    const picture = makeCountedPicture(stage.file('counted.mp4'), { frames: 24 * 60, rate: '24' })
    await stage.edit(
      { type: 'editCut', cut: show.cutId, set: { picture } },
      { type: 'place', cut: show.cutId, track: show.tracks[0], lane: show.lane('Songs'), at: 0 },
    )
    await window.chord(Key.CONTROL, '2')
    await window.click('overlays')
    await window.find('burn-timecode')
    await stage.until('the picture', () => window.script(`return document.querySelector('video')?.readyState >= 2`))
    // The frame of the clock in the same columns over the picture, written as soon as the timecode is.
    const rect = await window.script(`
      const { x, y, width, height } = document.querySelector('video').getBoundingClientRect()
      const clock = document.createElement('div')
      clock.style.cssText =
        'position:fixed;display:flex;z-index:9999;height:12px;left:' + x + 'px;top:' + y + 'px;width:' + width + 'px'
      clock.innerHTML = '<i style="flex:1"></i>'.repeat(12)
      document.body.append(clock)
      const timecode = document.querySelector('[data-testid="burn-timecode"]')
      const write = () => {
        const [hours, minutes, seconds, frames] = timecode.textContent.trim().split(':').map(Number)
        const frame = (((hours - 1) * 60 + minutes) * 60 + seconds) * 24 + frames
        ;[...clock.children].forEach((one, bit) => (one.style.background = (frame >> bit) & 1 ? 'white' : 'black'))
      }
      write()
      new MutationObserver(write).observe(timecode, { characterData: true, childList: true, subtree: true })
      return [x, y, width, height]`)
    box = rect.map(Math.round)
    await standsOn(0)
  })

  stage.step('stopped, they show one frame, wherever it is', async (window) => {
    for (const frame of [1, 100, 719, 1439]) {
      await stage.core('seek', { position: (frame * 705_600_000) / 24 })
      await standsOn(frame)
    }
    await window.keys(Key.HOME)
    await standsOn(0)
  })

  stage.step('playing, they keep within a frame of each other', async (window) => {
    await window.keys(' ')
    const start = ahead(3)
    const later = ahead(6)
    await window.keys(' ')
    const told = (list) =>
      [...new Set(list)]
        .sort((one, other) => one - other)
        .map((frames) => `${frames} ${list.filter((one) => one === frames).length} times`)
        .join(', ')
    process.stdout.write(`picture ahead of the sound, in frames: at first ${told(start)}; then ${told(later)}\n`)
    const within = later.filter((frames) => Math.abs(frames) <= 1).length
    assert.ok(later.length > 100, `${later.length} looks`)
    // A machine that is busy with something else may stall the picture for a moment; it has to come back by itself.
    assert.ok(within >= later.length * 0.7, `${within} of ${later.length} within a frame`)
  })
})
