/**
 * What is begun and not said yet, kept in the browser: of each thing by the window of the browser that it is written in, so that none
 * writes over the words of another. Where a window has nothing of its own, what another began last is shown and can be gone on with;
 * where it has, the other is offered beside it.
 */

import type { Store } from './storage'

interface Entry<What> {
  /** What it is about: a cue, a note, an alternate, a field. */
  readonly about: string
  /** The window that it is written in. */
  readonly window: string
  readonly what: What
}

const isEntry = (one: unknown): one is Entry<unknown> =>
  typeof one === 'object' && one !== null && 'about' in one && 'window' in one && 'what' in one

function read<What>(store: Store, name: string): readonly Entry<What>[] {
  try {
    const found: unknown = JSON.parse(store.getItem(name) ?? '[]')
    return Array.isArray(found) ? (found.filter(isEntry) as readonly Entry<What>[]) : []
  } catch {
    return []
  }
}

const saysSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

export class Begun<What> {
  readonly #store: Store
  readonly #name: string
  readonly #window: string
  /** In the order in which they were written, those of this window last. */
  #all = $state.raw<readonly Entry<What>[]>([])

  /** `name` is where it is kept, `window` that of `windowName`. */
  constructor(store: Store, name: string, window: string) {
    this.#store = store
    this.#name = name
    this.#window = window
    this.#all = this.#inOrder(read(store, name))
  }

  /** What is shown of it: what this window has, else what another began. */
  on(about: string): What | undefined {
    return this.#shown(about)?.what
  }

  /** Whether that was begun in another window, or before this one was opened. */
  isElsewhere(about: string): boolean {
    const shown = this.#shown(about)
    return shown !== undefined && shown.window !== this.#window
  }

  /** What else is begun of it, beside what stands in its field. */
  beside(about: string, field: What | undefined = this.on(about)): readonly What[] {
    return this.#besides(about, field).map(({ what }) => what)
  }

  /** All that is begun, with what it is about. */
  get all(): readonly (readonly [about: string, what: What])[] {
    return this.#all.map(({ about, what }) => [about, what])
  }

  /** It goes on: in the place of what is shown, which is of this window from here on. */
  put(about: string, what: What): void {
    const shown = this.#shown(about)
    this.#change((all) => [...all.filter((one) => !saysSame(one, shown)), this.#own(about, what)])
  }

  /** Something is begun beside what there is, and shown. */
  add(about: string, what: What): void {
    const own = this.#own(about, what)
    this.#change((all) => [...all.filter((one) => !saysSame(one, own)), own])
  }

  /** What is shown was said, or is not wanted. */
  drop(about: string): void {
    const shown = this.#shown(about)
    if (shown !== undefined) this.#change((all) => all.filter((one) => !saysSame(one, shown)))
  }

  /** Shows one of those beside, by its number among them; what this window has stays beside it. */
  show(about: string, at: number, field: What | undefined = this.on(about)): void {
    const wanted = this.#besides(about, field)[at]
    if (wanted === undefined) return
    this.#change((all) => [...all.filter((one) => !saysSame(one, wanted)), this.#own(about, wanted.what)])
  }

  /** Takes up what other windows of the browser made of theirs; what is written here stays. */
  readAgain(): void {
    this.#all = this.#now()
  }

  #own(about: string, what: What): Entry<What> {
    return { about, window: this.#window, what }
  }

  #of(about: string): readonly Entry<What>[] {
    return this.#all.filter((one) => one.about === about)
  }

  #shown(about: string): Entry<What> | undefined {
    return this.#of(about).at(-1)
  }

  #besides(about: string, field: What | undefined): readonly Entry<What>[] {
    const others = this.#of(about).filter(({ what }) => !saysSame(what, field))
    return others.filter(({ what }, at) => others.findIndex((other) => saysSame(other.what, what)) === at)
  }

  #inOrder(all: readonly Entry<What>[]): readonly Entry<What>[] {
    const isOwn = ({ window }: Entry<What>) => window === this.#window
    return [...all.filter((one) => !isOwn(one)), ...all.filter(isOwn)]
  }

  /** What other windows have kept, with what this one has. */
  #now(): readonly Entry<What>[] {
    const isOwn = ({ window }: Entry<What>) => window === this.#window
    return [...read<What>(this.#store, this.#name).filter((one) => !isOwn(one)), ...this.#all.filter(isOwn)]
  }

  #change(change: (all: readonly Entry<What>[]) => readonly Entry<What>[]): void {
    this.#all = this.#inOrder(change(this.#now()))
    try {
      if (this.#all.length === 0) this.#store.removeItem(this.#name)
      else this.#store.setItem(this.#name, JSON.stringify(this.#all))
    } catch {
      // It is lost with the page then, and not before.
    }
  }
}
