// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import type { MediaId } from '../generated'
import { Closed, Later, Missing, NotTaken, Unreached } from './door'
import { LinkDoor } from './http'

const says = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })

/** A door to a server that answers as it is told, by what is asked. */
function door(hash: string, answers: (what: string) => Response) {
  vi.stubGlobal('fetch', (address: string) => Promise.resolve(answers(address.replace('/r/1/', ''))))
  return new LinkDoor({ pathname: '/r/1/', hash } as Location, history)
}

afterEach(() => vi.unstubAllGlobals())

test.each([
  [401, 'unknown', Closed],
  [410, 'revoked', Closed],
  [410, 'expired', Closed],
  [400, 'malformed', NotTaken],
  [413, undefined, NotTaken],
  [422, 'an answer is longer than 4000 letters', NotTaken],
  [401, undefined, Unreached],
  [403, undefined, Unreached],
  [404, undefined, Unreached],
  [408, undefined, Unreached],
  [429, 'slower', Later],
  [503, 'unavailable', Later],
  [503, undefined, Unreached],
  [502, 'unavailable', Unreached],
])('of %i and %s only what says that the link is over closes it', async (status, reason, what) => {
  await expect(door('', () => says(status, { reason })).send([])).rejects.toBeInstanceOf(what)
})

test('an answer that is no JSON closes nothing', async () => {
  await expect(door('', () => new Response('<html>', { status: 413 })).send([])).rejects.toBeInstanceOf(NotTaken)
  await expect(door('', () => new Response('null', { status: 401 })).said()).rejects.toBeInstanceOf(Unreached)
})

test('a sound that is not there under its name is missing, and nothing else', async () => {
  const gone = door('', () => new Response('', { status: 404 }))
  await expect(gone.sound('x' as MediaId, new AbortController().signal)).rejects.toBeInstanceOf(Missing)
})

test('a question that nobody answers is given up, so that it can be asked again', async () => {
  const asked: (RequestInit | undefined)[] = []
  const link = door('', () => says(200, {}))
  vi.stubGlobal('fetch', (_: string, init?: RequestInit) => {
    asked.push(init)
    return Promise.reject(new DOMException('', 'TimeoutError'))
  })
  const timeout = vi.spyOn(AbortSignal, 'timeout')
  await expect(link.said()).rejects.toBeInstanceOf(Unreached)
  await expect(link.send([])).rejects.toBeInstanceOf(Unreached)
  expect(timeout.mock.calls).toEqual([[60_000], [60_000]])
  expect(asked.map((init) => init?.signal)).toEqual(timeout.mock.results.map(({ value }) => value as AbortSignal))
})

test('whoever is in types no PIN again', async () => {
  const asksPin = (cookie: boolean) => (what: string) => {
    if (what === 'enter') return says(401, { reason: 'pin' })
    return cookie ? says(200, {}) : says(401, { reason: 'unknown' })
  }
  expect(await door('#t', asksPin(true)).enter()).toEqual({ kind: 'in' })
  expect(await door('#t', asksPin(false)).enter()).toEqual({ kind: 'pin', wrong: false })
})

test('a server that cannot say whether a link opens is asked again', async () => {
  await expect(door('#t', () => new Response('', { status: 404 })).enter()).rejects.toBeInstanceOf(Unreached)
  expect(await door('#t', () => says(503, { reason: 'full' })).enter()).toEqual({ kind: 'refused', reason: 'full' })
})

test('news are asked for again where the browser has given up, and no more when nobody listens', () => {
  vi.useFakeTimers()
  const made: Source[] = []
  class Source extends EventTarget {
    static readonly CLOSED = 2
    readyState = 0
    constructor() {
      super()
      made.push(this)
    }
    close() {
      this.readyState = Source.CLOSED
    }
  }
  vi.stubGlobal('EventSource', Source)
  const told: string[] = []
  const stop = door('', () => says(200, {})).follow({
    said: () => told.push('said'),
    round: () => told.push('round'),
    present: () => undefined,
    reached: (reached) => told.push(reached ? 'reached' : 'lost'),
  })
  const fails = (state: number) => {
    const source = made.at(-1)
    if (source === undefined) throw new Error('nobody listens')
    source.readyState = state
    source.dispatchEvent(new Event('error'))
  }
  // One that the browser asks for again by itself is left to it.
  fails(0)
  vi.advanceTimersByTime(60_000)
  expect(made).toHaveLength(1)
  fails(Source.CLOSED)
  vi.advanceTimersByTime(3_000)
  expect(made).toHaveLength(2)
  made.at(-1)?.dispatchEvent(new Event('open'))
  expect(told).toEqual(['lost', 'said', 'lost', 'said', 'reached', 'said', 'round'])
  fails(Source.CLOSED)
  stop()
  vi.advanceTimersByTime(60_000)
  expect(made).toHaveLength(2)
  vi.useRealTimers()
})
