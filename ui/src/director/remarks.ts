/**
 * Remarks that nobody is told of: those that are being written, and those that a plain answer took the place of. Asking for one again
 * begins with it. They are kept in the browser, and outlive the page.
 */

import type { Begun } from './begun.svelte'
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
const whatOf = (about: About) => `remark ${nameOf(about)}` as const

export class Remarks {
  readonly #store: Store
  readonly #name: string
  readonly #begun: Begun
  #kept: Map<string, string>

  constructor(store: Store, round: string, begun: Begun) {
    this.#store = store
    this.#name = `needledrop remarks ${round}`
    this.#begun = begun
    this.#kept = new Map(read(store, this.#name))
  }

  /** Whether the remark on an alternate was begun in another window, or before this one was opened. */
  isElsewhere(about: About): boolean {
    return this.#kept.has(nameOf(about)) && !this.#begun.isHere(whatOf(about))
  }

  /** Takes up what other windows of the browser wrote. */
  readAgain(): void {
    const own = [...this.#kept].filter(([name]) => this.#begun.isHere(`remark ${name}`))
    this.#kept = new Map([...read(this.#store, this.#name), ...own])
  }

  /** Keeps what was said of an alternate; says whether there was a remark. */
  keep(said: Said | undefined, about: About): boolean {
    if (said === undefined || said.words.trim() === '') return false
    this.#change((kept) => kept.set(nameOf(about), said.words))
    this.#begun.add(whatOf(about))
    return true
  }

  /** It was said, or is not wanted. */
  drop(about: About): void {
    if (this.#kept.has(nameOf(about))) this.#change((kept) => kept.delete(nameOf(about)))
    this.#begun.drop(whatOf(about))
  }

  /** The remark on an alternate: what was begun of it, else what is said now. */
  on(about: About, said: Said | undefined): string {
    return this.#kept.get(nameOf(about)) ?? said?.words ?? ''
  }

  /** What other windows of the browser wrote of other alternates stays beside it. */
  #change(change: (kept: Map<string, string>) => void): void {
    this.readAgain()
    change(this.#kept)
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
