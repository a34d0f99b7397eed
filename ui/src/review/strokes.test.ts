import { expect, test } from 'vitest'
import { arrowHead, pointOf } from './strokes'

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
