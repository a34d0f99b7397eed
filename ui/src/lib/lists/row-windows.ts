/** Windows of rows of a long list: which are at hand, which are on their way, which may be out of date. */

/** Rows of one window. */
export const windowRows = 120
const windowsKept = 40

export class RowWindows<Row> {
  readonly #rows = new Map<number, readonly Row[]>()
  readonly #waiting = new Set<number>()
  readonly #stale = new Set<number>()

  row(index: number): Row | undefined {
    return this.#rows.get(Math.floor(index / windowRows))?.[index % windowRows]
  }

  all(): readonly Row[] {
    return [...this.#rows.values()].flat()
  }

  /** Whether the rows of a window are at hand and as the core has them. */
  has(window: number): boolean {
    return this.#rows.has(window) && !this.#stale.has(window)
  }

  isStale(window: number): boolean {
    return this.#stale.has(window)
  }

  isAwaited(window: number): boolean {
    return this.#waiting.has(window)
  }

  await(window: number): void {
    this.#waiting.add(window)
  }

  /** Nothing is on its way any more that would still be taken. */
  giveUpWaiting(): void {
    this.#waiting.clear()
  }

  /** All rows may be out of date; they stay until others come. */
  doubtAll(): void {
    for (const window of this.#rows.keys()) this.#stale.add(window)
  }

  keep(window: number, rows: readonly Row[]): void {
    this.#waiting.delete(window)
    this.#stale.delete(window)
    // A map keeps the order in which things were put in: the oldest is the first.
    this.#rows.delete(window)
    this.#rows.set(window, rows)
    const oldest = this.#rows.size > windowsKept ? this.#rows.keys().next() : undefined
    if (oldest?.done === false) this.#rows.delete(oldest.value)
  }

  missed(window: number): void {
    this.#waiting.delete(window)
  }

  clear(): void {
    this.#rows.clear()
    this.#waiting.clear()
    this.#stale.clear()
  }
}
