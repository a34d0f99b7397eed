import { expect, test } from 'vitest'
import type { NoteId, SaidNote } from '../generated'
import { threadsOf } from './threads'

function note(id: number, answers: number | null): SaidNote {
  return {
    id: id as NoteId,
    cue: 1 as SaidNote['cue'],
    proposal: null,
    from: null,
    until: null,
    author: 'Dana',
    reviewer: null,
    body: `note ${id}`,
    drawing: [],
    resolved: false,
    answers: answers as NoteId | null,
    at: '2026-11-29T10:00:00Z',
    key: null,
  }
}

const told = (notes: readonly SaidNote[]) =>
  threadsOf(notes).map(({ note, answers }) => [note.id, answers.map(({ id }) => id)])

test('answers stand below the first note of their thread, however deep, in time', () => {
  expect(told([note(1, null), note(2, null), note(3, 1), note(4, 3), note(0, 1)])).toEqual([
    [1, [3, 4, 0]],
    [2, []],
  ])
})

test('what answers a note that is not shown stands by itself, and a ring ends', () => {
  expect(told([note(3, 99)])).toEqual([[3, []]])
  expect(told([note(1, 2), note(2, 1)])).toHaveLength(2)
})
