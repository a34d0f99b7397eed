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

export class UntakenList {
  readonly #store: Store
  readonly #by: string
  all = $state.raw<readonly Untaken[]>([])

  constructor(store: Store, page: Page) {
    this.#store = store
    this.#by = byOf(page)
    this.all = this.#own(this.#read())
  }

  add(more: readonly Untaken[]): void {
    if (more.length > 0) this.#keep((known) => [...known.filter((one) => !more.some(isSame(one))), ...more])
  }

  drop(gone: Untaken): void {
    this.#keep((known) => known.filter((one) => !isSame(gone)(one)))
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
    } catch {
      // It is lost with the page then, and not before.
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
