import { expect, test } from 'vitest'
import type { ClearanceId, ClearanceStatus } from '../../generated'
import { byKey } from './moves'

const ended: readonly ClearanceStatus[] = ['denied', 'expired', 'replaced', 'notNeeded']

function lines(...statuses: readonly ClearanceStatus[]) {
  return statuses.map((status, at) => ({
    id: (at + 1) as ClearanceId,
    licensor: `Licensor ${at + 1}`,
    status,
    live: !ended.includes(status),
  }))
}

test('a key takes back nothing that is signed', () => {
  for (const status of ['confirmed', 'licensed', 'paid'] as const) {
    for (const target of ['toRequest', 'requested', 'agreed', 'denied', 'replaced'] as const) {
      const { moved, stays } = byKey(lines(status), target)
      expect(moved).toEqual([])
      expect(stays).toContain(`Licensor 1 is ${status}`)
    }
  }
})

test('a key moves a right on, from wherever it is', () => {
  expect(byKey(lines('confirmed', 'licensed'), 'paid').moved).toHaveLength(2)
  expect(byKey(lines('confirmed'), 'licensed').moved).toHaveLength(1)
  expect(byKey(lines('denied'), 'requested').moved).toHaveLength(1)
  expect(byKey(lines('agreed'), 'requested').moved).toHaveLength(1)
  expect(byKey(lines('quoted', 'countered'), 'denied')).toMatchObject({ stays: '' })
})

test('of many, those that are over, signed or further stay and are counted', () => {
  const all = lines('toRequest', 'paid', 'denied', 'notNeeded', 'requested', 'quoted')
  const { moved, stays } = byKey(all, 'requested')
  expect(moved.map((line) => line.status)).toEqual(['toRequest'])
  expect(stays).toContain('4 rights (paid, denied, not needed, quoted) stayed as they were')
  expect(byKey(lines('quoted', 'quoted', 'paid'), 'requested', true).moved).toHaveLength(2)
})
