/** Where one was among the problems: kept while they are mended elsewhere, so that the way back leads to the next. */

class ProblemPlace {
  /** The groups whose problems are shown one by one. */
  open = $state.raw<readonly string[]>([])
  /** The row that had the keys last. */
  row = 0
}

export const problemPlace = new ProblemPlace()

/** The row that the key for the next problem goes to: `standing` is the one that has the keys now, if any. */
export function nextRow(standing: number, last: number, rows: number): number {
  return standing < 0 ? Math.min(last, rows - 1) : (standing + 1) % rows
}
