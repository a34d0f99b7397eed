// What this draws ahead is what the core will do: the vectors are written by the core's own rules.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Edge, FadeShape, FrameRate, PlacementView } from '../generated'
import { slipped, trimmed, trimmedAtMost } from './shape'
import { fadeGain } from './waveform'

type Shape = Pick<PlacementView, 'inPoint' | 'outPoint' | 'trackStart' | 'fadeIn' | 'fadeOut'>
interface Asked {
  readonly rate: FrameRate
  readonly cutLength: number
  readonly trackLength: number
  readonly placement: Shape
  readonly to: number
}
type Vector =
  | (Asked & { readonly does: 'trim'; readonly edge: Edge; readonly gives: Shape | null })
  | (Asked & { readonly does: 'slip'; readonly gives: Shape })
  | {
      readonly does: 'fade'
      readonly shape: FadeShape
      readonly bend: number
      readonly sixteenths: number
      readonly millionths: number
    }

const file = join(import.meta.dirname, '../generated/shape-vectors.json')
const vectors = JSON.parse(readFileSync(file, 'utf8')) as readonly Vector[]

function shapeOf(placement: Shape | undefined): Shape | null {
  if (placement === undefined) return null
  const { inPoint, outPoint, trackStart, fadeIn, fadeOut } = placement
  return { inPoint, outPoint, trackStart, fadeIn, fadeOut }
}

test('trims are drawn as the core does them, and refused where it refuses', () => {
  for (const vector of vectors) {
    if (vector.does !== 'trim') continue
    const placement = vector.placement as PlacementView
    const { edge, to, gives } = vector
    expect(shapeOf(trimmed(placement, edge, to, vector)), JSON.stringify(vector)).toEqual(gives)
    // A gesture that is pulled too far stops where the core would still take it.
    const after = trimmedAtMost(placement, edge, to, vector)
    const at = edge === 'in' ? after.inPoint : after.outPoint
    const again = trimmed(placement, edge, at, vector)
    expect(again === undefined ? shapeOf(placement) : shapeOf(again)).toEqual(shapeOf(after))
  }
})

test('slips are drawn as the core does them', () => {
  for (const vector of vectors) {
    if (vector.does !== 'slip') continue
    expect(shapeOf(slipped(vector.placement as PlacementView, vector.to, vector))).toEqual(vector.gives)
  }
})

test('fades are drawn as they are heard', () => {
  for (const vector of vectors) {
    if (vector.does !== 'fade') continue
    expect(Math.round(fadeGain(vector, vector.sixteenths / 16) * 1e6)).toBe(vector.millionths)
  }
})

test('there is something to compare', () => {
  expect(vectors.length).toBeGreaterThan(500)
})
