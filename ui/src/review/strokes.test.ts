import { expect, test } from 'vitest'
import { arrowHead, drawnOn, mostPoints, pointOf, simplified, type Point } from './strokes'

test('a pointer is in shares of the picture, and never beside it', () => {
  const box = { left: 100, top: 50, width: 200, height: 100 }
  expect(pointOf({ clientX: 150, clientY: 100 }, box)).toEqual([2_500, 5_000])
  expect(pointOf({ clientX: 0, clientY: 999 }, box)).toEqual([0, 10_000])
})

test('the head of an arrow lies behind its tip', () => {
  const [left, tip, right] = arrowHead([0, 0], [100, 0])
  expect(tip).toEqual([100, 0])
  expect(left?.[0]).toBeLessThan(100)
  expect(left?.[1]).toBeCloseTo(-(right?.[1] ?? 0))
})

test('a stroke of any length is drawn on, keeps its shape, and ends where the hand is', () => {
  const spiral = Array.from({ length: 6_000 }, (_, at): Point => {
    const [turn, radius] = [at / 150, 500 + at / 2]
    return [Math.round(5_000 + radius * Math.cos(turn)), Math.round(5_000 + radius * Math.sin(turn))]
  })
  const drawn = spiral.reduce<readonly Point[]>(drawnOn, [])
  expect(drawn.length).toBeLessThanOrEqual(mostPoints)
  expect([drawn[0], drawn.at(-1)]).toEqual([spiral[0], spiral.at(-1)])
  const beside = spiral.map(([x, y]) => Math.min(...drawn.map(([a, b]) => Math.hypot(x - a, y - b))))
  // A turn is 470 from the next one: what is left is still that spiral.
  expect(Math.max(...beside)).toBeLessThan(600)
})

test('points on a line say no more than its ends', () => {
  const line = Array.from({ length: 200 }, (_, at): Point => [at * 10, at * 20])
  expect(simplified(line)).toEqual([
    [0, 0],
    [1_990, 3_980],
  ])
  const corner: readonly Point[] = [
    [0, 0],
    [500, 0],
    [1_000, 0],
    [1_000, 500],
    [1_000, 1_000],
  ]
  expect(simplified(corner)).toEqual([
    [0, 0],
    [1_000, 0],
    [1_000, 1_000],
  ])
})
