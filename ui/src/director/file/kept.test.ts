import { expect, test, vi } from 'vitest'
import type { Answer, NoteId, Packed, PackedPerson, ProposalId } from '../../generated'
import { nothing, readAll, together, writeAll, type Kept, type Place } from './kept'
import { bytesOf } from './media'
import { asText, fileName, replyOf } from './reply'
import { withAnswers } from './said'

const verdict = (
  key: string,
  minute: number,
  value: 'approved' | 'rejected' | null = 'approved',
  words = '',
): Answer => ({
  type: 'verdict',
  key,
  at: `2026-11-29T10:0${minute}:00.000Z`,
  proposal: 7 as ProposalId,
  value,
  words,
})

const kept = (answers: readonly Answer[], saved: readonly string[] = []): Kept => ({ answers, saved })

function place(refuses = false): Place & { readonly all: Map<string, unknown> } {
  const all = new Map<string, unknown>()
  return {
    all,
    read: (name) => (refuses ? Promise.reject(new Error('no')) : Promise.resolve(all.get(name))),
    write: (name, what) => (refuses ? Promise.reject(new Error('no')) : Promise.resolve(void all.set(name, what))),
  }
}

test('two places hold together what either holds, in the order in which it was said', () => {
  const one = kept([verdict('a', 1), verdict('c', 3)], ['a'])
  const other = kept([verdict('b', 2), verdict('a', 1)], ['b'])
  expect(together(one, other).answers.map(({ key }) => key)).toEqual(['a', 'b', 'c'])
  expect(together(one, other).saved.toSorted()).toEqual(['a', 'b'])
  expect(together(nothing, one)).toEqual(one)
})

test('a place that refuses is made up for by the other, and where both do it is said', async () => {
  const [good, bad] = [place(), place(true)]
  expect(await writeAll([bad, good], 'x', kept([verdict('a', 1)]))).toBe(true)
  expect((await readAll([bad, good], 'x')).answers).toHaveLength(1)
  expect(await writeAll([bad], 'x', nothing)).toBe(false)
  expect(await readAll([bad], 'x')).toEqual(nothing)
})

test('a place that never answers holds nothing up', async () => {
  vi.useFakeTimers()
  const never = { read: () => new Promise(() => undefined), write: () => new Promise<void>(() => undefined) }
  const good = place()
  const written = writeAll([never, good], 'x', kept([verdict('a', 1)]))
  const read = readAll([never, good], 'x')
  await vi.advanceTimersByTimeAsync(2_500)
  expect(await written).toBe(true)
  expect((await read).answers).toHaveLength(1)
  vi.useRealTimers()
})

test('what somebody else left under the name is no answer', async () => {
  const odd = place()
  odd.all.set('x', 'hello')
  expect(await readAll([odd], 'x')).toEqual(nothing)
})

const person = {
  secret: btoa('whats the Elvish word for friend').replaceAll('=', ''),
  page: {
    show: 'My Heart',
    episode: '1x04 Rising Tide',
    cut: { label: 'Cut 1', rate: '24', start: 86_400, length: 0 },
    round: { title: 'Round 2, Producers', rule: 'one', open: true },
    you: { id: 5, name: 'Dána Ø’Neill', colour: 0, role: 'decides' },
    others: [],
    picture: null,
    burnName: false,
    cues: [{ id: 3, number: '4M07', title: 'The\nCove', alternates: [{ id: 7, letter: 'A' }] }],
  },
  said: {
    verdicts: [
      { proposal: 7, reviewer: 5, value: 'rejected', words: '', at: '', key: 'old' },
      { proposal: 7, reviewer: 6, value: 'approved', words: '', at: '', key: 'other' },
    ],
    notes: [],
    open: true,
  },
} as unknown as PackedPerson

test('what was said since takes the place of what the same person said before, and nobody else’s', () => {
  const said = withAnswers(person, [verdict('a', 1), verdict('b', 2, null)])
  expect(said.verdicts.map(({ reviewer, value, key }) => [reviewer, value, key])).toEqual([
    [5, null, 'b'],
    [6, 'approved', 'other'],
  ])
  const note = { type: 'note', key: 'n', at: '', cue: 3, proposal: null, from: null, until: null, body: 'Hm' } as never
  const notes = withAnswers(person, [note]).notes
  expect(notes.map(({ id, author, body }) => [id, author, body])).toEqual([[0 as NoteId, 'Dána Ø’Neill', 'Hm']])
})

test('a reply says who, what and when, and is signed over its very text', () => {
  const packed = { id: '1f' } as Packed
  const reply = JSON.parse(replyOf(packed, person, [verdict('a', 1, 'approved', 'ü')], '2026-11-29T11:00:00.000Z')) as {
    payload: string
    signature: string
  }
  expect(JSON.parse(reply.payload)).toMatchObject({ package: '1f', reviewer: 5, answers: [{ key: 'a', words: 'ü' }] })
  expect(reply.signature).toMatch(/^[\w-]{43}$/)
  const other = JSON.parse(
    replyOf(packed, person, [verdict('a', 1, 'rejected')], '2026-11-29T11:00:00.000Z'),
  ) as typeof reply
  expect(other.signature).not.toBe(reply.signature)
})

test('as text it is read by people first, and comes back whole', () => {
  const answers = [verdict('a', 1, 'rejected'), verdict('b', 2, 'approved', 'softer\nplease')]
  const reply = replyOf({ id: '1f' } as Packed, person, answers, '2026-11-29T11:00:00.000Z')
  const text = asText(person, answers, reply)
  expect(text).toContain('Reply of Dána Ø’Neill to My Heart 1x04 Rising Tide, Round 2, Producers.')
  expect(text).toContain('4M07 The Cove: A approved “softer please”')
  expect(text).not.toContain('rejected')
  const inside = /BEGIN NEEDLEDROP REPLY-----\n([\s\S]*)\n-----END/.exec(text)?.[1] ?? ''
  expect(inside.split('\n').every((line) => line.length <= 76)).toBe(true)
  expect(new TextDecoder().decode(bytesOf(inside.replaceAll('\n', '')))).toBe(reply)
})

test('its name fits every system', () => {
  expect(fileName(person)).toBe('reply-Dana-Neill-1x04-Round-2.json')
})
