import { describe, expect, it } from 'vitest'
import type { CutMoves, CutView } from '../generated'
import { withMoves } from './cut-moves'

const rows = (text: string) => Array.from(text, (name) => ({ id: name.codePointAt(0) ?? 0, name }))
const drawn = (list: readonly object[]) => list.map((row) => ('name' in row ? row.name : '?')).join('')

/** A cut of cues that are letters; nothing else of it is looked at. */
const cutOf = (text: string) => ({ revision: 1, cues: rows(text), placements: rows(text) }) as unknown as CutView

function after(text: string, ...moves: readonly [at: number, name: string][]): CutView {
  const moved = moves.map(([at, name]) => ({ at, row: { id: name.toLowerCase().codePointAt(0) ?? 0, name } }))
  return withMoves(cutOf(text), {
    revision: 2,
    cues: moved,
    placements: [],
    totals: {},
    licence: [],
    rounds: [],
  } as unknown as CutMoves)
}

describe('news of a cut', () => {
  it('puts what moved where it belongs', () => {
    expect(drawn(after('abcde', [0, 'D']).cues)).toBe('Dabce')
    expect(drawn(after('abcde', [4, 'A']).cues)).toBe('bcdeA')
    expect(drawn(after('abcde', [2, 'C']).cues)).toBe('abCde')
    expect(drawn(after('abcde', [0, 'E'], [1, 'D'], [4, 'A']).cues)).toBe('EDbcA')
  })

  it('leaves all else as it was', () => {
    const before = cutOf('abc')
    const news = { revision: 2, cues: [], placements: [], totals: {}, licence: [], rounds: [] } as unknown as CutMoves
    const now = withMoves(before, news)
    expect(now.revision).toBe(2)
    expect(now.cues).toBe(before.cues)
    expect(now.placements).toBe(before.placements)
  })
})
