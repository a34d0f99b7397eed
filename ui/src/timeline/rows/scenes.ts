// The scenes: a box each in the colour of its mood, with its name and what it is about.

import type { Scene } from '../../generated'
import { rampOf } from '../colour'
import type { Ground, Target } from '../hit-test'
import { titleRoom } from '../paint-box'
import type { Surface } from '../raster'
import { roundedBox } from '../rounded'
import { littleRoom } from '../sizes'
import { isNear, timeAt, xAt } from '../viewport'
import { lineOf, write } from './draw'
import type { HeadScene, Row, RowKind } from './row'

const fullHeight = 54
/** Without their moods, where there is little room. */
const lowHeight = 34
/** CSS pixels from an edge within which it is meant. */
const edgeReach = 5

export const scenes: RowKind = {
  name: 'scenes',
  title: 'Scenes',
  height: (room) => (room < littleRoom ? lowHeight : fullHeight),
  paint,
  hit,
  stuck: (arrangement, at) =>
    arrangement.scenes.flatMap(({ inPoint, outPoint }) => (inPoint <= at && at <= outPoint ? [outPoint] : [])),
}

function paint(on: Surface, scene: HeadScene, row: Row): void {
  const { arrangement, view, ink, preview } = scene
  const { inks, sceneSkins } = ink.palette
  const px = view.ratio
  const top = row.y + 4
  const y = Math.round(top * px)
  const height = Math.round((row.height - 8) * px)
  const isFull = fullHeight <= row.height
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
    const words = fitting(captionsOf(stored), (caption) => ink.labels.mask(caption, ink.scene).width <= room)
    const name = { words, face: ink.scene, ramp: rampOf(inks.ink, skin.body) }
    write(on, scene, name, from, top + (isFull ? 19 : 17), limit)
    if (!isFull) return
    const about = stored.moods.length > 0 ? stored.moods.join(', ') : stored.synopsis
    const detail = { words: about, face: ink.plain, ramp: rampOf(inks.sceneDetail, skin.body) }
    write(on, scene, detail, from, top + 36, limit)
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
export function sceneColours<Colour>(all: readonly Scene[], colours: readonly Colour[]): readonly Colour[] {
  let before: number | undefined
  return all.flatMap((scene) => {
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

function hit({ arrangement, view, preview }: Ground, _row: Row, x: number): Target | undefined {
  const all = arrangement.scenes.map((scene) => ({ ...scene, ...preview.scenes.get(scene.id) }))
  const ends = all.find((scene) => isNear(view, scene.outPoint, x, edgeReach))
  const begins = all.find((scene) => isNear(view, scene.inPoint, x, edgeReach))
  const at = timeAt(view, x)
  if (begins !== undefined || ends !== undefined) return edgeBetween(ends, begins, at)
  const scene = all.find((one) => one.inPoint <= at && at < one.outPoint)
  return scene === undefined ? undefined : { on: 'scene', id: scene.id }
}

/** Both scenes where they touch, else the one whose edge is nearer. */
function edgeBetween(ends: Scene | undefined, begins: Scene | undefined, at: number): Target {
  if (ends === undefined || begins === undefined || ends.outPoint === begins.inPoint) {
    return { on: 'sceneEdge', before: ends?.id, after: begins?.id }
  }
  const isEnd = Math.abs(ends.outPoint - at) < Math.abs(begins.inPoint - at)
  return { on: 'sceneEdge', before: isEnd ? ends.id : undefined, after: isEnd ? undefined : begins.id }
}
