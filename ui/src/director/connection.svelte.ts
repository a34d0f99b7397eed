/**
 * Whether the other side is reached, as the last question tells that came to something. Where it is not, it is asked again soon, so
 * that nobody is told of a connection that is lost when it is long back.
 */

import { Later, Unreached } from './door'

/** How long is waited until it is asked again, in milliseconds: twice as long each time. */
const firstWait = 1_000
const longestWait = 8_000
/** How long all must have gone well until it is asked again as soon as at first, in milliseconds. */
const wentWell = 20_000

export class Connection {
  readonly #look: () => void
  #reached = $state(true)
  /** Questions are counted: one that was asked before another came through says nothing of the way as it is now. */
  #asked = 0
  #answered = 0
  #wait = firstWait
  /** When a question came to nothing last, in milliseconds of the page. */
  #failed = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `look` asks again what may have come to nothing. Only time leads to it: what fails at once is never asked again at once. */
  constructor(look: () => void) {
    this.#look = look
  }

  get reached(): boolean {
    return this.#reached
  }

  /** Asks: whatever is answered, also a refusal, came over the way. */
  async ask<T>(question: () => Promise<T>): Promise<T> {
    this.#asked += 1
    const own = this.#asked
    try {
      const answer = await question()
      this.#found(own)
      return answer
    } catch (reason) {
      const isLost = reason instanceof Unreached && own > this.#answered
      if (isLost) this.lost()
      else if (reason instanceof Unreached) this.#lookSoon()
      else this.#found(own)
      if (reason instanceof Later) this.#lookSoon()
      throw reason
    }
  }

  /** Something came through that was not asked for. */
  found(): void {
    this.#found(this.#asked)
  }

  /** There is no way, as far as anybody knows. */
  lost(): void {
    this.#reached = false
    this.#lookSoon()
  }

  /** Nobody wants to know any more. */
  end(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #lookSoon(): void {
    const now = performance.now()
    // One that was back for a moment is asked after as seldom as before.
    if (now - this.#failed > wentWell) this.#wait = firstWait
    this.#failed = now
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#wait = Math.min(longestWait, 2 * this.#wait)
      this.#look()
    }, this.#wait)
  }

  #found(question: number): void {
    this.#answered = Math.max(this.#answered, question)
    this.#reached = true
  }
}
