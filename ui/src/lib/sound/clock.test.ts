import { expect, test } from 'vitest'
import type { Position } from '../../generated'
import { positionAt } from './clock'

const at = (ms: number) => (ms * 705_600) as Position
const report = { position: at(1_000), playing: true, rate: 1, range: null, heardAt: 500 }

test('the clock goes on between two reports', () => {
  expect(positionAt(report, 540)).toBe(at(1_040))
  expect(positionAt({ ...report, rate: -2 }, 540)).toBe(at(920))
})

test('a clock that is not heard of any more stands', () => {
  expect(positionAt(report, 60_000)).toBe(at(1_250))
})

test('a stopped clock stands', () => {
  expect(positionAt({ ...report, playing: false }, 540)).toBe(at(1_000))
})

test('a repeated range comes round', () => {
  const range = { start: at(900), end: at(1_020) }
  expect(positionAt({ ...report, range }, 540)).toBe(at(920))
})
