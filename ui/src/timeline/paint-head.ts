// The rows above the lanes as the rasteriser draws them: ruler, scenes, hits and notes.

import { frameAt, frameLength } from '../lib/time'
import type { Scene } from '../generated'
import type { Arrangement } from './arrangement'
import { rampOf } from './colour'
import { baselineOf, type Face } from './labels'
import { scenesHeight, type Layout } from './layout'
import { titleRoom, type Ink } from './paint-box'
import type { Preview } from './preview'
import { column, copyRow, disc, fill, shapeMask, stamp, type Mask, type Surface } from './raster'
import { roundedBox } from './rounded'
import { framesOf, labelOf, stepsFor, ticks, type Step } from './ruler'
import { lefts, xAt, type Viewport } from './viewport'

export interface HeadScene {
  readonly arrangement: Arrangement
  readonly layout: Layout
  readonly view: Viewport
  readonly ink: Ink
  readonly preview: Preview
}

/** CSS pixels between labels, and between ticks, at the least. */
const labelRoom = 92
const tickGap = 7

/** Where labels and ticks stand in a view, in CSS pixels; a few beyond both edges, for labels that reach in. */
export interface Scale {
  readonly majors: readonly { readonly x: number; readonly label: string }[]
  readonly minors: readonly number[]
}

export function scaleOf(arrangement: Arrangement, view: Viewport): Scale {
  const { rate, start, length } = arrangement.cut
  const perFrame = frameLength(rate) / (view.scale * view.ratio)
  const { major, minor } = stepsFor(rate, perFrame, labelRoom, tickGap)
  const end = Math.ceil(length / frameLength(rate))
  const first = Math.max(0, frameAt(view.left * view.scale, rate) - framesOf(major, rate) - 1)
  const last = Math.min(end, frameAt((view.left + view.width) * view.scale, rate) + framesOf(major, rate) + 1)
  const at = (step: Step) => ticks(rate, start, first, last, step)
  return {
    majors: at(major).map((tick) => ({ x: xAt(view, tick.at), label: labelOf(tick.frame, rate) })),
    minors: at(minor).map((tick) => xAt(view, tick.at)),
  }
}

/** Draws the part of the rows that the surface's clip allows; its first row is the top of the timeline. */
export function paintHead(on: Surface, scene: HeadScene, scale: Scale): void {
  const { layout, ink, view } = scene
  const { palette } = ink
  if (ground.length !== on.width) ground = new Uint32Array(on.width)
  ground.fill(palette.ground)
  copyRow(on, ground, 0, on.height)
  const line = lineOf(view)
  paintRuler(on, scene, scale)
  paintScenes(on, scene)
  for (const row of [layout.ruler, layout.scenes, layout.marks]) {
    fill(on, 0, Math.round((row.y + row.height) * view.ratio) - line, on.width, line, palette.lineFaint)
  }
  paintMarks(on, scene)
}

let ground = new Uint32Array(0)

function lineOf(view: Viewport): number {
  return Math.max(1, Math.round(view.ratio))
}

/** Words from a device pixel on, above a base line in CSS pixels, over an opaque ground. */
function write(
  on: Surface,
  { ink, view }: HeadScene,
  words: string,
  face: Face,
  x: number,
  baseline: number,
  ramp: Uint32Array,
  limit: number,
): void {
  if (words === '' || limit <= x || on.clip.right <= x) return
  const y = Math.round(baseline * view.ratio) - baselineOf(face)
  // A mask has a pixel of room before its words.
  stamp(on, ink.labels.mask(words, face), x - 1, y, ramp, limit, Math.round(14 * view.ratio))
}

function paintRuler(on: Surface, scene: HeadScene, scale: Scale): void {
  const { layout, ink, view } = scene
  const { palette } = ink
  const { inks } = palette
  const px = view.ratio
  const bottom = Math.round(layout.ruler.height * px)
  const upright = (x: number, top: number, end: number) => {
    for (let part = 0; part < lineOf(view); part++) column(on, Math.round(x * px) + part, top, end, palette.line)
  }
  for (const x of scale.minors) upright(x, bottom - Math.round(5 * px), bottom)
  for (const { x } of scale.majors) upright(x, Math.round(18 * px), on.height)
  const ramp = rampOf(inks.inkThird, palette.ground)
  // Beyond this nothing can be scrolled to: a label that would be cut there stands before its tick.
  const last = lefts(view, scene.arrangement.reach).most + view.width - view.left
  for (const { x, label } of scale.majors) {
    const after = Math.round(x * px) + Math.round(4 * px)
    if (after < on.clip.left - labelRoom * px) continue
    const { width } = ink.labels.mask(label, ink.ruler)
    const from = after + width <= last ? after : Math.round(x * px) - Math.round(4 * px) - width
    write(on, scene, label, ink.ruler, from, 13, ramp, Infinity)
  }
}

