/**
 * Answers on their way. They are kept in the browser until the other side says what became of them, so that nothing that was
 * typed is lost with a connection, and sent again under the same key, so that nothing arrives twice.
 */

import type { Answer, Received } from '../generated'
import { setOf } from '../lib/lists/collections'
import { Closed, NotTaken } from './door'
import { rememberSettled, settledKeys } from './settled'
import type { Store } from './storage'

/** How long is waited after a try that failed, in milliseconds: twice as long each time. */
const firstWait = 1_000
const longestWait = 30_000
/** Answers that go together at most, and their letters as JSON: far below what the other side takes at once. */
const together = 32
const lettersTogether = 64 * 1024

/** A key as the other side wants it: 128 random bits. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Now, as answers say it: by this machine's clock. */
export const moment = () => new Date().toISOString()

export interface Outcome {
  readonly answer: Answer
  readonly received: Received
}

const settled = (answer: Answer, received: Received | undefined): readonly Outcome[] =>
  received === undefined ? [] : [{ answer, received }]

interface Ways {
  readonly send: (answers: readonly Answer[]) => Promise<readonly Received[]>
  /** What is waiting changed. */
  readonly changed: (waiting: readonly Answer[]) => void
  /** Something arrived, or was refused for good. */
  readonly arrived: (outcomes: readonly Outcome[]) => void
  readonly closed: (reason: Closed) => void
}

/** The first of what waits, as many as go together; one goes by itself however large it is. */
export function parcel(waiting: readonly Answer[], most: number): readonly Answer[] {
  let letters = 0
  const end = waiting.findIndex((answer, at) => {
    letters += JSON.stringify(answer).length
    return at >= most || (at > 0 && letters > lettersTogether)
  })
  return end < 0 ? waiting : waiting.slice(0, end)
}

/** Why one answer is not taken, in words: the other side names what no page of this version writes. */
const notTaken = 'the review does not take it as it is: make it shorter, or its drawing smaller'

const nameOf = (round: string) => `needledrop outbox ${round}`

function read(store: Store, name: string): readonly Answer[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(name) ?? '[]')
    return Array.isArray(kept) ? (kept as readonly Answer[]) : []
  } catch {
    return []
  }
}

/** What is kept there and waits: what another window has sent does not. */
function readWaiting(store: Store, name: string): readonly Answer[] {
  const settled = settledKeys(store)
  return read(store, name).filter(({ key }) => !settled.has(key))
}

/** In the order in which they were given. */
const inOrder = (answers: readonly Answer[]) => answers.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))

/** The words of what was never sent, where the round itself does not open any more. */
export function unsentWords(store: Store, round: string): readonly string[] {
  const words = readWaiting(store, nameOf(round)).map((answer) => {
    switch (answer.type) {
      case 'verdict':
        return answer.words
      case 'note':
        return answer.body
      case 'heard':
        return ''
    }
  })
  return words.filter((one) => one !== '')
}

export class Outbox {
  readonly #store: Store
  readonly #name: string
  readonly #ways: Ways
  #waiting: readonly Answer[]
  /** Keys of what is settled: another window of this browser may still have kept it. */
  readonly #settled = new Set<string>()
  /** How many go together now: fewer while one among them is looked for that is not taken. */
  #most = together
  #sending = false
  /** The way is closed for good. */
  #over = false
  #wait = firstWait
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(store: Store, name: string, ways: Ways) {
    this.#store = store
    this.#name = nameOf(name)
    this.#ways = ways
    this.#waiting = readWaiting(store, this.#name)
    ways.changed(this.#waiting)
  }

  get waiting(): readonly Answer[] {
    return this.#waiting
  }

  put(answer: Answer): void {
    this.#keep([...this.#waiting, answer])
    void this.flush()
  }

  /** Takes up what other windows of this browser left, also under `links` to the same round, and lets go what they have sent. */
  pickUp(links: readonly string[]): void {
    const settled = settledKeys(this.#store)
    const own = this.#waiting.filter(({ key }) => !settled.has(key))
    const known = new Set([...settled, ...this.#settled, ...own.map(({ key }) => key)])
    const left = [this.#name, ...links.map(nameOf)].flatMap((name) => {
      const more = read(this.#store, name).filter(({ key }) => !known.has(key))
      for (const { key } of more) known.add(key)
      return more
    })
    if (left.length > 0 || own.length < this.#waiting.length) this.#keep(inOrder([...own, ...left]))
    void this.flush()
  }

  /** Sends what waits; called again when the way is open. */
  async flush(): Promise<void> {
    if (this.#sending || this.#over || this.#waiting.length === 0) return
    this.#sending = true
    clearTimeout(this.#timer)
    const going = parcel(this.#waiting, this.#most)
    try {
      const received = await this.#ways.send(going)
      const of = new Map(received.map((one) => [one.key, one]))
      this.#settle(going.flatMap((answer) => settled(answer, of.get(answer.key))))
      if (!going.some(({ key }) => of.has(key))) throw new Error('nothing is said of what was sent')
      this.#most = Math.min(together, 2 * this.#most)
      this.#wait = firstWait
    } catch (reason) {
      if (reason instanceof Closed) {
        this.#over = true
        this.#ways.closed(reason)
        return
      }
      if (!(reason instanceof NotTaken)) {
        this.#timer = setTimeout(() => void this.flush(), this.#wait)
        this.#wait = Math.min(longestWait, 2 * this.#wait)
        return
      }
      // One of them is at fault: it is found by sending fewer, and holds up no other.
      this.#most = Math.max(1, Math.floor(going.length / 2))
      const [alone] = going
      if (going.length === 1 && alone !== undefined)
        this.#settle([{ answer: alone, received: { key: alone.key, outcome: 'refused', reason: notTaken } }])
    } finally {
      this.#sending = false
    }
    await this.flush()
  }

  /** What became of some is known: whoever is told keeps what was not taken before it goes from here. */
  #settle(outcomes: readonly Outcome[]): void {
    if (outcomes.length === 0) return
    // What another window was refused, it has told.
    const told = settledKeys(this.#store)
    const news = outcomes.filter(({ answer, received }) => received.outcome !== 'refused' || !told.has(answer.key))
    if (news.length > 0) this.#ways.arrived(news)
    const keys = outcomes.map(({ answer }) => answer.key)
    for (const key of keys) this.#settled.add(key)
    rememberSettled(this.#store, keys)
    this.#keep(this.#waiting.filter(({ key }) => !this.#settled.has(key)))
  }

  #keep(waiting: readonly Answer[]): void {
    this.#waiting = waiting
    try {
      // What another window of this browser keeps is its own until that is settled there.
      const own = setOf(waiting.map(({ key }) => key))
      const others = readWaiting(this.#store, this.#name).filter(({ key }) => !this.#settled.has(key) && !own.has(key))
      const all = [...others, ...waiting]
      if (all.length === 0) this.#store.removeItem(this.#name)
      else this.#store.setItem(this.#name, JSON.stringify(all))
    } catch {
      // A browser that keeps nothing still sends what is open.
    }
    this.#ways.changed(waiting)
  }
}
