// What the steps of the hour share: the show, its cut, the hand, and where things are on the timeline.

import { xdotool } from '../desktop.mjs'
import { Hand } from '../hand.mjs'
import { trackRow } from '../show.mjs'
import { Timeline, timecode } from '../timeline.mjs'

/** The reel: a minute at 23.976 from 01:00:00:00. */
export const frames = 1440
export const perSecond = 24
const start = 3600 * perSecond
/** Flicks of a frame at 23.976. */
export const frame = 29_429_400

export class Desk {
  /** The cut that the hour is spent on. */
  cutId
  hand
  timeline

  /** `size` is how wide and high the window is, in pixels. */
  constructor(stage, size) {
    this.stage = stage
    this.size = size
  }

  async open(args) {
    const window = await this.stage.open(args, this.size)
    this.hand = new Hand(window)
    // No window manager hands the keys to a window: they go to the one under the pointer.
    xdotool('mousemove', 300, 300)
    return window
  }

  get window() {
    return this.stage.window
  }

  cut() {
    return this.stage.core('cut', { cut: this.cutId })
  }

  /** The cut, once it is as it should be. */
  cutWhere = (what, is) =>
    this.stage.until(what, async () => {
      const view = await this.cut()
      return is(view) ? view : undefined
    })

  async measure() {
    this.timeline = await new Timeline(this.window, {
      frame,
      perSecond,
      start,
      frames,
    }).measure()
  }

  /** Types a time into the big clock. */
  async goTo(at) {
    const seconds = String(Math.floor(at / perSecond))
    await this.hand.fill('timecode', `${seconds}:${String(at % perSecond).padStart(2, '0')}`)
    await this.hand.keys('Return')
    const wanted = timecode(start + at, perSecond)
    const field = await this.window.find('timecode')
    await this.stage.until(`the playhead at ${wanted}`, async () => (await field.getAttribute('value')) === wanted)
  }

  /** Finds a track by typing, and goes to it by the arrow keys. */
  async pickTrack(title) {
    await this.hand.keys('ctrl+f', 'ctrl+a')
    await this.hand.type(title.toLowerCase())
    await this.stage.until(`${title} alone`, async () => (await this.window.all('track-row')).length === 1)
    const row = await trackRow(this.window, title)
    await this.hand.keys('Down', 'Down')
    await this.stage.until(`${title} selected`, async () => (await row.getAttribute('aria-selected')) === 'true')
  }

  /** A point on the free body of what lies on a lane at a frame. */
  on(at, lane = 'Songs') {
    return [this.timeline.x(at), this.timeline.bodyOf(this.timeline.lane(lane))]
  }

  /** Clicks what lies at a frame, and waits until it is the selection. */
  async select(at, held) {
    await this.hand.click(this.on(at), { held })
    await this.stage.until('the selection', () =>
      this.window.script(`return document.querySelector('[data-placement][aria-selected="true"]') !== null`),
    )
  }

  /** The timeline lists as many placements as the core has, each where it is. */
  async listed() {
    const { placements } = await this.cut()
    const wanted = placements
      .map(({ id }) => String(id))
      .toSorted()
      .join()
    await this.stage.until('the timeline to show them', async () => {
      const shown = await this.window.script(
        `return [...document.querySelectorAll('[data-placement]')].map((one) => one.dataset.placement)`,
      )
      return shown.toSorted().join() === wanted
    })
  }
}

/** The number of each cue with the frame where it starts, `1M01 120`, in order. */
export function numbered({ cues }) {
  return cues.toSorted((a, b) => a.inPoint - b.inPoint).map((cue) => `${cue.number} ${Math.round(cue.inPoint / frame)}`)
}
