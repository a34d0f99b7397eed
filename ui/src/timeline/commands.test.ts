import { describe, expect, test } from 'vitest'
import { position } from '../time/time'
import { hitOf, sceneOf } from './bench/made-up'
import { allPicks, bladedAt, duplicated, editPoints, nudged, rangeOfSelection, trimmedTo } from './commands'
import { only } from './selection'
import { chosen, contextOf, frames } from './tools/check'

const rates = 24 / 1.001
const rest = { hits: [hitOf(50, 300 / rates, 'h')], scenes: [sceneOf(60, '1', 'A', 0, 250 / rates)] }
const drawn = [
  { id: 1, from: 100, to: 200, cue: 9 },
  { id: 2, from: 100, to: 180, cue: 9, alternate: true },
  { id: 3, lane: 2, from: 900, to: 990 },
]
const at = (frame: number) => position(frames(frame))
const context = contextOf(drawn, { rest, selection: chosen(1) })

describe('keys', () => {
  test('nudge what is selected by frames, and no further than the cut goes', () => {
    expect(nudged(context, 3)?.edits).toEqual([
      { type: 'movePlacements', moves: [{ placement: 1, inPoint: frames(103), lane: 1 }] },
    ])
    expect(nudged(contextOf(drawn, { selection: chosen(3) }), 24)?.edits).toMatchObject([
      { moves: [{ inPoint: frames(910) }] },
    ])
    expect(nudged(contextOf(drawn), 1)).toBeUndefined()
  })

  test('a nudge counts from where the last one will leave it', () => {
    const first = nudged(context, 1)
    if (first === undefined) throw new Error('no nudge')
    expect(nudged({ ...context, preview: first.preview }, 1)?.edits).toMatchObject([
      { moves: [{ inPoint: frames(102) }] },
    ])
  })

  test('nudge a hit', () => {
    const selection = only({ on: 'hit', id: 50 as never })
    expect(nudged({ ...context, selection }, -1)?.edits).toEqual([{ type: 'editHit', hit: 50, at: frames(299) }])
  })

  test('trim the selection to the playhead, or the picks under it', () => {
    const expected = [{ type: 'trimPlacement', placement: 1, edge: 'in', to: frames(120) }]
    expect(trimmedTo(context, 'in', at(120))?.edits).toEqual(expected)
    expect(trimmedTo(contextOf(drawn), 'in', at(120))?.edits).toEqual(expected)
    expect(trimmedTo(context, 'in', at(400))).toBeUndefined()
  })

  test('blade what the playhead is in', () => {
    expect(bladedAt(contextOf(drawn), at(150))?.edits).toEqual([
      { type: 'bladePlacements', placements: [1], at: at(150) },
    ])
    expect(bladedAt(contextOf(drawn), at(100))).toBeUndefined()
  })

  test('duplicate to where the selection ends', () => {
    expect(duplicated(context)?.edits).toEqual([{ type: 'duplicatePlacements', placements: [1], by: frames(100) }])
  })

  test('select every pick', () => {
    expect(allPicks(context.arrangement)).toEqual(chosen(1, 3))
  })

  test('go from edit to edit', () => {
    expect(editPoints(context.arrangement)).toEqual([0, 100, 200, 250, 900, 990, 999].map(frames))
  })

  test('a selection covers a time', () => {
    expect(rangeOfSelection({ ...context, selection: chosen(1, 3) })).toEqual({ start: at(100), end: at(990) })
  })
})
