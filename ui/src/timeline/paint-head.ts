// The rows above the lanes: ruler, scenes, hits and notes. Few things and much text, so plain canvas calls.

import { frameAt, frameLength } from '../lib/time'
import type { Scene } from '../generated'
import type { Arrangement } from './arrangement'
import type { Layout } from './layout'
import { titleRoom } from './paint-box'
import type { Palette } from './palette'
import type { Preview } from './preview'
import { framesOf, labelOf, stepsFor, ticks, type Step } from './ruler'
import { xAt, type Viewport } from './viewport'

export interface HeadScene {
  readonly arrangement: Arrangement
  readonly layout: Layout
  readonly view: Viewport
  readonly palette: Palette
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

/** Draws the rows between two CSS pixels across. The context is scaled to CSS pixels. */
export function paintHead(
  on: CanvasRenderingContext2D,
  scene: HeadScene,
  scale: Scale,
  from: number,
  to: number,
): void {
  const { layout, palette, view } = scene
  on.save()
  on.beginPath()
  on.rect(from, 0, to - from, layout.body.y)
  on.clip()
  on.fillStyle = palette.css.ground
  on.fillRect(from, 0, to - from, layout.body.y)
  const line = Math.max(1, Math.round(view.ratio)) / view.ratio
  paintRuler(on, scene, scale, line, from, to)
  paintScenes(on, scene, from, to)
  on.fillStyle = palette.css.lineFaint
  for (const row of [layout.ruler, layout.scenes, layout.marks]) {
    on.fillRect(from, row.y + row.height - line, to - from, line)
  }
  paintMarks(on, scene, from, to)
  on.restore()
}

function paintRuler(
  on: CanvasRenderingContext2D,
  { layout, palette, view }: HeadScene,
  scale: Scale,
  line: number,
  from: number,
  to: number,
): void {
  const { height } = layout.ruler
  const snapped = (x: number) => Math.round(x * view.ratio) / view.ratio
  on.fillStyle = palette.css.line
  for (const x of scale.minors) if (from - 1 < x && x < to) on.fillRect(snapped(x), height - 5, line, 5)
  for (const { x } of scale.majors) {
    if (from - 1 < x && x < to) on.fillRect(snapped(x), 18, line, layout.body.y - 18)
  }
  on.fillStyle = palette.css.inkThird
  on.font = `10.5px ${palette.faceMono}`
  for (const { x, label } of scale.majors) if (from - labelRoom < x && x < to) on.fillText(label, snapped(x) + 4, 13)
}

function paintScenes(on: CanvasRenderingContext2D, scene: HeadScene, from: number, to: number): void {
  const { arrangement, layout, view, palette, preview } = scene
  const top = layout.scenes.y + 4
  const height = layout.scenes.height - 8
  const colours = sceneColours(arrangement.scenes, palette.scenes)
  const named: Named[] = []
  on.strokeStyle = palette.css.sceneEdge
  on.lineWidth = 1
  arrangement.scenes.forEach((stored, index) => {
    const shown = preview.scenes.get(stored.id) ?? stored
    const x = xAt(view, shown.inPoint)
    const end = xAt(view, shown.outPoint)
    if (end < from || to < x) return
    const width = Math.max(1, end - x - 2)
    on.beginPath()
    on.roundRect(x + 1, top, width, height, Math.min(5, width / 2))
    on.fillStyle = colours[index] ?? palette.css.groundRaised
    on.fill()
    on.stroke()
    // The scene's name sticks to the left edge of the view while any of the scene is in it.
    const start = Math.max(x, 0) + 10
    const room = Math.min(end - 6 - start, titleRoom - 10)
    if (8 < room && start < to && from < start + room) named.push({ scene: stored, x: start, room })
  })
  on.fillStyle = palette.css.ink
  on.font = `600 11.5px ${palette.face}`
  for (const { scene, x, room } of named) fillWithin(on, `${scene.number} ${scene.slugline}`, x, top + 19, room)
  on.fillStyle = palette.css.sceneDetail
  on.font = `11px ${palette.face}`
  for (const { scene, x, room } of named) {
    fillWithin(on, scene.moods.length > 0 ? scene.moods.join(', ') : scene.synopsis, x, top + 36, room)
  }
}

/** A scene whose name is in view, with the room that the name has. */
interface Named {
  readonly scene: Scene
  readonly x: number
  readonly room: number
}

/** Widths of words by face: measuring and clipping cost more than drawing. */
const widths = new Map<string, number>()

function fillWithin(on: CanvasRenderingContext2D, words: string, x: number, y: number, room: number): void {
  if (words === '') return
  const key = `${on.font}|${words}`
  const width = widths.get(key) ?? on.measureText(words).width
  if (widths.size > 4000) widths.clear()
  widths.set(key, width)
  if (width <= room) {
    on.fillText(words, x, y)
    return
  }
  // By the share of the width that is there: measuring each cut, or clipping it, would cost more than a letter too few.
  const kept = Math.floor((words.length * (room - 9)) / width)
  if (kept < 1) return
  on.fillText(`${words.slice(0, kept).trimEnd()}…`, x, y)
}

/** One colour a mood, so that scenes of a mood look alike; neighbours never the same. */
export function sceneColours(scenes: readonly Scene[], colours: readonly string[]): readonly string[] {
  let before: number | undefined
  return scenes.map((scene) => {
    const mood = scene.moods[0] ?? scene.number
    let index = hashOf(mood) % colours.length
    if (index === before) index = (index + 1) % colours.length
    before = index
    return colours[index] ?? ''
  })
}

function hashOf(words: string): number {
  let sum = 0
  for (const letter of words) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return sum
}

function paintMarks(on: CanvasRenderingContext2D, scene: HeadScene, from: number, to: number): void {
  const { arrangement, layout, view, palette, preview } = scene
  const { y, height } = layout.marks
  on.font = `11px ${palette.face}`
  for (const note of arrangement.notes) {
    const x = xAt(view, preview.notes.get(note.id) ?? note.at)
    const end = note.until === null ? x : xAt(view, note.until)
    if (end < from - 10 || to + 10 < x) continue
    on.fillStyle = note.resolved ? palette.css.noteResolved : palette.css.note
    if (x < end) on.fillRect(x, y + 6.5, end - x, 2)
    on.beginPath()
    on.arc(x, y + 7.5, 4.5, 0, 2 * Math.PI)
    on.fill()
  }
  const base = y + height - 4
  const hits = arrangement.hits.map((hit) => ({ hit, x: xAt(view, preview.hits.get(hit.id) ?? hit.at) }))
  hits.sort((a, b) => a.x - b.x)
  hits.forEach(({ hit, x }, index) => {
    if (x < from - titleRoom || to + 10 < x) return
    on.fillStyle = palette.css.hit
    on.beginPath()
    on.moveTo(x, base - 10)
    on.lineTo(x + 5, base - 5)
    on.lineTo(x, base)
    on.lineTo(x - 5, base - 5)
    on.fill()
    // A label ends where the next hit begins.
    const next = hits[index + 1]?.x ?? Infinity
    on.fillStyle = palette.css.accentBright
    fillWithin(on, hit.label, x + 9, base - 1, Math.min(titleRoom, next - x - 18))
  })
}
