import { expect, test } from 'vitest'
import { flicksPerSecond } from '../../time/time'
import { duckAt } from '../duck'
import type { Position } from '../../generated'
import { energyAt, intensityAt } from './arc'

test('intensity is that of a scene in its middle and smooth between two', () => {
  const all = [
    { at: 0, value: 2 },
    { at: 100, value: 8 },
  ]
  expect([-10, 0, 50, 100, 500].map((at) => intensityAt(all, at))).toEqual([2, 2, 5, 8, 8])
  expect(intensityAt(all, 25)).toBeCloseTo(2 + 6 * (3 / 16 - 2 / 64))
  expect(intensityAt([], 5)).toBeUndefined()
})

test('energy is straight between the middles of seconds and ends where music does', () => {
  const energy = [2, 4, null, 6]
  const at = (seconds: number) => energyAt(energy, seconds * flicksPerSecond)
  expect([0.5, 1, 1.5].map(at)).toEqual([2, 3, 4])
  expect(at(2.6)).toBeUndefined()
  expect(at(3.4)).toBe(6)
})

test('a duck goes straight from point to point', () => {
  const point = (at: number, millibel: number) => ({ at: at as Position, millibel })
  const line = [point(10, 0), point(20, -900), point(30, -900), point(50, 0)]
  expect([0, 10, 15, 25, 40, 50, 90].map((at) => duckAt(line, at))).toEqual([0, 0, -450, -900, -450, 0, 0])
})
