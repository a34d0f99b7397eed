import { expect, test } from 'vitest'
import type { PlacementView } from '../generated/PlacementView'
import { closesGap } from './laying'

const laid = (id: number, more: Partial<Record<keyof PlacementView, unknown>>) =>
  ({
    id,
    cue: id,
    alternate: id,
    lane: 1,
    inPoint: 0,
    outPoint: 10,
    pick: true,
    locked: false,
    ...more,
  }) as unknown as PlacementView

test('a removal closes a gap where something follows and nothing else of the cue takes the place', () => {
  const first = laid(1, {})
  const other = laid(2, { cue: 1, pick: false })
  const later = laid(3, { inPoint: 20, outPoint: 30 })
  expect(closesGap(first, [first], [first, later])).toBe(true)
  expect(closesGap(first, [first], [first, other, later])).toBe(false)
  expect(closesGap(first, [first, other], [first, other, later])).toBe(true)
  expect(closesGap(other, [other], [first, other, later])).toBe(false)
  expect(closesGap(first, [first], [first, laid(3, { inPoint: 20, locked: true })])).toBe(false)
  expect(closesGap(first, [first], [first, laid(3, { inPoint: 20, lane: 2 })])).toBe(false)
})
