import { expect, test, vi } from 'vitest'
import type { Answer, ProposalId, Received } from '../generated'
import { Closed, Unreached } from './door'
import { newKey, Outbox } from './outbox'

const answer = (key: string): Answer => ({
  type: 'verdict',
  key,
  at: '2026-11-29T10:00:00.000Z',
  proposal: 1 as ProposalId,
  value: 'approved',
  words: '',
})

const taken = (answers: readonly Answer[]): readonly Received[] =>
  answers.map(({ key }) => ({ key, outcome: 'taken', reason: '' }))

function store(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    clear: () => kept.clear(),
    key: () => null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  }
}

function outbox(send: (answers: readonly Answer[]) => Promise<readonly Received[]>, kept = store()) {
  const arrived: string[] = []
  const closed: string[] = []
  const box = new Outbox(kept, '/r/1/', {
    send,
    changed: () => undefined,
    arrived: (outcomes) => arrived.push(...outcomes.map(({ answer, received }) => `${answer.key} ${received.outcome}`)),
    closed: ({ reason }) => closed.push(reason),
  })
  return { box, arrived, closed, kept }
}

test('what cannot be sent is sent again under the same key, until it is known what became of it', async () => {
  vi.useFakeTimers()
  const sent: string[][] = []
  let reached = false
  const { box, arrived } = outbox((answers) => {
    sent.push(answers.map(({ key }) => key))
    return reached ? Promise.resolve(taken(answers)) : Promise.reject(new Unreached())
  })
  box.put(answer('a'))
  await vi.advanceTimersByTimeAsync(1_500)
  box.put(answer('b'))
  reached = true
  await vi.advanceTimersByTimeAsync(5_000)
  expect(arrived).toEqual(['a taken', 'b taken'])
  expect(box.waiting).toEqual([])
  expect(sent.slice(0, 2)).toEqual([['a'], ['a']])
  vi.useRealTimers()
})

test('what waits survives the page, and what arrived is not sent by the next', async () => {
  const kept = store()
  const first = outbox(() => Promise.reject(new Unreached()), kept)
  first.box.put(answer('a'))
  await Promise.resolve()
  const second = outbox((answers) => Promise.resolve(taken(answers)), kept)
  expect(second.box.waiting.map(({ key }) => key)).toEqual(['a'])
  await second.box.flush()
  expect(second.arrived).toEqual(['a taken'])
  expect(outbox(() => Promise.reject(new Unreached()), kept).box.waiting).toEqual([])
})

test('a link that is closed keeps what was not sent', async () => {
  const { box, closed } = outbox(() => Promise.reject(new Closed('revoked')))
  box.put(answer('a'))
  await vi.waitFor(() => expect(closed).toEqual(['revoked']))
  expect(box.waiting).toHaveLength(1)
})

test('what the browser kept and nobody can read is no answer', () => {
  const kept = store()
  kept.setItem('needledrop outbox /r/1/', '{')
  expect(outbox(() => Promise.resolve([]), kept).box.waiting).toEqual([])
})

test('keys are as the other side wants them, and differ', () => {
  const keys = Array.from({ length: 100 }, newKey)
  expect(new Set(keys).size).toBe(100)
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_-]{22}$/)
})
