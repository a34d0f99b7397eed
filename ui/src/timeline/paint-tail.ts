// What rings on after a placement: a wedge behind its out-point that falls as the tail does.

import type { DuckPoint, PlacementView } from '../generated'
import { duckAt } from './duck'
import { stripOf } from './paint-box'
import { tint, type Surface } from './raster'
import { amplitude } from './waveform'
import type { Viewport } from './viewport'

/** Of the height of a box's body, where a tail begins: it is quieter than what it follows. */
const begins = 0.5
/** Of 255: what lies below is seen through it. */
const ground = 0x66

interface Look {
  /** The colour of the waveform that it follows, opaque. */
  readonly wave: number
  /** The line by which its music goes down under what is said. */
  readonly duck: readonly DuckPoint[]
}

/** Draws a tail between the device pixels `top` and `bottom` of its box: straight in decibels, with a rim. */
export function paintTail(
  on: Surface,
  view: Viewport,
  placement: PlacementView,
  top: number,
  bottom: number,
  { wave, duck }: Look,
): void {
  const x = (at: number) => Math.round(at / view.scale) - view.left
  const [first, last] = [x(placement.outPoint), x(placement.outPoint + placement.tail)]
  const body = top + stripOf(bottom - top, view.ratio)
  const middle = (body + bottom) / 2
  const half = ((bottom - body) / 2) * begins
  const thick = Math.max(1, Math.round(view.ratio))
  const shade = ((wave & 0xffffff) | (ground << 24)) >>> 0
  for (let at = Math.max(first, on.clip.left); at < Math.min(last, on.clip.right); at++) {
    const part = (at + 0.5 - first) / (last - first)
    const ducked = duck.length > 0 ? amplitude(duckAt(duck, (at + view.left) * view.scale)) : 1
    const high = Math.max(1, Math.round(half * (1 - part) * ducked))
    const [from, to] = [Math.round(middle) - high, Math.round(middle) + high]
    tint(on, at, from, 1, to - from, shade)
    tint(on, at, from, 1, Math.min(thick, high), wave)
    tint(on, at, to - Math.min(thick, high), 1, Math.min(thick, high), wave)
  }
}
