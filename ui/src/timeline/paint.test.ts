import { describe, expect, test } from 'vitest'
import { arrange } from './arrangement'
import { seconds } from '../time/time'
import type { Millibels } from '../generated'
import { cutOf, duckOf, hitOf, lanesOf, lineOf, peaksOf, sceneOf, soundOf, type Wish } from './bench/made-up'
import { labelCache } from './labels'
import { layOut } from './layout'
import { facesFor, type Ink } from './paint-box'
import { paintHead } from './paint-head'
import { scaleOf } from './scale'
import { paintLanes } from './paint-lanes'
import { paletteFrom } from './palette'
import { noPreview } from './preview'
import { clipped, surface, type Surface } from './raster'
import type { Viewport } from './viewport'

/** Another colour for each name; edges, strips and lines let through what is below. */
const palette = paletteFrom((name) => {
  if (name.startsWith('--face')) return 'sans-serif'
  let sum = 7
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 0xffffff
  return `#${sum.toString(16).padStart(6, '0')}${/edge|strip|fade-line|guide/.test(name) ? '77' : ''}`
})
const solid = labelCache((words, face) => {
  const width = 6 * words.length + 2
  return { coverage: new Uint8Array(width * face.height).fill(180), width, height: face.height }
})
const [width, height] = [400, 300]

const volumeLine = [0, -600, 300, -2400].map((gain, index) => ({
  at: seconds(30 + 70 * index),
  gain: gain as Millibels,
}))

/** Beside each other, over each other, hardly wider than their rims, and too long for the view. */
const wishes: readonly Wish[] = [
  { id: 1, lane: 1, from: 0, to: 90, number: '1M01', title: 'First Spark', fadeIn: 5, fadeOut: 8 },
  { id: 2, lane: 1, from: 80, to: 160, number: '1M02', title: 'Rising Tide', fadeIn: 10, tail: 25 },
  { id: 3, lane: 1, from: 160, to: 161, number: '1M03', title: 'Low Water' },
  { id: 4, lane: 1, from: 170, to: 260, number: '1M04', title: 'Undertow', gain: -300, tail: 30 },
  { id: 5, lane: 2, from: 20, to: 380, number: '1M05', title: 'Silent Echoes', fadeOut: 60, volume: volumeLine },
]
const scenes = [
  { ...sceneOf(50, '1', 'INT. PIER', 0, 120, 'calm'), intensity: 8 },
  { ...sceneOf(51, '2', 'EXT. SHORE', 120, 330, 'bitter'), intensity: 2 },
]
const cut = cutOf(wishes, {
  length: 400,
  scenes,
  hits: [hitOf(60, 100, 'her hand'), hitOf(61, 180, 'wave')],
  dialogue: [lineOf(70, 30, 90, 'MARA', 'Do not go.'), lineOf(71, 200, 206, 'TOM', 'I must.')],
})
const sound = soundOf(400, '1', [duckOf(1, 20, 30), duckOf(5, 100, 240)])
const lanes = lanesOf('songs', 'score')
const peaks = peaksOf(1, 400)

const noneShown = { hasFilmstrip: false, hasArc: false, hasDialogue: false, productions: 0 }
const allShown = { ...noneShown, hasArc: true, hasDialogue: true, productions: 1 }

function painters(view: Viewport, shows = noneShown) {
  const arrangement = arrange(cut, lanes, new Set(), sound)
  const layout = layOut({
    lanes,
    heights: new Map(),
    slivers: arrangement.slivers,
    opened: arrangement.opened,
    height: 280,
    scroll: 0,
    shows,
  })
  const faces = facesFor(palette, view.ratio)
  const ink: Ink = { palette, labels: solid, ...faces, peaks: () => peaks, finePeaks: undefined }
  const scale = scaleOf(arrangement, view)
  const scene = {
    ...{ arrangement, layout, view, ink },
    grid: scale.majors.map(({ x }) => Math.round(x * view.ratio)),
    hits: arrangement.hits.map((hit) => Math.round(hit.at / view.scale) - view.left),
    isHeard: () => true,
    sounds: () => true,
    hidden: new Set<never>(),
    hiddenCues: new Set<never>(),
  }
  return [
    (on: Surface) => {
      paintLanes(on, scene)
    },
    (on: Surface) => {
      paintHead(on, layout, { arrangement, view, ink, preview: noPreview, scale, isHeard: () => true })
    },
  ]
}

test('a tail is drawn behind its placement, and falls', () => {
  const second = (cut.cut.length as number) / 400
  const [paint] = painters({ scale: second, left: 0, width, ratio: 1 })
  const on = surface(new Uint32Array(width * height), width, height)
  paint?.(on)
  const ground = on.pixels[295] ?? 0
  const tall = (x: number) => {
    const column = Array.from({ length: 88 }, (_, y) => on.pixels[y * width + x])
    return column.filter((pixel) => pixel !== ground).length
  }
  // From 260 to 290, where no line of the grid stands.
  const heights = [262, 270, 279, 288].map(tall)
  expect(heights).toEqual(heights.toSorted((a, b) => b - a))
  expect(tall(262)).toBeGreaterThan(tall(288) + 10)
  expect(tall(293)).toBeLessThan(tall(288))
})

describe('the lanes and the rows above them', () => {
  const second = (cut.cut.length as number) / 400
  for (const ratio of [1, 2]) {
    for (const [name, scale, left] of [
      ['from the start', 1, 0],
      ['closer', 0.37, 215],
      ['from far away', 6, -20],
    ] as const) {
      test(`are drawn in strips as they are at once: ${name}, at ${ratio} to 1`, () => {
        for (const paint of painters({ scale: scale * second, left, width, ratio }, allShown)) {
          const whole = surface(new Uint32Array(width * height), width, height)
          const parts = surface(new Uint32Array(width * height), width, height)
          paint(whole)
          const edges = [0, 17, 41, 99, 163, 240, 241, 399, width]
          edges.slice(1).forEach((right, index) => {
            paint(clipped(parts, { left: edges[index] ?? 0, top: 0, right, bottom: height }))
          })
          const differ = Array.from(whole.pixels.keys()).filter((at) => whole.pixels[at] !== parts.pixels[at])
          expect(differ.map((at) => [at % width, Math.floor(at / width)])).toEqual([])
          expect(new Set(whole.pixels).size).toBeGreaterThan(8)
          expect(whole.pixels.every((pixel) => pixel >>> 24 === 255)).toBe(true)
        }
      })
    }
  }
})
