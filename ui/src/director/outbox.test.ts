import { expect, test, vi } from 'vitest'
import type { Answer, CueId, ProposalId, Received } from '../generated'
import { Closed, NotTaken, Unreached } from './door'
import { newKey, Outbox, parcel, unsentWords } from './outbox'

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

const note = (key: string, letters: number): Answer => ({
  type: 'note',
  key,
  at: '2026-11-29T10:00:00.000Z',
  cue: 1 as CueId,
  proposal: null,
  from: null,
  until: null,
  body: 'x'.repeat(letters),
  drawing: [],
  answers: null,
})

test('answers go together by their number and by their size, and a large one goes by itself', () => {
  const keys = (answers: readonly Answer[]) => answers.map(({ key }) => key)
  expect(
    parcel(
      Array.from({ length: 40 }, (_, at) => note(String(at), 1)),
      32,
    ),
  ).toHaveLength(32)
  expect(keys(parcel([note('a', 30_000), note('b', 30_000), note('c', 30_000)], 32))).toEqual(['a', 'b'])
  expect(keys(parcel([note('a', 300_000), note('b', 1)], 32))).toEqual(['a'])
  expect(parcel([], 32)).toEqual([])
})

test('one that is not taken is found, holds up no other, and closes nothing', async () => {
  const all = Array.from({ length: 40 }, (_, at) => answer(`k${at}`))
  const kept = store()
  kept.setItem('needledrop outbox /r/1/', JSON.stringify(all))
  let asked = 0
  const { box, arrived, closed } = outbox((answers) => {
    asked += 1
    return answers.some(({ key }) => key === 'k7') ? Promise.reject(new NotTaken()) : Promise.resolve(taken(answers))
  }, kept)
  await box.flush()
  expect(arrived.filter((one) => one.endsWith('refused'))).toEqual(['k7 refused'])
  expect(arrived).toHaveLength(40)
  expect([box.waiting, closed]).toEqual([[], []])
  expect(asked).toBeLessThan(24)
})

test('what another window of the browser keeps stays kept', async () => {
  const kept = store()
  const one = outbox(() => Promise.reject(new Unreached()), kept)
  const other = outbox((answers) => Promise.resolve(taken(answers)), kept)
  one.box.put(answer('a'))
  other.box.put(answer('b'))
  await vi.waitFor(() => expect(other.arrived).toEqual(['b taken']))
  const next = outbox(() => Promise.reject(new Unreached()), kept)
  expect(next.box.waiting.map(({ key }) => key)).toEqual(['a'])
})

test('an answer that says nothing of what was sent is asked again later, not at once', async () => {
  vi.useFakeTimers()
  let asked = 0
  const { box } = outbox(() => {
    asked += 1
    return Promise.resolve([])
  })
  box.put(answer('a'))
  await vi.advanceTimersByTimeAsync(500)
  expect(asked).toBe(1)
  expect(box.waiting).toHaveLength(1)
  vi.useRealTimers()
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

test('words that were never sent can be read where the round does not open any more', () => {
  const kept = store()
  const { box } = outbox(() => Promise.reject(new Unreached()), kept)
  box.put(answer('a'))
  box.put(note('b', 3))
  expect(unsentWords(kept, '/r/1/')).toEqual(['xxx'])
  expect(unsentWords(kept, '/r/2/')).toEqual([])
})

test('what another window sent is let go, and what it was refused is told once', async () => {
  const kept = store()
  const one = outbox(() => Promise.reject(new Closed('revoked')), kept)
  one.box.put(answer('a'))
  await vi.waitFor(() => expect(one.closed).toEqual(['revoked']))
  const other = outbox((answers) => Promise.resolve(taken(answers)), kept)
  await other.box.flush()
  one.box.pickUp([])
  expect(one.box.waiting).toEqual([])

  const refuse = (answers: readonly Answer[]) =>
    Promise.resolve(answers.map(({ key }): Received => ({ key, outcome: 'refused', reason: 'closed' })))
  kept.setItem('needledrop outbox /r/1/', JSON.stringify([answer('b')]))
  const [first, second] = [outbox(refuse, kept), outbox(refuse, kept)]
  await first.box.flush()
  await second.box.flush()
  expect([first.arrived, second.arrived, second.box.waiting]).toEqual([['b refused'], [], []])
})

test('what waits under other links is sent in the order in which it was given, each once', async () => {
  const kept = store()
  const at = (key: string, second: number): Answer => ({ ...answer(key), at: `2026-11-29T10:00:0${second}.000Z` })
  kept.setItem('needledrop outbox /r/0/', JSON.stringify([at('b', 2), at('c', 3)]))
  kept.setItem('needledrop outbox /r/9/', JSON.stringify([at('c', 3), at('a', 1)]))
  const sent: string[] = []
  const { box } = outbox((answers) => {
    sent.push(...answers.map(({ key }) => key))
    return Promise.resolve(taken(answers))
  }, kept)
  box.pickUp(['/r/0/', '/r/9/'])
  await vi.waitFor(() => expect(box.waiting).toEqual([]))
  box.pickUp(['/r/0/', '/r/9/'])
  expect(sent).toEqual(['a', 'b', 'c'])
})
