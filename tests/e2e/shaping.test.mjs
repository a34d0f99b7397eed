// Gain, fades and tails by the X pointer, plain, fine, and with Shift pressed on the way; each step looks into the document.

import assert from 'node:assert/strict'
import { xdotool } from './lib/desktop.mjs'
import { Hand } from './lib/hand.mjs'
import { made, newShow, second } from './lib/show.mjs'
import { story } from './lib/story.mjs'
import { Timeline } from './lib/timeline.mjs'

/** A cut of one minute at 24, from 01:00:00:00. */
const perSecond = 24
const frames = 60 * perSecond
const start = 3600 * perSecond
const frame = second / perSecond
/** The placement, in frames. */
const [begins, ends] = [240, 720]

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

story('What a placement sounds like, by hand', (stage) => {
  let hand
  let timeline
  let cutId
  let id
  let path
  const cut = () => stage.core('cut', { cut: cutId })
  const placement = async () => (await cut()).placements.find((one) => one.id === id)
  const where = (what, is) =>
    stage.until(what, async () => {
      const now = await placement()
      return is(now) ? now : undefined
    })
  /** Seconds of so many pixels along. */
  const secondsOf = (pixels) => pixels / timeline.frameWidth / perSecond
  const lane = () => timeline.lane('Songs')
  const label = async () => (await stage.core('history', { limit: 1 }))[0].label
  /** A drag through points of the screen, with Shift held from `fineFrom` on. */
  const drag = async (points, { fineFrom } = {}) => {
    const [first, ...rest] = points.map((point) => point.map(Math.round))
    xdotool('mousemove', ...first)
    await pause(120)
    xdotool('mousedown', 1)
    let last = first
    for (const [at, point] of rest.entries()) {
      if (at === fineFrom) xdotool('keydown', 'shift')
      for (let step = 1; step <= 8; step++) {
        xdotool('mousemove', ...[0, 1].map((axis) => Math.round(last[axis] + ((point[axis] - last[axis]) * step) / 8)))
        await pause(25)
      }
      last = point
    }
    await pause(120)
    xdotool('mouseup', 1)
    if (fineFrom !== undefined) xdotool('keyup', 'shift')
    // Twice at one place in a short time is a double click.
    await pause(600)
  }
  const near = (found, wanted, reach, what) =>
    assert.ok(Math.abs(found - wanted) <= reach, `${what}: ${found}, not ${wanted} give or take ${reach}`)

  /** Where the tail of the placement is held, when it is so many seconds long. */
  const tailAt = (seconds) => [
    Math.max(timeline.x(ends) + 7, timeline.x(ends + seconds * perSecond)),
    lane().y + lane().height - 5 - 5,
  ]

  stage.step('one recording lies on the lane and is selected', async () => {
    const show = await newShow(stage, 'Shaping', [{ title: 'One', seconds: 40, hertz: 220 }])
    hand = new Hand(show.window)
    cutId = show.cutId
    path = show.path
    const spec = {
      type: 'place',
      cut: cutId,
      track: show.tracks[0],
      lane: show.lane('Songs'),
    }
    const placed = await stage.edit({
      ...spec,
      at: begins * frame,
      from: 5 * second,
      length: (ends - begins) * frame,
    })
    id = made(placed, 'placement')
    await hand.click('tab-spot')
    await show.window.find('timeline')
    await stage.until('the placement', () =>
      show.window.script(`return document.querySelectorAll('[data-placement]').length === 1`),
    )
    const [x, y] = await show.window.box(await show.window.find('timeline'))
    await hand.click([x + 300, y + 8])
    timeline = await new Timeline(show.window, {
      frame,
      perSecond,
      start,
      frames,
    }).measure()
    await hand.click([timeline.x(begins + 60), timeline.bodyOf(lane())])
    // Figures are wanted that do not hang on what lies near.
    await hand.keys('s')
    await pause(600)
  })

  stage.step('the tail is drawn out by its handle, finely with Shift, and to a figure that is typed', async () => {
    const from = tailAt(0)
    await drag([from, [from[0] + 60, from[1]]])
    const drawn = await where('a tail', (now) => now.tail > 0)
    near(drawn.tail / second, secondsOf(60), 0.02, 'the tail')
    assert.match(await label(), /^Tail of 1M01/)
    assert.deepEqual([drawn.inPoint, drawn.outPoint], [begins * frame, ends * frame], 'nothing else of it has moved')

    // From its end; Shift after half the way: thirty pixels whole, thirty a tenth.
    const held = tailAt(drawn.tail / second)
    await drag([held, [held[0] + 30, held[1]], [held[0] + 60, held[1]]], {
      fineFrom: 1,
    })
    const finer = await where('another tail', (now) => now.tail !== drawn.tail)
    near((finer.tail - drawn.tail) / second, secondsOf(33), 0.03, 'what came to it')

    const again = tailAt(finer.tail / second)
    xdotool('mousemove', ...again.map(Math.round))
    xdotool('mousedown', 1)
    xdotool('mousemove', Math.round(again[0] + 20), Math.round(again[1]))
    await pause(100)
    await hand.type('1.25')
    await hand.keys('Return')
    xdotool('mouseup', 1)
    const typed = await where('the typed tail', (now) => now.tail === 1.25 * second)
    await pause(600)
    // Each was one step, and is taken back as one.
    await hand.keys('ctrl+z')
    await where('the finer tail', (now) => now.tail === finer.tail)
    await hand.keys('ctrl+shift+z')
    await where('the typed tail again', (now) => now.tail === typed.tail)
    const end = tailAt(1.25)
    await drag([end, [end[0] - 200, end[1]]])
    await where('no tail', (now) => now.tail === 0)
    const escaped = tailAt(0)
    xdotool('mousemove', ...escaped.map(Math.round))
    xdotool('mousedown', 1)
    xdotool('mousemove', Math.round(escaped[0] + 50), Math.round(escaped[1]))
    await pause(100)
    await hand.keys('Escape')
    xdotool('mouseup', 1)
    await pause(300)
    assert.equal((await placement()).tail, 0, 'a cancelled drag leaves nothing')
  })

  stage.step(
    'the gain line goes a quarter of a decibel a pixel, and a tenth with Shift pressed on the way',
    async () => {
      const from = [timeline.x(begins + 240), timeline.gainOf(lane(), 0)]
      await drag([from, [from[0], from[1] + 8]])
      const lower = await where('a gain', (now) => now.gain !== 0)
      assert.equal(lower.gain, -200)
      assert.match(await label(), /^Gain of /)
      const on = [from[0], timeline.gainOf(lane(), -2)]
      await drag([on, [on[0], on[1] + 4], [on[0], on[1] + 14]], {
        fineFrom: 1,
      })
      const finer = await where('another gain', (now) => now.gain !== -200)
      assert.equal(finer.gain, -200 - 100 - 100)
      await hand.keys('ctrl+z', 'ctrl+z')
      await where('no gain', (now) => now.gain === 0)
    },
  )

  stage.step('a fade is drawn out by its corner, and finely from where Shift is pressed', async () => {
    const height = timeline.handlesOf(lane())
    const from = [timeline.x(begins) + 4, height]
    await drag([from, [from[0] + 80, height]])
    const faded = await where('a fade', (now) => now.fadeIn.length > 0)
    near(faded.fadeIn.length / second, secondsOf(80), 1 / perSecond, 'the fade')
    assert.match(await label(), /^Fade of /)
    const held = [timeline.x(begins + faded.fadeIn.length / frame), height]
    await drag([held, [held[0] + 40, height], [held[0] + 80, height]], {
      fineFrom: 1,
    })
    const finer = await where('another fade', (now) => now.fadeIn.length !== faded.fadeIn.length)
    near((finer.fadeIn.length - faded.fadeIn.length) / second, secondsOf(44), 2 / perSecond, 'what came to it')
    assert.equal(finer.fadeIn.length % frame, 0, 'on a frame of the cut')
    assert.deepEqual([finer.tail, finer.gain, finer.fadeOut.length], [0, 0, 0])
    // Closed and opened again, all of it is there.
    await stage.core('close_show')
    await stage.core('open_show', { path })
    await where('the fade again', (now) => now.fadeIn.length === finer.fadeIn.length)
  })
})
