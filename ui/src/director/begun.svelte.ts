/**
 * What was begun in this window of the browser. Whatever else is kept here as begun was written in another, or before this one was
 * opened, and says so.
 */

import { setOf } from '../lib/lists/collections'
import type { Store } from './storage'

/** A note on a cue, a reply to a note, a remark on an alternate, or a field of a brief. */
type What = `note ${number}` | `reply ${number}` | `remark ${string}` | `field ${string}`

export class Begun {
  readonly #window: Store
  readonly #name: string
  #all = $state.raw<ReadonlySet<string>>(setOf([]))

  /** `window` lasts as long as the window of the browser. */
  constructor(window: Store, round: string) {
    this.#window = window
    this.#name = `needledrop begun ${round}`
    this.#all = setOf(this.#read())
  }

  isHere(what: What): boolean {
    return this.#all.has(what)
  }

  add(what: What): void {
    if (!this.#all.has(what)) this.#write([...this.#all, what])
  }

  /** It was said, or is not wanted. */
  drop(what: What): void {
    if (this.#all.has(what)) this.#write([...this.#all].filter((one) => one !== what))
  }

  #write(all: readonly string[]): void {
    this.#all = setOf(all)
    try {
      this.#window.setItem(this.#name, JSON.stringify(all))
    } catch {
      // After the page is loaded again it is as if it came from elsewhere.
    }
  }

  #read(): readonly string[] {
    try {
      const found: unknown = JSON.parse(this.#window.getItem(this.#name) ?? '[]')
      return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : []
    } catch {
      return []
    }
  }
}
