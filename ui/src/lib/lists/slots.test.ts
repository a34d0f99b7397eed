import { expect, test } from 'vitest'
import { firstRow, poolFor, rowOfSlot, scrollTo } from './slots'

const rowHeight = 49
const view = 800

test('every row in view has a slot of its own, wherever the list stands', () => {
  const rows = 100_000
  const pool = poolFor(view, rowHeight)
  for (const scrollTop of [0, 10, 49, 5_000, 1_234_567, rows * rowHeight - view]) {
    const first = firstRow(scrollTop, rowHeight, pool, rows)
    const shown = Array.from({ length: pool }, (_, slot) => rowOfSlot(slot, first, pool, rows))
    const last = Math.min(rows - 1, Math.floor((scrollTop + view - 1) / rowHeight))
    for (let row = Math.floor(scrollTop / rowHeight); row <= last; row += 1) {
      expect(shown.filter((one) => one === row)).toHaveLength(1)
    }
  }
})

test('a row keeps its slot while it stays in view', () => {
  const pool = poolFor(view, rowHeight)
  const before = firstRow(1_000, rowHeight, pool, 500)
  const after = firstRow(1_000 + rowHeight, rowHeight, pool, 500)
  const slotOf = (row: number, first: number) =>
    Array.from({ length: pool }, (_, slot) => slot).find((slot) => rowOfSlot(slot, first, pool, 500) === row)
  expect(slotOf(25, before)).toBe(slotOf(25, after))
})

test('a short list leaves slots empty', () => {
  const pool = poolFor(view, rowHeight)
  const first = firstRow(0, rowHeight, pool, 3)
  const shown = Array.from({ length: pool }, (_, slot) => rowOfSlot(slot, first, pool, 3))
  expect(shown.filter((row) => row !== undefined)).toEqual([0, 1, 2])
})

test('scrolling to a row in view goes nowhere', () => {
  expect(scrollTo(3, rowHeight, 0, view)).toBe(0)
  expect(scrollTo(40, rowHeight, 0, view)).toBe(41 * rowHeight - view)
  expect(scrollTo(2, rowHeight, 500, view)).toBe(98)
})
