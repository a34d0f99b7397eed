import { expect, test } from 'vitest'
import type { CueId, PlacementId, QueueAlternate, QueueCue, ReviewerId } from '../../generated'
import { progressWords } from '../../lib/words'
import { isShown, standingOf } from './queue'

const alternate = (letter: string, more: Partial<QueueAlternate> = {}): QueueAlternate => ({
  placement: letter.charCodeAt(0) as PlacementId,
  letter,
  pick: letter === 'A',
  gone: false,
  proposal: null,
  version: 1,
  was: null,
  changes: [],
  decided: null,
  stands: null,
  standsFrom: null,
  changedSinceVerdict: false,
  answers: [],
  heard: [],
  earlier: [],
  history: [],
  ...more,
})

const cue = (more: Partial<QueueCue> = {}): QueueCue => ({
  cue: 1 as CueId,
  number: '1M01',
  title: 'The pier',
  gone: false,
  state: 'waiting',
  standsFrom: null,
  changedSinceApproved: false,
  changedSinceLast: false,
  approvedAlternate: null,
  pick: 65 as PlacementId,
  openNotes: 0,
  waitsFor: [],
  unanswered: [],
  alternates: [alternate('A'), alternate('B')],
  ...more,
})

test('a cue says how it stands, and what there is to know besides', () => {
  expect(standingOf(cue())).toEqual({ words: 'waiting', tone: 'neutral' })
  expect(standingOf(cue({ state: 'approved', standsFrom: 1 }))).toMatchObject({ words: 'approved', rest: 'in round 1' })
  expect(standingOf(cue({ changedSinceApproved: true }))).toMatchObject({ words: 'changed', tone: 'warn' })
  const beside = [alternate('A', { decided: 'rejected' }), alternate('B', { decided: 'approved' })]
  const other = cue({ state: 'approved', approvedAlternate: 66 as PlacementId, alternates: beside })
  expect(standingOf(other)).toEqual({ words: 'B approved', rest: 'pick A rejected', tone: 'warn' })
  const remark = cue({ state: 'approved', alternates: [alternate('A', { decided: 'approvedBut' })] })
  expect(standingOf(remark)).toMatchObject({ words: 'approved', rest: 'with a note' })
  const before = cue({ alternates: [alternate('A', { stands: 'changes', standsFrom: 1 })] })
  expect(standingOf(before)).toMatchObject({ words: 'waiting', rest: 'to change in round 1' })
})

test('filters let through what they say', () => {
  const dana = 7 as ReviewerId
  const waits = cue({ unanswered: [dana] })
  expect([isShown(waits, 'waiting', dana), isShown(waits, 'mine', dana), isShown(waits, 'changed', dana)]).toEqual([
    true,
    true,
    false,
  ])
  expect(isShown(waits, 'mine', 8 as ReviewerId)).toBe(false)
  expect(isShown(cue({ state: 'approved' }), 'waiting', dana)).toBe(false)
  expect(isShown(cue({ changedSinceLast: true }), 'changed', dana)).toBe(true)
})

test('progress counts what stands from before among what is approved', () => {
  expect(progressWords({ approved: 1, standing: 2, waiting: 3, changes: 0, rejected: 1 })).toBe(
    '3 approved · 3 waiting · 1 rejected',
  )
})
