/** Taking news of a cut in: what lies elsewhere is put where it belongs, all else stays the object that it was. */

import type { CutMoves, CutView } from '../generated'

interface Moved<Row> {
  /** Where it stands among all, from 0. */
  readonly at: number
  readonly row: Row
}

export function withMoves(cut: CutView, moves: CutMoves): CutView {
  const { revision, totals, licence, rounds } = moves
  return {
    ...cut,
    revision,
    totals,
    licence,
    rounds,
    cues: moved(cut.cues, moves.cues),
    placements: moved(cut.placements, moves.placements),
  }
}

/** `moves` are in the order of their places. */
function moved<Row extends { readonly id: number }>(rows: Row[], moves: readonly Moved<Row>[]): Row[] {
  if (moves.length === 0) return rows
  const ids = new Set<number>(moves.map(({ row }) => row.id))
  const others = rows.filter((row) => !ids.has(row.id))
  const placed: Row[] = []
  let from = 0
  for (const { at, row } of moves) {
    const before = at - placed.length
    placed.push(...others.slice(from, from + before), row)
    from += before
  }
  return [...placed, ...others.slice(from)]
}
