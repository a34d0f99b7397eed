import { describe, expect, test } from 'vitest'
import { arrange } from './arrangement'
import { cutOf, at, lanesOf, peaksOf, type Wish } from './bench/made-up'
import { labelCache } from './labels'
import { layOut } from './layout'
import { facesFor, type Ink } from './paint-box'
import { paintHeld } from './paint-held'
import { paintLanes } from './paint-lanes'
import { paintOverlay } from './paint-overlay'
import { paletteFrom } from './palette'
import { noPreview, showing, type Preview } from './preview'
import { clear, surface } from './raster'
import { nothing, placements, type Selection } from './selection'
import type { PlacementId, PlacementView } from '../generated'

/** An opaque colour for each name. */
const palette = paletteFrom((name) => {
  if (name.startsWith('--face')) return 'sans-serif'
  let sum = 7
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 0xffffff
  return `#${sum.toString(16).padStart(6, '0')}`
})
const solid = labelCache((words, face) => {
  const width = 6 * words.length + 2
  return { coverage: new Uint8Array(width * face.height).fill(180), width, height: face.height }
})
const peaks = peaksOf(1, 90)
const lanes = lanesOf('songs', 'score')
const wishes: readonly Wish[] = [
  { id: 1, lane: 1, from: 20, to: 90, number: '1M01', title: 'First Spark', fadeIn: 5, fadeOut: 8 },
  { id: 2, lane: 2, from: 120, to: 190, number: '1M02', title: 'Rising Tide', tail: 12 },
]
const cut = cutOf(wishes, { length: 400 })
const arrangement = arrange(cut, lanes)
const second = (cut.cut.length as number) / 400

function sceneAt(ratio: number, preview: Preview, selection: Selection = nothing) {
  const { slivers, opened } = arrangement
  const layout = layOut({ lanes, heights: new Map(), slivers, opened, height: 280, scroll: 0 })
  const view = { scale: second / ratio, left: 0, width: 400 * ratio, ratio }
  const ink: Ink = {
    palette,
    labels: solid,
    ...facesFor(palette, ratio),
    peaks: () => peaks,
    finePeaks: undefined,
  }
  const heard = { isHeard: () => true, sounds: () => true }
  return { arrangement, layout, view, ink, selection, preview, ...heard }
}

function held(ratio: number, preview: Preview, selection: Selection = nothing) {
  const scene = sceneAt(ratio, preview, selection)
  const [width, height] = [400 * ratio, Math.round(scene.layout.body.height * ratio)]
  const on = surface(new Uint32Array(width * height), width, height)
  return { scene, on, bounds: paintHeld(on, scene) }
}

const placementOf = (id: number): PlacementView => {
  const found = arrangement.boxes.get(id as PlacementId)?.placement
  if (found === undefined) throw new Error(`no placement ${id}`)
  return found
}
const moved = (id: number, from: number): PlacementView => {
  const { inPoint, outPoint, ...rest } = placementOf(id)
  return { ...rest, inPoint: at(from), outPoint: at(from + (outPoint - inPoint) / second) }
}

describe('what is held', () => {
  for (const ratio of [1, 2]) {
    test(`is drawn as the lanes draw it, with corners that are seen through, at ${ratio} to 1`, () => {
      const { scene, on } = held(ratio, showing(placementOf(1)))
      const still = surface(new Uint32Array(on.width * on.height), on.width, on.height)
      const nobody = { grid: [], hits: [], hidden: new Set<never>(), hiddenCues: new Set<never>() }
      paintLanes(still, { ...scene, ...nobody })
      const [left, right] = [20 * ratio, 90 * ratio]
      const all = [...on.pixels.keys()]
      const opaque = all.filter((index) => (on.pixels[index] ?? 0) >>> 24 === 255)
      const other = opaque.filter((index) => on.pixels[index] !== still.pixels[index])
      expect(other.map((index) => [index % on.width, Math.floor(index / on.width)])).toEqual([])
      expect(opaque.length).toBeGreaterThan((right - left) * 50 * ratio)
      const beside = all.filter((index) => index % on.width < left || right <= index % on.width)
      expect(beside.every((index) => on.pixels[index] === 0)).toBe(true)
      const top = (scene.layout.lanes[0]?.y ?? 0) - scene.layout.body.y + 5
      expect(on.pixels[top * ratio * on.width + left]).toBeLessThan(2 ** 24)
    })
  }

  test('lies within what is said to be drawn, wherever it is, and nothing is left when that is cleared', () => {
    for (let from = -80; from < 420; from += 7) {
      const preview = showing(moved(1, from), moved(2, (from * 3) % 400))
      const { on, bounds } = held(1, preview, placements([1 as PlacementId]))
      const { left, top, right, bottom } = bounds
      const beyond = [...on.pixels.keys()].filter((index) => {
        const [x, y] = [index % on.width, Math.floor(index / on.width)]
        return on.pixels[index] !== 0 && (x < left || right <= x || y < top || bottom <= y)
      })
      expect(beyond).toEqual([])
      clear(on, bounds)
      expect(on.pixels.every((pixel) => pixel === 0)).toBe(true)
    }
  })

  test('has a rim where it is selected, and one that is selected and stays has nothing else', () => {
    const { on, scene } = held(1, noPreview, placements([2 as PlacementId]))
    const lane = scene.layout.lanes[1]
    const y = Math.round((lane?.y ?? 0) - scene.layout.body.y + (lane?.height ?? 0) / 2)
    const row = on.pixels.subarray(y * on.width, (y + 1) * on.width)
    const inked = [...row.keys()].filter((x) => row[x] !== 0)
    expect(inked).toEqual([119, 120, 189, 190])
    expect(row[119]).toBe(palette.inks.rim)
  })
})

test('the tail of what is trimmed is drawn from its new end on', () => {
  const trimmed = { ...placementOf(2), outPoint: at(150) }
  const scene = sceneAt(1, showing(trimmed))
  const paths: number[][] = []
  const note = (x: number) => paths.at(-1)?.push(x)
  const on = new Proxy({} as CanvasRenderingContext2D, {
    get: (_, name) => {
      if (name === 'beginPath') return () => paths.push([])
      if (name === 'moveTo' || name === 'lineTo') return note
      return () => ({ width: 10 })
    },
    set: () => true,
  })
  paintOverlay(on, { ...scene, palette, hover: { on: 'nothing' } })
  const ends = paths.filter((path) => path.length === 3).map((path) => path.map(Math.round))
  expect(ends).toEqual([[150, 162, 150]])
})