function paintScenes(on: Surface, scene: HeadScene): void {
  const { arrangement, layout, view, ink, preview } = scene
  const { inks, sceneSkins } = ink.palette
  const px = view.ratio
  const top = layout.scenes.y + 4
  const y = Math.round(top * px)
  const height = Math.round((layout.scenes.height - 8) * px)
  const skins = sceneColours(arrangement.scenes, sceneSkins)
  arrangement.scenes.forEach((stored, index) => {
    const shown = preview.scenes.get(stored.id) ?? stored
    const x = Math.round((xAt(view, shown.inPoint) + 1) * px)
    const end = Math.round((xAt(view, shown.outPoint) - 1) * px)
    const skin = skins[index]
    if (end < on.clip.left || on.clip.right <= x || skin === undefined) return
    const box = { x, y, width: Math.max(1, end - x), height, radius: 5 * px }
    roundedBox(on, box, skin, 0, box.width > 3 * px ? Math.min(2, lineOf(view)) : 0)
    // The scene's name sticks to the left edge of the view while any of the scene is in it.
    const from = Math.max(x, 0) + Math.round(9 * px)
    const limit = Math.min(end - Math.round(5 * px), from + Math.round((titleRoom - 10) * px))
    if (limit < from + 8 * px || limit <= on.clip.left) return
    const room = end - Math.round(5 * px) - x - Math.round(9 * px)
    const name = fitting(captionsOf(stored), (words) => ink.labels.mask(words, ink.scene).width <= room)
    const detail = stored.moods.length > 0 ? stored.moods.join(', ') : stored.synopsis
    write(
      on,
      scene,
      name,
      ink.scene,
      from,
      top + (scenesHeight <= layout.scenes.height ? 19 : 17),
      rampOf(inks.ink, skin.body),
      limit,
    )
    if (scenesHeight <= layout.scenes.height) {
      write(on, scene, detail, ink.plain, from, top + 36, rampOf(inks.sceneDetail, skin.body), limit)
    }
  })
}

/** What a scene is called, from all of it to its number: of a slugline, INT. and EXT. go before the place does. */
export function captionsOf({ number, slugline }: Pick<Scene, 'number' | 'slugline'>): readonly string[] {
  const place = slugline.replace(/^\s*(?:INT\.?\s*\/\s*EXT|EXT\.?\s*\/\s*INT|INT|EXT|I\/E)\b\.?\s*/i, '')
  const bare = place.replace(/\s+[–—-]+\s+[^–—-]*$/, '')
  return [...new Set([slugline, place, bare].map((words) => `${number} ${words}`.trim()))]
}

/** The first that fits, or else the last, which is cut. */
function fitting(all: readonly string[], fits: (words: string) => boolean): string {
  return all.find(fits) ?? all.at(-1) ?? ''
}

/** One colour a mood, so that scenes of a mood look alike; neighbours never the same. */
export function sceneColours<Colour>(scenes: readonly Scene[], colours: readonly Colour[]): readonly Colour[] {
  let before: number | undefined
  return scenes.flatMap((scene) => {
    const mood = scene.moods[0] ?? scene.number
    let index = hashOf(mood) % colours.length
    if (index === before) index = (index + 1) % colours.length
    before = index
    return colours.slice(index, index + 1)
  })
}

function hashOf(words: string): number {
  let sum = 0
  for (const letter of words) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return sum
}

function paintMarks(on: Surface, scene: HeadScene): void {
  const { arrangement, layout, view, ink, preview } = scene
  const { palette } = ink
  const { inks } = palette
  const px = view.ratio
  const { y, height } = layout.marks
  const { left, right } = on.clip
  const reach = 10 * px
  for (const note of arrangement.notes) {
    const x = Math.round(xAt(view, preview.notes.get(note.id) ?? note.at) * px)
    const end = note.until === null ? x : Math.round(xAt(view, note.until) * px)
    if (end < left - reach || right + reach < x) continue
    const colour = note.resolved ? inks.noteResolved : inks.note
    fill(on, x, Math.round((y + 6.5) * px), end - x, Math.round(2 * px), colour)
    disc(on, x, (y + 7.5) * px, 4.5 * px, rampOf(colour, palette.ground))
  }
  const base = y + height - 4
  const hits = arrangement.hits.map((hit) => ({ hit, x: xAt(view, preview.hits.get(hit.id) ?? hit.at) * px }))
  hits.sort((a, b) => a.x - b.x)
  const diamond = diamondOf(5 * px)
  const half = diamond.width >> 1
  hits.forEach(({ hit, x: exact }, index) => {
    const x = Math.round(exact)
    if (x < left - titleRoom * px || right + reach < x) return
    stamp(on, diamond, x - half, Math.round((base - 5) * px) - half, rampOf(inks.hit, palette.ground), Infinity, 1)
    // A label ends where the next hit begins.
    const from = x + Math.round(9 * px)
    const limit = Math.min(from + titleRoom * px, (hits[index + 1]?.x ?? Infinity) - 9 * px)
    write(on, scene, hit.label, ink.plain, from, base - 1, rampOf(inks.hitName, palette.ground), Math.round(limit))
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
