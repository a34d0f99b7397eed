/** Picking rows of a list that is at hand as a whole: click, Shift, Ctrl, and the same with keys. */

interface Held {
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

export class RowPicking<Id> {
  /** The row that the keyboard stands on. */
  active = $state<number | undefined>()
  #anchor: number | undefined
  readonly #rows: () => readonly Id[]
  readonly #chosen: () => readonly Id[]
  readonly #choose: (ids: readonly Id[]) => void

  constructor(rows: () => readonly Id[], chosen: () => readonly Id[], choose: (ids: readonly Id[]) => void) {
    this.#rows = rows
    this.#chosen = chosen
    this.#choose = choose
  }

  readonly isSelected = (index: number): boolean => {
    const id = this.#rows()[index]
    return id !== undefined && this.#chosen().includes(id)
  }

  pick(index: number, held: Held): void {
    const rows = this.#rows()
    const id = rows[index]
    if (id === undefined) return
    this.active = index
    if (held.shiftKey && this.#anchor !== undefined) {
      this.#choose(rows.slice(Math.min(index, this.#anchor), Math.max(index, this.#anchor) + 1))
      return
    }
    this.#anchor = index
    const chosen = this.#chosen()
    if (!held.ctrlKey && !held.metaKey) this.#choose([id])
    else this.#choose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  }

  /** Moves with the arrow keys and their kin; says whether the key was one of them. */
  press(event: KeyboardEvent, pageRows: number): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    const last = this.#rows().length - 1
    const at = this.active ?? -1
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + pageRows,
      PageUp: at - pageRows,
      Home: 0,
      End: last,
    }
    const to = steps[event.key]
    if (to === undefined || last < 0) return false
    event.preventDefault()
    this.pick(Math.max(0, Math.min(last, to)), { shiftKey: event.shiftKey, ctrlKey: false, metaKey: false })
    return true
  }
}
