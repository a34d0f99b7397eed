// What stands at one frame of the picture: notes as dots in the upper half, hits as diamonds with their names in the lower.

import { rampOf } from '../colour'
import type { Ground, Target } from '../hit-test'
import { titleRoom } from '../paint-box'
import { disc, fill, shapeMask, stamp, type Mask, type Surface } from '../raster'
import { isNear, xAt } from '../viewport'
import { write } from './draw'
import type { HeadScene, Row, RowKind } from './row'

/** CSS pixels from its frame within which a mark is meant. */
const markReach = 7

export const marks: RowKind = {
  name: 'marks',
  title: 'Hits, notes',
  height: () => 26,
  paint,
  hit,
}

function paint(on: Surface, scene: HeadScene, row: Row): void {
  paintNotes(on, scene, row)
  paintHits(on, scene, row)
}

function paintNotes(on: Surface, { arrangement, view, ink, preview }: HeadScene, { y }: Row): void {
  const { inks, ground } = ink.palette
  const px = view.ratio
  const reach = 10 * px
  for (const note of arrangement.notes) {
    const x = Math.round(xAt(view, preview.notes.get(note.id) ?? note.at) * px)
    const end = note.until === null ? x : Math.round(xAt(view, note.until) * px)
    if (end < on.clip.left - reach || on.clip.right + reach < x) continue
    const colour = note.resolved ? inks.noteResolved : inks.note
    fill(on, x, Math.round((y + 6.5) * px), end - x, Math.round(2 * px), colour)
    disc(on, x, (y + 7.5) * px, 4.5 * px, rampOf(colour, ground))
  }
}

function paintHits(on: Surface, scene: HeadScene, { y, height }: Row): void {
  const { arrangement, view, ink, preview } = scene
  const { inks, ground } = ink.palette
  const px = view.ratio
  const reach = 10 * px
  const base = y + height - 4
  const hits = arrangement.hits.map((one) => ({ one, x: xAt(view, preview.hits.get(one.id) ?? one.at) * px }))
  hits.sort((a, b) => a.x - b.x)
  const diamond = diamondOf(5 * px)
  const half = diamond.width >> 1
  hits.forEach(({ one, x: exact }, index) => {
    const x = Math.round(exact)
    if (x < on.clip.left - titleRoom * px || on.clip.right + reach < x) return
    stamp(on, diamond, x - half, Math.round((base - 5) * px) - half, rampOf(inks.hit, ground), Infinity, 1)
    // A label ends where the next hit begins.
    const from = x + Math.round(9 * px)
    const limit = Math.min(from + titleRoom * px, (hits[index + 1]?.x ?? Infinity) - 9 * px)
    const name = { words: one.label, face: ink.plain, ramp: rampOf(inks.hitName, ground) }
    write(on, scene, name, from, base - 1, Math.round(limit))
  })
}

const knownDiamonds = new Map<number, Mask>()

function diamondOf(reach: number): Mask {
  const known = knownDiamonds.get(reach)
  if (known !== undefined) return known
  const middle = Math.ceil(reach)
  const within = (x: number, y: number) => (reach - Math.abs(x - middle) - Math.abs(y - middle)) * Math.SQRT1_2 + 0.5
  const mask = shapeMask(2 * middle + 1, within)
  knownDiamonds.set(reach, mask)
  return mask
}

/** Hits stand in the lower half, notes in the upper: both may be at one frame. */
function hit({ arrangement, view, preview }: Ground, row: Row, x: number, y: number): Target | undefined {
  const isLower = row.y + row.height / 2 <= y
  const hit = arrangement.hits.findLast((one) => isNear(view, preview.hits.get(one.id) ?? one.at, x, markReach))
  const note = arrangement.notes.findLast((one) => isNear(view, preview.notes.get(one.id) ?? one.at, x, markReach))
  if (hit !== undefined && (isLower || note === undefined)) return { on: 'hit', id: hit.id }
  return note === undefined ? undefined : { on: 'note', id: note.id }
}
