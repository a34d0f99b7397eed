import { describe, expect, test } from 'vitest'
import { flicks } from '../time/time'
import { hitOf, noteOf, sceneOf } from './bench/made-up'
import { boxRow, gainOffset } from './boxes'
import { targetAt } from './hit-test'
import { rowOf } from './layout'
import { nothing } from './selection'
import { chosen, contextOf, frames, laneY } from './tools/check'
import { faded } from './shape'
import { noPreview } from './preview'
import type { PlacementId } from '../generated'

const rates = 24 / 1.001
const rest = {
  hits: [hitOf(50, 300 / rates, 'h')],
  notes: [noteOf(70, 300 / rates, 'n')],
  scenes: [sceneOf(60, '1', 'A', 0, 200 / rates), sceneOf(61, '2', 'B', 200 / rates, 400 / rates)],
  spotted: [{ id: 80, number: '1M09', title: 'Later', at: 700 / rates }],
}
const drawn = [
  { id: 1, from: 100, to: 200, cue: 9 },
  { id: 2, from: 120, to: 220, cue: 9, alternate: true },
  { id: 3, lane: 2, from: 500, to: 504 },
]
const context = contextOf(drawn, { rest, selection: chosen(1) })
const y = laneY(context.layout, 1)
const part = (x: number, at = y) => {
  const target = targetAt(context, x, at)
  return target.on === 'placement' ? `${target.id} ${target.part}` : target.on
}

describe('under the pointer', () => {
  test('a placement has edges of six pixels and a body', () => {
    expect([part(99), part(100), part(105), part(107), part(193), part(195), part(201)]).toEqual([
      'lane',
      '1 in',
      '1 in',
      '1 body',
      '1 body',
      '1 out',
      'lane',
    ])
  })

  test('a short placement keeps a body between its edges', () => {
    const below = laneY(context.layout, 2)
    expect([part(500.5, below), part(502, below), part(503.9, below)]).toEqual(['3 in', '3 body', '3 out'])
  })

  test('fades have handles at the knee, gain a line while selected', () => {
    const [songs] = context.layout.lanes
    const box = context.arrangement.boxes.get(1 as PlacementId)
    if (songs === undefined || box === undefined) throw new Error('no lane')
    const row = boxRow(songs, undefined)
    expect([part(104, row.y + 22), part(197, row.y + 22)]).toEqual(['1 fadeIn', '1 fadeOut'])
    const preview = {
      ...noPreview,
      placements: new Map([[1 as PlacementId, faded(box.placement, 'in', frames(40), '23.976')]]),
    }
    expect(targetAt({ ...context, preview }, 140, row.y + 22)).toMatchObject({ part: 'fadeIn' })
    const line = row.y + gainOffset(0, row.height)
    expect(part(150, line)).toBe('1 gain')
    expect(targetAt({ ...context, selection: nothing }, 150, line)).toMatchObject({ part: 'body' })
  })

  test('a tail is held low behind the end of what is selected, and at its end', () => {
    const [songs] = context.layout.lanes
    const box = context.arrangement.boxes.get(1 as PlacementId)
    if (songs === undefined || box === undefined) throw new Error('no lane')
    const row = boxRow(songs, undefined)
    const low = row.y + row.height - 5
    expect([part(207, low), part(207, row.y + 9)]).toEqual(['1 tail', 'lane'])
    expect(targetAt({ ...context, selection: nothing }, 207, low)).toMatchObject({ on: 'lane' })
    const ringing = { ...box.placement, tail: flicks(frames(40)) }
    const preview = { ...noPreview, placements: new Map([[1 as PlacementId, ringing]]) }
    expect(targetAt({ ...context, preview }, 240, low)).toMatchObject({ part: 'tail' })
  })

  test('an alternate that is not the pick is met in its strip', () => {
    const [songs] = context.layout.lanes
    if (songs === undefined) throw new Error('no lane')
    expect(part(150, boxRow(songs, 0).y + 2)).toBe('2 body')
    expect(part(210)).toBe('lane')
  })

  test('what is previewed elsewhere is met there and not where it was', () => {
    const box = context.arrangement.boxes.get(1 as PlacementId)
    if (box === undefined) throw new Error('no box')
    const moved = { ...box.placement, inPoint: frames(600) as never, outPoint: frames(700) as never }
    const preview = { ...noPreview, placements: new Map([[moved.id, moved]]) }
    expect(targetAt({ ...context, preview }, 650, y)).toMatchObject({ on: 'placement', id: 1 })
    expect(targetAt({ ...context, preview }, 150, y)).toMatchObject({ on: 'lane' })
  })

  test('a hit is met in the lower half of its row, a note in the upper', () => {
    const marks = rowOf(context.layout, 'marks')
    expect(targetAt(context, 302, marks.y + 20)).toEqual({ on: 'hit', id: 50 })
    expect(targetAt(context, 302, marks.y + 5)).toEqual({ on: 'note', id: 70 })
    expect(targetAt(context, 350, marks.y + 5)).toEqual({ on: 'row', row: 'marks' })
  })

  test('scenes, and the edge that two share', () => {
    const row = rowOf(context.layout, 'scenes').y + 20
    expect(targetAt(context, 100, row)).toEqual({ on: 'scene', id: 60 })
    expect(targetAt(context, 203, row)).toEqual({ on: 'sceneEdge', before: 60, after: 61 })
    expect(targetAt(context, 400, row)).toEqual({ on: 'sceneEdge', before: 61, after: undefined })
    expect(targetAt(context, 500, row)).toEqual({ on: 'row', row: 'scenes' })
  })

  test('a cue without music is a tag on the lane of its kind', () => {
    expect(targetAt(context, 720, context.layout.body.y + 10)).toEqual({ on: 'cue', id: 80 })
  })
})
