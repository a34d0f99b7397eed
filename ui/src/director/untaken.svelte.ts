/**
 * What was said and not taken, with its words: kept in the browser until whoever said it lets it go, over the page and over the round,
 * so that it can be said again where it is taken.
 */

import type { Answer, Page, ShownCue } from '../generated'
import { lineOf } from './lines'
import type { Store } from './storage'

type Spoken = Extract<Answer, { type: 'verdict' | 'note' }>

export interface Untaken {
  readonly answer: Spoken
  /** Why it is not, as a clause. */
  readonly reason: string
  /** The same as a line of text. */
  readonly line: string
  /** The number of its cue, and the letter of its alternate where it is of one: they stay in the next round. */
  readonly number: string
  readonly letter: string | undefined
  /** Who said it, and in which show. */
  readonly by: string
  /** It is being said again, and is a verdict: the next one there takes its place. */
  readonly asked?: boolean
  /** The key of the answer that says it again. */
  readonly again?: string
}

const name = 'needledrop not taken'

const byOf = ({ show, episode, you }: Page) => JSON.stringify([show, episode, you.id, you.name])

/** An answer with what it was about, as far as the page that it was said on knows it. */
export function untaken(answer: Answer, reason: string, page: Page): Untaken | undefined {
  if (answer.type === 'heard') return undefined
  const isOf = (cue: ShownCue) =>
    answer.type === 'note' ? cue.id === answer.cue : cue.alternates.some(({ id }) => id === answer.proposal)
  const cue = page.cues.find(isOf)
  const about = cue ?? { number: 'A cue that is not in this round any more', title: '', alternates: [] }
  const letter = cue?.alternates.find(({ id }) => id === answer.proposal)?.letter
  const line = lineOf(answer, about, page.cut) ?? ''
  return { answer, reason, line, number: cue?.number ?? '', letter, by: byOf(page) }
}

/** Where in a round it can be said again: its cue, and its alternate where it was of one. */
export function placeOf({ answer, number, letter }: Untaken, page: Page) {
  const byRow = answer.type === 'note' ? page.cues.find(({ id }) => id === answer.cue) : undefined
  const cue = byRow ?? (number === '' ? undefined : page.cues.find((one) => one.number === number))
  if (cue === undefined) return undefined
  return { cue, alternate: cue.alternates.find((one) => one.letter === letter) }
}

type Which = (one: Untaken) => boolean

export class UntakenList {
  readonly #store: Store
  readonly #by: string
  /** Whether the browser has what is here. */
  #kept = true
  all = $state.raw<readonly Untaken[]>([])

  constructor(store: Store, page: Page) {
    this.#store = store
    this.#by = byOf(page)
    this.all = this.#own(this.#read())
  }

  add(more: readonly Untaken[]): void {
    if (more.length > 0) this.#keep((known) => [...known.filter((one) => !more.some(isSame(one))), ...more])
  }

  drop(which: Which): void {
    if (this.all.some(which)) this.#keep((known) => known.filter((one) => !which(one)))
  }

  /** A verdict is asked for again. */
  ask(of: Untaken): void {
    this.#keep((known) => known.map((one) => (isSame(of)(one) ? { ...one, asked: true } : one)))
  }

  /** The answer under `key` says these again: when it is known what became of it, they go. */
  saidAgain(key: string, which: Which): void {
    if (this.all.some(which)) this.#keep((known) => known.map((one) => (which(one) ? { ...one, again: key } : one)))
  }

  /** What became of these answers is known. */
  settle(keys: readonly string[]): void {
    this.drop(({ again }) => again !== undefined && keys.includes(again))
  }

  /** Takes up what other windows of the browser made of it. */
  readAgain(): void {
    if (this.#kept) this.all = this.#own(this.#read())
  }

  /** Other rounds and other windows keep theirs in the same place. */
  #keep(change: (known: readonly Untaken[]) => readonly Untaken[]): void {
    const found = this.#read()
    const others = found.filter(({ by }) => by !== this.#by)
    const known = [...this.all, ...this.#own(found).filter((one) => !this.all.some(isSame(one)))]
    const own = change(known)
    this.all = own
    try {
      if (others.length + own.length === 0) this.#store.removeItem(name)
      else this.#store.setItem(name, JSON.stringify([...others, ...own]))
      this.#kept = true
    } catch {
      // It is lost with the page then, and not before.
      this.#kept = false
    }
  }

  #own(all: readonly Untaken[]): readonly Untaken[] {
    return all.filter(({ by }) => by === this.#by)
  }

  #read(): readonly Untaken[] {
    try {
      const kept: unknown = JSON.parse(this.#store.getItem(name) ?? '[]')
      return Array.isArray(kept) ? (kept as readonly Untaken[]) : []
    } catch {
      return []
    }
  }
}

const isSame = (one: Untaken) => (other: Untaken) => one.answer.key === other.answer.key
