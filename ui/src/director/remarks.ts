/**
 * Remarks that nobody is told of: those that are being written, and those that a plain answer took the place of. Asking for one again
 * begins with it. They are kept in the browser, and outlive the page.
 */

import type { Store } from './storage'

interface Said {
  readonly words: string
}

/** Of which alternate: its letter stays when it is proposed again, and its row does not. */
interface About {
  readonly cue: number
  readonly letter: string
}

const nameOf = ({ cue, letter }: About) => `${cue} ${letter}`

export class Remarks {
  readonly #kept: Map<string, string>
  readonly #store: Store
  readonly #name: string

  constructor(store: Store, round: string) {
    this.#store = store
    this.#name = `needledrop remarks ${round}`
    this.#kept = new Map(read(store, this.#name))
  }

  /** Keeps what was said of an alternate; says whether there was a remark. */
  keep(said: Said | undefined, about: About): boolean {
    if (said === undefined || said.words.trim() === '') return false
    this.#kept.set(nameOf(about), said.words)
    this.#write()
    return true
  }

  /** It was said, or is not wanted. */
  drop(about: About): void {
    if (this.#kept.delete(nameOf(about))) this.#write()
  }

  /** The remark on an alternate: what was begun of it, else what is said now. */
  on(about: About, said: Said | undefined): string {
    return this.#kept.get(nameOf(about)) ?? said?.words ?? ''
  }

  #write(): void {
    try {
      if (this.#kept.size === 0) this.#store.removeItem(this.#name)
      else this.#store.setItem(this.#name, JSON.stringify([...this.#kept]))
    } catch {
      // It is lost with the page then, and not before.
    }
  }
}

const isEntry = (one: unknown): one is readonly [string, string] =>
  Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string')

function read(store: Store, name: string): readonly (readonly [string, string])[] {
  try {
    const found: unknown = JSON.parse(store.getItem(name) ?? '[]')
    return Array.isArray(found) ? found.filter(isEntry) : []
  } catch {
    return []
  }
}
