// A hand at the X pointer and the X keyboard: what the driver's own clicks and keys would not notice, it does.

import { dragTo, xdotool } from './desktop.mjs'

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The hand over one window, which stands unframed at the corner of the screen: points of its page are those of the screen. */
export class Hand {
  constructor(window) {
    this.window = window
  }

  /** Presses keys as xdotool names them, one after the other: `ctrl+c`, `comma`. */
  async keys(...chords) {
    xdotool('key', '--delay', 20, ...chords)
    await pause(60)
  }

  async type(text) {
    // A sign before the text would be taken for an option.
    xdotool('type', '--delay', 12, '--', text)
    await pause(60)
  }

  async click(where, { button = 1, times = 1, held } = {}) {
    xdotool('mousemove', ...(await this.#point(where)))
    await pause(80)
    if (held !== undefined) xdotool('keydown', held)
    xdotool('click', '--repeat', times, '--delay', 60, button)
    if (held !== undefined) xdotool('keyup', held)
    await pause(150)
  }

  async drag(from, to, held) {
    if (held !== undefined) xdotool('keydown', held)
    await dragTo((await this.#point(from)).map(Math.round), to.map(Math.round))
    if (held !== undefined) xdotool('keyup', held)
  }

  /** Puts `text` in the place of what a field holds. */
  async fill(testid, text) {
    await this.click(testid)
    await this.keys('ctrl+a')
    await this.type(text)
  }

  /** A point of the screen: given, or the middle of an element, or of the first with this test id. */
  async #point(where) {
    if (Array.isArray(where)) return where.map(Math.round)
    const element = typeof where === 'string' ? await this.window.find(where) : where
    const [x, y, width, height] = await this.window.box(element)
    return [Math.round(x + width / 2), Math.round(y + height / 2)]
  }
}
