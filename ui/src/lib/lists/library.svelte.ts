/**
 * The library as a list that is longer than what is at hand: windows of rows are fetched as they come into view,
 * kept, and fetched anew when rows change. An answer to a question no longer asked is dropped.
 */

import type { LibraryPage, LibraryQuery, LibrarySort, TrackRow } from '../../generated'
import { dependsOn } from '../depends'
import * as ipc from '../ipc'
import { RowWindows, windowRows } from './row-windows'
import { refuse } from '../toasts.svelte'

type Fetch = (query: LibraryQuery) => Promise<LibraryPage>

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
  readonly #windows = new RowWindows<TrackRow>()
  #question = 0
  #view: readonly [number, number] = [0, 40]

  constructor(fetch: Fetch) {
    this.#fetch = fetch
  }

  /** The row at an index, if it is at hand. */
  row(index: number): TrackRow | undefined {
    dependsOn(this.#arrivals)
    return this.#windows.row(index)
  }

  /** All rows at hand; where nothing was fetched there are none. */
  rowsAtHand(): readonly TrackRow[] {
    dependsOn(this.#arrivals)
    return this.#windows.all()
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
    this.#windows.giveUpWaiting()
    this.#windows.doubtAll()
    this.#fill()
  }

  /** Forgets everything: another show. */
  clear(): void {
    this.#question += 1
    this.#windows.clear()
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
    this.#windows.giveUpWaiting()
    this.#windows.doubtAll()
    this.#view = [0, this.#view[1] - this.#view[0]]
    void this.#read(0, true)
  }

  #fill(): void {
    const from = Math.floor(Math.max(0, this.#view[0]) / windowRows)
    const to = Math.floor(Math.max(0, this.#view[1]) / windowRows)
    for (let window = from; window <= to; window += 1) {
      const known = this.#windows.has(window)
      const beyond = this.answered && window * windowRows >= this.matched && !this.#windows.isStale(window)
      if (!known && !beyond && !this.#windows.isAwaited(window)) void this.#read(window, false)
    }
  }

  async #read(window: number, anew: boolean): Promise<void> {
    const question = this.#question
    this.#windows.await(window)
    try {
      const page = await this.#fetch(this.#query(window * windowRows, windowRows))
      if (question !== this.#question) return
      if (anew) this.#windows.clear()
      this.#keep(window, page)
      if (anew) this.#fill()
    } catch (reason) {
      if (question !== this.#question) return
      this.#windows.missed(window)
      refuse(reason)
    }
  }

  #keep(window: number, page: LibraryPage): void {
    this.#windows.keep(window, page.rows)
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
export const library = new LibraryList((query) => ipc.ask('library', { query }))
