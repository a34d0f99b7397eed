// What is said: a bar a line, with its words where there is room; an empty frame where a line is only proposed.

import type { DialogueSpan } from '../../generated'
import { rampOf } from '../colour'
import { fill, type Surface } from '../raster'
import { xAt } from '../viewport'
import { write } from './draw'
import type { HeadScene, Row, RowKind } from './row'

export const dialogue: RowKind = {
  name: 'dialogue',
  title: 'Dialogue',
  height: (_room, { hasDialogue }) => (hasDialogue ? 24 : 0),
  paint,
}

function paint(on: Surface, scene: HeadScene, row: Row): void {
  const { arrangement, view, ink } = scene
  const { inks } = ink.palette
  const px = view.ratio
  const y = Math.round((row.y + 4) * px)
  const height = Math.round((row.height - 9) * px)
  for (const line of arrangement.dialogue) {
    const x = Math.round(xAt(view, line.span.start) * px)
    const end = Math.max(x + Math.round(2 * px), Math.round(xAt(view, line.span.end) * px) - Math.round(px))
    if (end < on.clip.left) continue
    if (on.clip.right <= x) break
    if (isProposed(line)) {
      frameOf(on, x, y, end - x, height, px, inks.intensity)
      continue
    }
    fill(on, x, y, end - x, height, inks.said)
    if (end - x < 40 * px) continue
    const who = line.speaker === null ? '' : `${line.speaker}: `
    const words = {
      words: `${who}${line.text}`.replaceAll('\n', ' '),
      face: ink.plain,
      ramp: rampOf(inks.saidWords, inks.said),
    }
    write(on, scene, words, x + Math.round(5 * px), row.y + 15.5, end - Math.round(4 * px))
  }
}

/** A line that was found and nobody has taken: it is no row of the document, and has no number of one. */
function isProposed(line: DialogueSpan): boolean {
  return line.id < 0
}

function frameOf(on: Surface, x: number, y: number, width: number, height: number, px: number, colour: number): void {
  const thick = Math.max(1, Math.round(px))
  fill(on, x, y, width, thick, colour)
  fill(on, x, y + height - thick, width, thick, colour)
  fill(on, x, y, thick, height, colour)
  fill(on, x + width - thick, y, thick, height, colour)
}
