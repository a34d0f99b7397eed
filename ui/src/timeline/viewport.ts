// What part of the cut is on screen. The scale is flicks a device pixel, and the left edge a whole device pixel of
// the cut laid out at that scale, so that scrolling moves by whole pixels and the canvas can copy itself.

import { position } from '../time/time'
import type { Position } from '../generated'

export interface Viewport {
  /** Flicks of one device pixel. */
  readonly scale: number
  /** Device pixels from the cut's first frame to the left edge; negative where there is room before it. */
  readonly left: number
  /** Device pixels. */
  readonly width: number
  /** Device pixels of one CSS pixel. */
  readonly ratio: number
}

/** How far a viewport may go: the length of the cut and of one of its frames, in flicks. */
export interface Reach {
  readonly length: number
  readonly frame: number
}

export interface Range {
  readonly start: Position
  readonly end: Position
}

/** Room beside the cut, in CSS pixels, so that its first and last frames can be seen and grasped. */
const marginBefore = 12
const marginAfter = 64

/** CSS pixels of one frame at the deepest zoom. */
const widestFrame = 96

export const emptyViewport: Viewport = { scale: 1_000_000, left: 0, width: 1, ratio: 1 }

/** CSS pixels from the left edge to a point. */
export function xAt(view: Viewport, at: number): number {
  return (at / view.scale - view.left) / view.ratio
}

/** Device pixels from the left edge to a point, whole. */
export function deviceXAt(view: Viewport, at: number): number {
  return Math.round(at / view.scale) - view.left
}

/** The point under a CSS pixel. */
export function timeAt(view: Viewport, x: number): Position {
  return position((x * view.ratio + view.left) * view.scale)
}

/** How much time some CSS pixels cover. */
export function spanOf(view: Viewport, pixels: number): number {
  return pixels * view.ratio * view.scale
}

/** Whether a point is within some CSS pixels of another. */
export function isNear(view: Viewport, at: number, x: number, reach: number): boolean {
  return Math.abs(xAt(view, at) - x) <= reach
}

/** What is on screen. */
export function rangeOf(view: Viewport): Range {
  return { start: timeAt(view, 0), end: timeAt(view, view.width / view.ratio) }
}

/** The same, no wider than the cut, no deeper than a frame, and not past the ends. */
export function kept(view: Viewport, reach: Reach): Viewport {
  const scale = clamp(view.scale, finest(view, reach), coarsest(view, reach))
  const { least, most } = lefts({ ...view, scale }, reach)
  return { ...view, scale, left: clamp(Math.round(view.left), least, most) }
}

/** How far left and right a view can be scrolled: the least and the most of its `left`, in device pixels. */
export function lefts(view: Viewport, reach: Reach): { readonly least: number; readonly most: number } {
  const least = -Math.round(marginBefore * view.ratio)
  return { least, most: Math.max(least, Math.round(reach.length / view.scale + marginAfter * view.ratio) - view.width) }
}

export function scrolled(view: Viewport, pixels: number, reach: Reach): Viewport {
  return kept({ ...view, left: view.left + Math.round(pixels * view.ratio) }, reach)
}

/** Zoomed by a factor (above 1 is closer) while the time under CSS pixel `x` stays under it. */
export function zoomed(view: Viewport, factor: number, x: number, reach: Reach): Viewport {
  const scale = clamp(view.scale / factor, finest(view, reach), coarsest(view, reach))
  const still = (x * view.ratio + view.left) * view.scale
  return kept({ ...view, scale, left: Math.round(still / scale - x * view.ratio) }, reach)
}

/** Shows a range with a little room on both sides. */
export function fitted(view: Viewport, range: Range, reach: Reach): Viewport {
  const room = Math.min(48 * view.ratio, view.width / 8)
  const wanted = (range.end - range.start) / Math.max(1, view.width - 2 * room)
  const scale = clamp(wanted, finest(view, reach), coarsest(view, reach))
  const middle = (range.start + range.end) / 2
  return kept({ ...view, scale, left: Math.round(middle / scale - view.width / 2) }, reach)
}

/** Shows the whole cut. */
export function whole(view: Viewport, reach: Reach): Viewport {
  return kept({ ...view, scale: coarsest(view, reach), left: -Infinity }, reach)
}

/** The same cut in a window of another size; what showed the whole of it still does. */
export function resized(view: Viewport, width: number, ratio: number, reach: Reach): Viewport {
  if (view.scale === coarsest(view, reach)) return whole({ ...view, width: Math.max(1, width), ratio }, reach)
  const scale = (view.scale * view.ratio) / ratio
  const left = Math.round((view.left * view.scale) / scale)
  return kept({ scale, left, width: Math.max(1, width), ratio }, reach)
}

/** Moves only as far as needed to show a point, and then a page, as reading does. */
export function turnedTo(view: Viewport, at: number, reach: Reach): Viewport {
  const x = deviceXAt(view, at)
  if (0 <= x && x < view.width - 4 * view.ratio) return view
  return kept({ ...view, left: Math.round(at / view.scale) - Math.round(view.width * 0.1) }, reach)
}

function finest(view: Viewport, reach: Reach): number {
  return reach.frame / (widestFrame * view.ratio)
}

function coarsest(view: Viewport, reach: Reach): number {
  const room = (marginBefore + marginAfter) * view.ratio
  return Math.max(finest(view, reach), reach.length / Math.max(view.width / 4, view.width - room))
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
