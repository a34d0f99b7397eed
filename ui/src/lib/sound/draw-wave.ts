/** Drawing the overview of a track: a bar a column, from its least to its greatest sample. */

import type { Columns } from './media'

interface Strokes {
  /** Part of the track that is drawn, from 0 to 1. */
  readonly from: number
  readonly to: number
  readonly colour: string
}

export function drawColumns(context: CanvasRenderingContext2D, columns: Columns, strokes: Strokes): void {
  const { width, height } = context.canvas
  const pairs = columns.length >> 1
  if (pairs === 0 || width === 0) return
  const first = strokes.from * pairs
  const perPixel = ((strokes.to - strokes.from) * pairs) / width
  const middle = height / 2
  context.fillStyle = strokes.colour
  for (let x = 0; x < width; x += 1) {
    const { least, greatest } = under(columns, first + x * perPixel, perPixel)
    const top = middle - (greatest / 127) * middle
    const bottom = middle - (least / 127) * middle
    // Silence is a line, so that a quiet track does not look like a missing one.
    context.fillRect(x, top, 1, Math.max(1, bottom - top))
  }
}

/** Least and greatest sample of the columns under a pixel. */
function under(columns: Columns, from: number, count: number): { least: number; greatest: number } {
  const start = Math.max(0, Math.floor(from))
  const end = Math.min(columns.length >> 1, Math.max(start + 1, Math.ceil(from + count)))
  let least = 127
  let greatest = -127
  for (let at = start; at < end; at += 1) {
    least = Math.min(least, columns[2 * at] ?? 0)
    greatest = Math.max(greatest, columns[2 * at + 1] ?? 0)
  }
  return start >= end ? { least: 0, greatest: 0 } : { least, greatest }
}
