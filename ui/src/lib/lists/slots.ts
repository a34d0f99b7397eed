/**
 * A list of any length drawn by a fixed pool of row slots: row = index modulo pool. Rows that come into view take
 * the slot of one that left, so that scrolling changes texts and never makes or drops elements.
 */

/** How many slots a view needs, a few to spare above and below. */
export function poolFor(viewHeight: number, rowHeight: number): number {
  return Math.ceil(viewHeight / rowHeight) + 5
}

/** The first row that has a slot. */
export function firstRow(scrollTop: number, rowHeight: number, pool: number, rows: number): number {
  const first = Math.floor(scrollTop / rowHeight) - 2
  return Math.max(0, Math.min(first, rows - pool))
}

/** The row that a slot shows, or undefined where the list is shorter than the pool. */
export function rowOfSlot(slot: number, first: number, pool: number, rows: number): number | undefined {
  const turn = Math.ceil((first - slot) / pool)
  const row = slot + Math.max(0, turn) * pool
  return row < rows ? row : undefined
}

/** Where to scroll so that a row is in view; the same place if it is already. */
export function scrollTo(row: number, rowHeight: number, scrollTop: number, viewHeight: number): number {
  const top = row * rowHeight
  if (top < scrollTop) return top
  if (top + rowHeight > scrollTop + viewHeight) return top + rowHeight - viewHeight
  return scrollTop
}
