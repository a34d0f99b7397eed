// @vitest-environment jsdom
import { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CueView, PlacementView, ReviewView } from '../../generated'
import { draftVerdict } from '../../lib/drafts.svelte'
import { rows } from '../../lib/session.svelte'
import { approveByKey, isInWords, judge, leaveWords, review, sendWords } from './review.svelte'

const cue = { id: 3, cut: 1, pick: 7, inPoint: 0, outPoint: 1 } as unknown as CueView
const placement = { id: 7, cue: 3, letter: 'A', pick: true } as unknown as PlacementView
/** What was given, oldest first. */
let given: (readonly [string | null, string])[] = []
let refuses = false

/** The round as the core would have it. */
function viewOf(): ReviewView {
  const value = given.at(-1)?.[0] ?? null
  const answers = value === null ? [] : [{ reviewer: 5, value, words: given.at(-1)?.[1] }]
  return {
    rounds: [{ id: 2 }],
    reviewers: [{ id: 5, name: 'Dana' }],
    round: { id: 2, number: 1, closedAt: null, reviewers: [{ reviewer: 5, role: 'decides' }] },
    queue: [{ cue: 3, alternates: [{ placement: 7, answers }] }],
  } as unknown as ReviewView
}

beforeEach(() => {
  given = []
  refuses = false
  mockWindows('main')
  mockIPC((command, payload) => {
    if (command !== 'edit') return null
    if (refuses) throw new Error('the disk is full')
    const { request } = payload as { request: { edits: readonly { value: string | null; words: string }[] } }
    given.push(...request.edits.map(({ value, words }) => [value, words] as const))
    review.view = viewOf()
    return { revision: given.length, created: [], remarks: [] }
  })
  rows.cues.set(cue.id, cue)
  rows.placements.set(placement.id, placement)
  review.asking = null
  review.view = viewOf()
})

afterEach(() => {
  clearMocks()
  rows.cues.clear()
  rows.placements.clear()
})

test('a no is given by its key alone, and asks why before it is', async () => {
  const judged = judge(placement, 'rejected')
  // What is typed from here on is words, though the core has said nothing yet.
  expect(review.asking).toEqual({ id: 7, value: 'rejected' })
  await judged
  expect([given, isInWords()]).toEqual([[['rejected', '']], false])
  await leaveWords(placement)
  expect([given.length, review.asking]).toEqual([1, null])
})

test('Enter after a no sends it as it is, or with its words, and never approves what was just rejected', async () => {
  await judge(placement, 'rejected')
  await approveByKey(cue)
  expect([given, review.asking]).toEqual([[['rejected', '']], null])
  // Nor does a second one.
  await approveByKey(cue)
  expect(given).toEqual([['rejected', '']])
  await judge(placement, 'rejected')
  await judge(placement, 'rejected')
  draftVerdict(placement.id, 'rejected', 'too sweet ')
  expect(isInWords()).toBe(true)
  await sendWords(placement)
  expect(given.slice(1)).toEqual([
    [null, ''],
    ['rejected', ''],
    ['rejected', 'too sweet'],
  ])
  expect(review.asking).toBeNull()
  await approveByKey(cue)
  expect(given.at(-1)).toEqual(['rejected', 'too sweet'])
  // Its own button does.
  await judge(placement, 'approved')
  expect(given.at(-1)).toEqual(['approved', ''])
})

test('a wish for changes is given with its words only', async () => {
  await judge(placement, 'changes')
  await sendWords(placement)
  expect([given, isInWords(), review.asking?.value]).toEqual([[], true, 'changes'])
  draftVerdict(placement.id, 'changes', 'less piano')
  await sendWords(placement)
  expect(given).toEqual([['changes', 'less piano']])
})

test('a no that the core does not take asks for no words', async () => {
  refuses = true
  await judge(placement, 'rejected')
  expect([given, review.asking]).toEqual([[], null])
})

test('the same yes to what changed since is a new yes, and takes nothing back', async () => {
  await judge(placement, 'approved')
  await judge({ ...placement, changedSinceVerdict: true }, 'approved')
  expect(given).toEqual([
    ['approved', ''],
    ['approved', ''],
  ])
})
