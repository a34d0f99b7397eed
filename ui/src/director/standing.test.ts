import { expect, test } from 'vitest'
import type { EarlierYes, ShownAlternate } from '../generated'
import { standingOf } from './standing'

const shown = (letter: string, pick: boolean, earlier: EarlierYes | null = null) =>
  ({ letter, pick, earlier }) as ShownAlternate
const yes: EarlierYes = { value: 'approved', words: '', round: 1 }

test('what is said now goes before what was said', () => {
  const cue = { alternates: [shown('A', true, yes), shown('B', false)] }
  expect(standingOf(cue, () => undefined)).toMatchObject({ value: 'approved', letter: 'A', round: 1 })
  expect(standingOf(cue, ({ letter }) => (letter === 'B' ? 'rejected' : undefined))).toMatchObject({
    value: 'rejected',
    letter: 'B',
  })
})

test('a yes goes before the pick, the pick before the rest', () => {
  const cue = { alternates: [shown('A', true), shown('B', false)] }
  expect(standingOf(cue, ({ letter }) => (letter === 'B' ? 'approvedBut' : 'changes'))?.letter).toBe('B')
  expect(standingOf(cue, () => 'changes')?.letter).toBe('A')
  expect(standingOf(cue, () => undefined)).toBeUndefined()
})
