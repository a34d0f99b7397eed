// The arc: how intense the scenes are meant to be, and how much energy the music in them has, both from 0 to 10.

import type { Scene, SceneId } from '../../generated'
import { flicksPerSecond } from '../../time/time'
import type { Arrangement } from '../arrangement'
import { firstIndex } from '../first-index'
import type { Ground, Target } from '../hit-test'
import type { Preview } from '../preview'
import { tint, type Surface } from '../raster'
import { littleRoom } from '../sizes'
import { timeAt } from '../viewport'
import { lineOf } from './draw'
import type { HeadScene, Row, RowKind } from './row'

/** CSS pixels above 10 and below 0. */
const margin = 6
const most = 10

export const arc: RowKind = {
  name: 'arc',
  title: 'Arc',
  height: (room, { hasArc }) => (!hasArc ? 0 : room < littleRoom ? 36 : 58),
  paint,
  hit,
}

/** The middle of a scene and its intensity; several are in the order of time. */
interface Middle {
  readonly at: number
  readonly value: number
}

function middles(scenes: readonly Scene[], preview: Preview): readonly Middle[] {
  return scenes
    .flatMap((scene) => {
      const value = preview.scenes.get(scene.id)?.intensity ?? scene.intensity
      return value === null ? [] : [{ at: (scene.inPoint + scene.outPoint) / 2, value }]
    })
    .toSorted((a, b) => a.at - b.at)
}

/** Intensity at a moment: smooth from the middle of a scene to that of the next. */
export function intensityAt(all: readonly Middle[], at: number): number | undefined {
  const after = firstIndex(all.length, (index) => at < (all[index]?.at ?? 0))
  return between(all[after - 1], all[after], at)
}

function between(before: Middle | undefined, next: Middle | undefined, at: number): number | undefined {
  if (before === undefined || next === undefined) return (before ?? next)?.value
  const share = (at - before.at) / (next.at - before.at)
  const eased = share * share * (3 - 2 * share)
  return before.value + (next.value - before.value) * eased
}

/** Energy of the music at a moment: straight from the middle of a second to that of the next. */
export function energyAt(energy: readonly (number | null)[], at: number): number | undefined {
  const second = at / flicksPerSecond - 0.5
  const index = Math.floor(second)
  const here = energy[Math.max(0, index)] ?? undefined
  const next = energy[index + 1] ?? undefined
  if (here === undefined || next === undefined) return (second - index < 0.5 ? here : next) ?? undefined
  return here + (next - here) * (second - index)
}

function paint(on: Surface, { arrangement, view, ink, preview }: HeadScene, row: Row): void {
  const { inks } = ink.palette
  const px = view.ratio
  const bottom = Math.round((row.y + row.height - 1) * px)
  const height = (row.height - 2 * margin) * px
  const yOf = (value: number) => Math.round((row.y + row.height - margin) * px - (value / most) * height)
  const all = middles(arrangement.scenes, preview)
  const energy = arrangement.sound?.energy ?? []
  const thick = Math.max(lineOf(view), Math.round(1.5 * px))
  let [before, sounded]: [number | undefined, number | undefined] = [undefined, undefined]
  // The columns come in the order of time: which middles they lie between is not looked for anew.
  let after = 0
  for (let x = on.clip.left - 1; x < on.clip.right; x++) {
    const at = (x + view.left) * view.scale
    const isOnCut = 0 <= at && at < arrangement.cut.length
    while (after < all.length && (all[after]?.at ?? 0) <= at) after += 1
    const wanted = isOnCut ? between(all[after - 1], all[after], at) : undefined
    const top = wanted === undefined ? undefined : yOf(wanted)
    if (top !== undefined && x >= on.clip.left) {
      tint(on, x, top, 1, bottom - top, inks.intensityGround)
      stroke(on, x, before ?? top, top, thick, inks.intensity)
    }
    before = top
    const heard = isOnCut ? energyAt(energy, at) : undefined
    const y = heard === undefined ? undefined : yOf(heard)
    if (y !== undefined && x >= on.clip.left) stroke(on, x, sounded ?? y, y, thick, inks.energy)
    sounded = y
  }
}

/** A column of a line that comes from one height and goes to another. */
function stroke(on: Surface, x: number, from: number, to: number, thick: number, colour: number): void {
  const top = Math.min(from, to) - (thick >> 1)
  tint(on, x, top, 1, Math.abs(from - to) + thick, colour)
}

function hit({ arrangement, view }: Ground, _row: Row, x: number): Target | undefined {
  const at = timeAt(view, x)
  const scene = arrangement.scenes.find((one) => one.inPoint <= at && at < one.outPoint)
  return scene === undefined ? undefined : { on: 'arc', scene: scene.id }
}

/** What a scene and the music in it are to each other, in words. */
export function arcWords(arrangement: Arrangement, id: SceneId): string {
  const scene = arrangement.scenes.find((one) => one.id === id)
  if (scene === undefined) return ''
  const told = arrangement.sound?.scenes.find((one) => one.scene === id)
  if (told !== undefined) return told.words
  return scene.intensity === null
    ? `Scene ${scene.number} has no intensity yet: drag here to set it.`
    : `Scene ${scene.number}: intensity ${scene.intensity}.`
}

/** CSS pixels of one step of intensity in a row so high. */
export function stepOf(row: Row): number {
  return (row.height - 2 * margin) / most
}
