// The timeline as a hand finds it: where times and lanes are on screen. It asks the window, not the code behind it.

import { trackRow } from './show.mjs'
import { Key } from './window.mjs'

/** How far below the upper edge of a lane its placements begin, and the handles and free body below that, in pixels. */
const padding = 5
/** The height of a placement's title. */
const strip = 18
const handles = 22
const body = 50

/** Timecode that counts without dropping, `01:00:10:12`. */
export function timecode(frames, perSecond) {
  const two = (number) => String(Math.floor(number)).padStart(2, '0')
  const seconds = frames / perSecond
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60, frames % perSecond].map(two).join(':')
}

export class Timeline {
  constructor(window, { frame, perSecond, start, frames }) {
    this.window = window
    this.frame = frame
    this.perSecond = perSecond
    this.start = start
    this.frames = frames
  }

  /** Shows the whole cut and finds out where it lies: the playhead is sent to both ends. */
  async measure() {
    const { window } = this
    await window.chord(Key.SHIFT, 'z')
    await window.keys(Key.HOME)
    const first = await this.#playheadAt(0)
    await window.keys(Key.END)
    const last = await this.#playheadAt(this.frames - 1)
    this.left = first
    this.frameWidth = (last - first) / (this.frames - 1)
    const [, top] = await window.box(await window.find('timeline'))
    this.top = top
    this.lanes = []
    for (const head of await window.all('lane-head')) {
      const [, y, , height] = await window.box(head)
      const name = await window.script(`return arguments[0].querySelector('span')?.textContent`, head)
      this.lanes.push({ id: Number(await head.getAttribute('data-lane')), name, y, height })
    }
    return this
  }

  /** CSS pixels of a frame of the cut. */
  x(frame) {
    return this.left + frame * this.frameWidth
  }

  lane(name) {
    const lane = this.lanes.find((one) => one.name === name)
    if (lane === undefined) throw new Error(`no lane is called ${name}: ${this.lanes.map((one) => one.name).join()}`)
    return lane
  }

  /** The free middle of a lane, where nothing but a placement's body can be met. */
  bodyOf(lane) {
    // Lanes are lower where many rows are shown.
    return lane.y + Math.min(padding + body, Math.round(0.68 * lane.height))
  }

  /** The height at which a placement's fades are held. */
  handlesOf(lane) {
    return lane.y + padding + handles
  }

  /** The height at which a fade of a lane's placements has a gain, as a factor. */
  fadeOf(lane, factor) {
    return lane.y + padding + strip + (1 - factor) * (lane.height - 2 * padding - strip - 2)
  }

  /** The height at which the gain or volume line of a lane's placements is at so many decibels. */
  gainOf(lane, decibels) {
    const [most, least] = [12, -48]
    const room = lane.height - 2 * padding - strip - 8
    return lane.y + padding + strip + 4 + ((most - decibels) / (most - least)) * room
  }

  /** A point of the ruler. */
  ruler(frame) {
    return [this.x(frame), this.top + 8]
  }

  frameOf(flicks) {
    return flicks / this.frame
  }

  async #playheadAt(frame) {
    const { window } = this
    const wanted = timecode(this.start + frame, this.perSecond)
    const field = await window.find('timecode')
    await window.until(`the playhead at ${wanted}`, async () => (await field.getAttribute('value')) === wanted)
    return window.script(
      `const box = document.querySelector('[data-playhead]').getBoundingClientRect()
       return box.x + box.width / 2`,
    )
  }

  /** Drags a track of the library's panel by its title to a frame of a lane. */
  async carry(title, at, lane) {
    const { window } = this
    const [x, y] = await window.box(await trackRow(window, title))
    const [toX, toY] = [this.x(at), this.bodyOf(this.lane(lane))]
    const from = [x + 70, y + 14]
    await window.drag([from, [from[0] + 12, from[1] + 6], [toX - 60, toY - 30], [toX, toY]])
  }
}
