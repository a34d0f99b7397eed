// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import type { Answer, Page, Received, Said, ShownAlternate } from '../generated'
import { Closed, Unreached, type Door, type Hearing } from './door'
import { Review } from './review.svelte'
import { passing } from './storage'

const alternate = (id: number, letter: string): ShownAlternate =>
  ({ id, letter, title: letter, artist: '', pick: letter === 'A', sound: null, earlier: null, changed: null }) as never

function pageOf(alternates: readonly ShownAlternate[], round = 'Round 1'): Page {
  return {
    show: 'My Heart',
    episode: '1x04',
    cut: { label: 'Cut 1', rate: '24', start: 0, length: 1 },
    round: { title: round, rule: 'one', open: true, newer: null },
    you: { id: 5, name: 'Dana', colour: 1, role: 'decides' },
    others: [],
    picture: null,
    making: false,
    cues: [{ id: 3, number: '4M07', title: 'The Cove', brief: '', inPoint: 0, outPoint: 1, alternates, under: null }],
  } as unknown as Page
}

const said: Said = { verdicts: [], notes: [], open: true }

interface Way {
  page: Page
  send: (answers: readonly Answer[]) => Promise<readonly Received[]>
  hearing?: Hearing
}

function open(way: Way, kept = passing(), name = '/r/1/') {
  const door = {
    name,
    carried: undefined,
    page: () => Promise.resolve(way.page),
    said: () => Promise.resolve(said),
    send: (answers: readonly Answer[]) => way.send(answers),
    follow: (hearing: Hearing) => {
      way.hearing = hearing
      return () => undefined
    },
    looksAt: () => undefined,
  } as unknown as Door
  const review = new Review(door, way.page, said, {} as AudioContext, kept)
  review.begin()
  return review
}

const refuse = (answers: readonly Answer[]) =>
  Promise.resolve(answers.map(({ key }): Received => ({ key, outcome: 'refused', reason: 'Round 1 is closed' })))
const never = () => Promise.reject(new Unreached())
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

test('what is not taken keeps its words, over the page and into the next round, where it can be said again', async () => {
  const kept = passing()
  const review = open({ page: pageOf([alternate(7, 'A'), alternate(8, 'B')]), send: refuse }, kept)
  review.writer.type('later, please')
  review.writer.send()
  const second = review.page.cues[0]?.alternates[1]
  if (second === undefined) throw new Error('no second alternate')
  review.verdicts.ask('changes', second)
  review.verdicts.type('less piano')
  review.verdicts.answer()
  await vi.waitFor(() => expect(review.untaken.all).toHaveLength(2))
  const lines = review.untaken.all.map(({ line, reason }) => `${line} (${reason})`)
  expect(lines[0]).toMatch(/^4M07 The Cove at .*: “later, please” \(Round 1 is closed\)$/)
  expect(lines[1]).toBe('4M07 The Cove: B changes “less piano” (Round 1 is closed)')

  const next = open({ page: pageOf([alternate(17, 'A'), alternate(18, 'B')], 'Round 2'), send: never }, kept, '/r/2/')
  const [note, verdict] = next.untaken.all
  if (note === undefined || verdict === undefined) throw new Error('they are gone')
  next.sayAgain(note)
  expect(next.writer.draft?.body).toBe('later, please')
  next.sayAgain(verdict)
  expect(next.verdicts.asking).toMatchObject({ letter: 'B', value: 'changes', words: 'less piano' })
  expect(next.untaken.all).toHaveLength(1)
  next.untaken.drop(verdict)
  expect(open({ page: next.page, send: never }, kept, '/r/2/').untaken.all).toEqual([])
})

test('a remark stays under the hand while its alternate is proposed again, and is kept when that goes', async () => {
  const way: Way = { page: pageOf([alternate(7, 'A')]), send: never }
  const review = open(way)
  review.verdicts.ask('approvedBut')
  review.verdicts.type('softer')
  way.page = pageOf([alternate(9, 'A')])
  way.hearing?.round()
  await settled()
  expect(review.verdicts.asking?.words).toBe('softer')
  review.verdicts.answer()
  expect(review.waiting).toMatchObject([{ proposal: 9, words: 'softer' }])
  review.verdicts.ask('changes')
  review.verdicts.type('slower')
  way.page = pageOf([alternate(10, 'B')])
  way.hearing?.round()
  await settled()
  expect(review.verdicts.asking).toBeUndefined()
  expect(review.untaken.all.map(({ line }) => line)).toEqual(['4M07 The Cove: “slower”'])
})

test('a remark that was begun is there again after another cue, a plain yes, and the page', () => {
  const kept = passing()
  const review = open({ page: pageOf([alternate(7, 'A')]), send: never }, kept)
  review.verdicts.ask('changes')
  review.verdicts.type('slower')
  review.verdicts.leave()
  review.verdicts.ask('changes')
  expect(review.verdicts.asking?.words).toBe('slower')
  const again = open({ page: review.page, send: never }, kept)
  again.verdicts.ask('approvedBut')
  expect(again.verdicts.asking?.words).toBe('slower')
})

test('a page that is closed takes no verdict and no note, and keeps what waits', async () => {
  const review = open({ page: pageOf([alternate(7, 'A')]), send: () => Promise.reject(new Closed('revoked')) })
  const [first] = review.page.cues[0]?.alternates ?? []
  if (first === undefined) throw new Error('no alternate')
  review.verdicts.say(first, 'approved')
  await vi.waitFor(() => expect(review.closed).toBe('revoked'))
  review.verdicts.say(first, 'rejected')
  review.verdicts.ask('changes')
  review.writer.type('x')
  review.writer.markRange()
  expect(review.waiting).toHaveLength(1)
  expect([review.verdicts.asking, review.writer.draft]).toEqual([undefined, undefined])
})

test('a note that is too long stays in its field', () => {
  const review = open({ page: pageOf([alternate(7, 'A')]), send: never })
  review.writer.type('x'.repeat(4_001))
  review.writer.send()
  expect([review.waiting.length, review.writer.draft?.body.length]).toEqual([0, 4_001])
  review.writer.type('x'.repeat(4_000))
  review.writer.send()
  expect([review.waiting.length, review.writer.draft]).toEqual([1, undefined])
})
