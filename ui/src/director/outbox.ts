/**
 * Answers on their way. They are kept in the browser until the other side says what became of them, so that nothing that was
 * typed is lost with a connection, and sent again under the same key, so that nothing arrives twice.
 */

import type { Answer, Received } from '../generated'
import { Closed } from './door'
import type { Store } from './storage'

/** How long is waited after a try that failed, in milliseconds: twice as long each time. */
const firstWait = 1_000
const longestWait = 30_000
/** Answers that go together. */
const together = 32

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

interface Ways {
  readonly send: (answers: readonly Answer[]) => Promise<readonly Received[]>
  /** What is waiting changed. */
  readonly changed: (waiting: readonly Answer[]) => void
  /** Something arrived, or was refused for good. */
  readonly arrived: (outcomes: readonly Outcome[]) => void
  readonly closed: (reason: Closed) => void
}

export class Outbox {
  readonly #store: Store
  readonly #name: string
  readonly #ways: Ways
  #waiting: readonly Answer[]
  #sending = false
  #wait = firstWait
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(store: Store, name: string, ways: Ways) {
    this.#store = store
    this.#name = `needledrop outbox ${name}`
    this.#ways = ways
    this.#waiting = this.#read()
    ways.changed(this.#waiting)
  }

  get waiting(): readonly Answer[] {
    return this.#waiting
  }

  put(answer: Answer): void {
    this.#keep([...this.#waiting, answer])
    void this.flush()
  }

  /** Sends what waits; called again when the way is open. */
  async flush(): Promise<void> {
    if (this.#sending || this.#waiting.length === 0) return
    this.#sending = true
    clearTimeout(this.#timer)
    const going = this.#waiting.slice(0, together)
    try {
      const received = await this.#ways.send(going)
      const of = new Map(received.map((one) => [one.key, one]))
      const outcomes = going.flatMap((answer) => {
        const one = of.get(answer.key)
        return one === undefined ? [] : [{ answer, received: one }]
      })
      this.#ways.arrived(outcomes)
      this.#keep(this.#waiting.filter(({ key }) => !of.has(key)))
      this.#wait = firstWait
    } catch (reason) {
      if (reason instanceof Closed) {
        this.#ways.closed(reason)
        return
      }
      this.#timer = setTimeout(() => void this.flush(), this.#wait)
      this.#wait = Math.min(longestWait, 2 * this.#wait)
      return
    } finally {
      this.#sending = false
    }
    await this.flush()
  }

  #keep(waiting: readonly Answer[]): void {
    this.#waiting = waiting
    try {
      if (waiting.length === 0) this.#store.removeItem(this.#name)
      else this.#store.setItem(this.#name, JSON.stringify(waiting))
    } catch {
      // A browser that keeps nothing still sends what is open.
    }
    this.#ways.changed(waiting)
  }

  #read(): readonly Answer[] {
    try {
      const kept: unknown = JSON.parse(this.#store.getItem(this.#name) ?? '[]')
      return Array.isArray(kept) ? (kept as readonly Answer[]) : []
    } catch {
      return []
    }
  }
}
