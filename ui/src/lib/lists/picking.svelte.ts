/** Picking tracks in a list as file lists do: click, Shift, Ctrl, and the same with keys. */

import type { TrackId } from '../../generated'
import { setOf } from './collections'
import type { LibraryList } from './library.svelte'
import { selection } from '../selection.svelte'
import { attempt } from '../toasts.svelte'

interface Held {
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

export class TrackPicking {
  /** The row that the keyboard stands on. */
  active = $state<number | undefined>()
  /** Where a range begins. */
  #anchor: number | undefined
  readonly #list: LibraryList
  readonly #chosen = $derived(setOf(selection.tracks))

  constructor(list: LibraryList) {
    this.#list = list
  }

  readonly isSelected = (index: number): boolean => {
    const row = this.#list.row(index)
    return row !== undefined && this.#chosen.has(row.id)
  }

  /** Another question: no row of the old answer is stood on. */
  reset(): void {
    this.active = undefined
    this.#anchor = undefined
  }

  /** Picks a row; a range with Shift, one more or less with Ctrl. */
  async pick(index: number, held: Held): Promise<void> {
    const id = this.#list.row(index)?.id
    if (id === undefined) return
    this.active = index
    if (held.shiftKey && this.#anchor !== undefined) {
      await this.#range(this.#anchor, index)
      return
    }
    this.#anchor = index
    if (held.ctrlKey || held.metaKey) {
      const others = selection.tracks.filter((track) => track !== id)
      selection.tracks = others.length < selection.tracks.length ? others : [...others, id]
    } else {
      selection.tracks = [id]
    }
  }

  async #range(from: number, to: number): Promise<void> {
    const rows = await attempt(this.#list.range(Math.min(from, to), Math.max(from, to)))
    if (rows !== undefined) selection.tracks = rows.map((row) => row.id)
  }

  /** Moves with the arrow keys and their kin; says whether the key was one of them. */
  press(event: KeyboardEvent, pageRows: number): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    const last = this.#list.matched - 1
    const at = this.active ?? -1
    const to = rowAfter(event.key, at, last, pageRows)
    if (to === undefined || last < 0) return false
    event.preventDefault()
    this.active = to
    if (event.shiftKey && this.#anchor !== undefined) void this.#range(this.#anchor, to)
    else void this.#stand(to)
    return true
  }

  /** Selects the row that is stood on, as soon as it is at hand. */
  async #stand(index: number): Promise<void> {
    this.#anchor = index
    const row = this.#list.row(index) ?? (await attempt(this.#list.range(index, index)))?.[0]
    if (row !== undefined && this.active === index) selection.tracks = [row.id]
  }

  /** The tracks that a drag from a row carries: the selection if the row is in it, else the row alone. */
  carried(index: number): readonly TrackId[] {
    const id = this.#list.row(index)?.id
    if (id === undefined) return []
    return this.#chosen.has(id) ? selection.tracks : [id]
  }
}

function rowAfter(key: string, at: number, last: number, pageRows: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'PageDown':
      return Math.min(last, at + pageRows)
    case 'PageUp':
      return Math.max(0, at - pageRows)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
