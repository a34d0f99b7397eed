// What the rows above the lanes draw with.

import { baselineOf, type Face } from '../labels'
import { stamp, type Surface } from '../raster'
import type { Viewport } from '../viewport'
import type { HeadScene } from './row'

/** A hairline in device pixels. */
export function lineOf(view: Viewport): number {
  return Math.max(1, Math.round(view.ratio))
}

/** Words and how they are set. */
interface Words {
  readonly words: string
  readonly face: Face
  readonly ramp: Uint32Array
}

/** Writes words from a device pixel on, above a base line in CSS pixels, over an opaque ground, as far as `limit`. */
export function write(
  on: Surface,
  { ink, view }: HeadScene,
  { words, face, ramp }: Words,
  x: number,
  baseline: number,
  limit: number,
): void {
  if (words === '' || limit <= x || on.clip.right <= x) return
  const y = Math.round(baseline * view.ratio) - baselineOf(face)
  // A mask has a pixel of room before its words.
  stamp(on, ink.labels.mask(words, face), x - 1, y, ramp, limit, Math.round(14 * view.ratio))
}
