/**
 * The library as a list that is longer than what is at hand: windows of rows are fetched as they come into view,
 * kept, and fetched anew when rows change. An answer to a question no longer asked is dropped.
 */

import type { LibraryPage, LibraryQuery, LibrarySort, TrackRow } from '../generated'
import * as ipc from './ipc'
import { refuse } from './toasts.svelte'

/** Rows of one fetch. */
export const windowRows = 120
const windowsKept = 40

export type Fetch = (query: LibraryQuery) => Promise<LibraryPage>

export class LibraryList {
  text = $state('')
  sort = $state<LibrarySort>('best')
  descending = $state(false)
  total = $state(0)
  matched = $state(0)
  tookMicros = $state(0)
  /** Whether the question as it stands has been answered at least once. */
  answered = $state(false)
  /** Rises whenever rows at hand change; rows are read through `row`. */
  #arrivals = $state(0)

  readonly #fetch: Fetch
  #windows = new Map<number, readonly TrackRow[]>()
  #waiting = new Set<number>()
  /** Windows that are shown although their rows may have changed since. */
  #stale = new Set<number>()
  #question = 0
  #view: readonly [number, number] = [0, 40]

  constructor(fetch: Fetch) {
    this.#fetch = fetch
  }

  /** The row at an index, if it is at hand. */
  row(index: number): TrackRow | undefined {
    void this.#arrivals
    return this.#windows.get(Math.floor(index / windowRows))?.[index % windowRows]
  }

  /** Rows at hand, from the top; with gaps where nothing was fetched. */
  *rowsAtHand(): Generator<readonly [number, TrackRow]> {
    void this.#arrivals
    for (const [window, rows] of this.#windows) {
      for (const [offset, row] of rows.entries()) yield [window * windowRows + offset, row]
    }
  }

  search(text: string): void {
    if (text === this.text) return
    this.text = text
    this.#ask()
  }

  sortBy(sort: LibrarySort, descending: boolean): void {
    this.sort = sort
    this.descending = descending
    this.#ask()
  }

  /** Says which rows are in view, so that they are fetched. */
  look(first: number, last: number): void {
    this.#view = [first, last]
    this.#fill()
  }

  /** Rows may have changed: what is in view is fetched again while the old rows stay on screen. */
  refresh(): void {
    this.#question += 1
    this.#waiting.clear()
    this.#stale = new Set(this.#windows.keys())
    this.#fill()
  }

  /** Forgets everything: another show. */
  clear(): void {
    this.#question += 1
    this.#windows.clear()
    this.#waiting.clear()
    this.#stale.clear()
    this.text = ''
    this.total = 0
    this.matched = 0
    this.answered = false
    this.#arrivals += 1
    this.#fill()
  }

  /** All rows from one index to another, fetched if need be. */
  async range(first: number, last: number): Promise<readonly TrackRow[]> {
    const rows: TrackRow[] = []
    for (let offset = first; offset <= last; offset += 1_000) {
      const page = await this.#fetch(this.#query(offset, Math.min(1_000, last - offset + 1)))
      rows.push(...page.rows)
    }
    return rows
  }

  /** Another question: its first answer replaces what is shown, so that typing never blanks the list. */
  #ask(): void {
    this.#question += 1
    this.#waiting.clear()
    this.#stale = new Set(this.#windows.keys())
    this.#view = [0, this.#view[1] - this.#view[0]]
    void this.#read(0, true)
  }

  #fill(): void {
    const from = Math.floor(Math.max(0, this.#view[0]) / windowRows)
    const to = Math.floor(Math.max(0, this.#view[1]) / windowRows)
    for (let window = from; window <= to; window += 1) {
      const known = this.#windows.has(window) && !this.#stale.has(window)
      const beyond = this.answered && window * windowRows >= this.matched && !this.#stale.has(window)
      if (!known && !beyond && !this.#waiting.has(window)) void this.#read(window, false)
    }
  }

  async #read(window: number, anew: boolean): Promise<void> {
    const question = this.#question
    this.#waiting.add(window)
    try {
      const page = await this.#fetch(this.#query(window * windowRows, windowRows))
      if (question !== this.#question) return
      this.#waiting.delete(window)
      if (anew) {
        this.#windows.clear()
        this.#stale.clear()
      }
      this.#keep(window, page)
      if (anew) this.#fill()
    } catch (reason) {
      if (question !== this.#question) return
      this.#waiting.delete(window)
      refuse(reason)
    }
  }

  #keep(window: number, page: LibraryPage): void {
    this.#windows.delete(window)
    this.#windows.set(window, page.rows)
    this.#stale.delete(window)
    if (this.#windows.size > windowsKept) {
      const oldest = this.#windows.keys().next()
      if (oldest.done !== true) this.#windows.delete(oldest.value)
    }
    this.total = page.total
    this.matched = page.matched
    this.tookMicros = page.tookMicros
    this.answered = true
    this.#arrivals += 1
  }

  #query(offset: number, limit: number): LibraryQuery {
    return { text: this.text, sort: this.sort, descending: this.descending, offset, limit }
  }
}

/** The library that the Library page and the Spot page both look into. */
export const library = new LibraryList((query) => ipc.library(query))
