import { expect, test } from 'vitest'
import type { Answer, CueId, ProposalId } from '../../generated'
import { roomFor } from './room'

const at = '2026-11-29T10:00:00.000Z'
const heard = (key: number): Answer => ({ type: 'heard', key: `h${key}`, at, proposal: 1 as ProposalId })
const note = (key: number, body: string): Answer => ({
  type: 'note',
  key: `n${key}`,
  at,
  cue: 1 as CueId,
  proposal: null,
  from: null,
  until: null,
  body,
  drawing: [],
  answers: null,
})

test('a page takes no more than a reply holds, and what was heard leaves room for what is said', () => {
  const sounds = Array.from({ length: 600 }, (_, key) => heard(key))
  expect(roomFor([], sounds)).toHaveLength(500)
  const notes = Array.from({ length: 2_100 }, (_, key) => note(key, 'later'))
  expect(roomFor(sounds.slice(0, 500), notes)).toHaveLength(1_500)
  const large = Array.from({ length: 50 }, (_, key) => note(key, 'ä'.repeat(50_000)))
  const room = roomFor([], large)
  expect(room).toHaveLength(41)
  expect(roomFor(room, [note(99, 'short')])).toHaveLength(1)
})
