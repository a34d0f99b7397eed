import { describe, expect, test } from 'vitest'
import type { CueId, HitId, NoteId, PlacementId, SceneId } from '../../generated'
import { hitOf, noteOf, sceneOf } from '../bench/made-up'
import { movedTo, nudged, rangeOfSelection } from '../commands'
import { rowOf } from '../layout'
import { nothing, only, placements, single, sizeOf, toggled, united, type Selection } from '../selection'
import { position } from '../../time/time'
import { chosen, contextOf, drag, edits, frames, laneY, noKeys } from '../tools/check'
import { removalOf, wordsFor } from '.'

const rates = 24 / 1.001
const rest = {
  hits: [hitOf(50, 300 / rates, 'h')],
  notes: [noteOf(70, 500 / rates, 'n')],
  scenes: [sceneOf(60, '1', 'A', 0, 200 / rates), sceneOf(61, '2', 'B', 200 / rates, 400 / rates)],
  spotted: [{ id: 80, number: '1M09', title: 'Later', at: 700 / rates }],
}
const drawn = [
  { id: 1, from: 100, to: 200 },
  { id: 2, lane: 2, from: 600, to: 700 },
]
const hit = { on: 'hit', id: 50 as HitId } as const
const note = { on: 'note', id: 70 as NoteId } as const
const scene = { on: 'scene', id: 60 as SceneId } as const
const next = { on: 'scene', id: 61 as SceneId } as const
const cue = { on: 'cue', id: 80 as CueId } as const
const context = contextOf(drawn, { rest })
const shift = { ...noKeys, shift: true }
const command = { ...noKeys, command: true }
const marks = rowOf(context.layout, 'marks').y
const scenes = rowOf(context.layout, 'scenes').y
const songs = laneY(context.layout, 1)
const on = (selection: Selection) => ({ ...context, selection })

describe('a selection', () => {
  test('is a set of things of any kinds', () => {
    const both = united(chosen(1), only(hit))
    expect([sizeOf(both), single(both), single(only(hit))]).toEqual([2, undefined, hit])
    expect(toggled(toggled(both, note), hit)).toEqual(united(chosen(1), only(note)))
    expect(wordsFor(united(chosen(1, 2), only(hit, scene)))).toBe('2 placements, 1 scene, 1 hit')
  })

  test('grows across kinds with Shift and with Ctrl, and loses what is met again', () => {
    expect(drag(on(chosen(1)), [[300, marks + 20]], { keys: shift }).selection).toEqual(united(chosen(1), only(hit)))
    expect(drag(on(only(hit)), [[150, songs]], { keys: command }).selection).toEqual(united(only(hit), chosen(1)))
    expect(drag(on(only(hit)), [[100, scenes + 20]], { keys: shift }).selection).toEqual(only(hit, scene))
    expect(drag(on(only(hit, scene)), [[300, marks + 20]], { keys: shift }).selection).toEqual(only(scene))
    expect(drag(on(united(chosen(1), only(hit))), [[300, marks + 20]]).selection).toEqual(only(hit))
  })

  test('of a rubber band holds what it touches: cues among the lanes, and the rows above where it begins there', () => {
    const below = laneY(context.layout, 2)
    const band = (...points: readonly (readonly [number, number])[]) => drag(context, points).selection
    expect(band([590, below], [750, songs - 60])).toEqual(united(chosen(2), only(cue)))
    expect(band([595, below], [90, scenes + 5])).toEqual(chosen(1))
    expect(band([420, marks + 2], [90, songs])).toEqual(united(chosen(1), only(hit)))
    expect(band([430, scenes + 20], [250, marks + 22])).toEqual(only(next, hit))
  })
})

describe('all of it', () => {
  const all = united(chosen(1), only(hit, note, cue))

  test('is nudged together, as far as the cut goes', () => {
    const at = (frame: number) => frames(frame)
    expect(nudged(on(all), 2)?.edits).toEqual([
      { type: 'movePlacements', moves: [{ placement: 1, inPoint: at(102), lane: 1 }] },
      { type: 'editCues', cues: [80], set: { at: at(702) } },
      { type: 'editHit', hit: 50, at: at(302) },
      { type: 'editNote', note: 70, at: at(502) },
    ])
    expect(nudged(on(united(chosen(2), only(hit))), 400)?.edits).toMatchObject([
      { moves: [{ inPoint: at(900) }] },
      { at: at(600) },
    ])
    expect(nudged(on(only(hit)), 5000)?.edits).toEqual([{ type: 'editHit', hit: 50, at: at(999) }])
  })

  test('scenes that follow each other move the front one first', () => {
    const moved = (by: number) => nudged(on(only(scene, next)), by)?.edits
    expect(moved(10)).toMatchObject([{ scene: 61 }, { scene: 60, set: { inPoint: frames(10), outPoint: frames(210) } }])
    expect(moved(-10)).toBeUndefined()
  })

  test('starts or ends at the playhead', () => {
    expect(movedTo(on(united(chosen(1), only(hit))), 'in', position(frames(50)))?.edits).toMatchObject([
      { moves: [{ inPoint: frames(50) }] },
      { at: frames(250) },
    ])
    expect(movedTo(on(chosen(1)), 'out', position(frames(300)))?.edits).toMatchObject([
      { moves: [{ inPoint: frames(200) }] },
    ])
  })

  test('is dragged by any part of it that has a place of its own', () => {
    const dragged = (from: readonly [number, number]) =>
      edits(drag(on(all), [from, [from[0] + 40, from[1]]])).map((edit) => edit.type)
    const expected = ['movePlacements', 'editCues', 'editHit', 'editNote']
    expect(dragged([150, songs])).toEqual(expected)
    expect(dragged([300, marks + 20])).toEqual(expected)
    expect(
      edits(
        drag(on(all), [
          [300, marks + 20],
          [340, marks + 60],
        ]),
      )[0],
    ).toEqual({
      type: 'movePlacements',
      moves: [{ placement: 1, inPoint: frames(140), lane: 1 }],
    })
  })

  test('a copy is made of all of it but notes', () => {
    const alt = { ...noKeys, alt: true }
    const points = [[150, songs], [190, songs]] as const // prettier-ignore
    const made = edits(drag(on(all), points, { keys: alt }))
    expect(made.map((edit) => edit.type)).toEqual(['copyPlacements', 'addCue', 'addHit'])
  })

  test('covers a time; what stands at one frame has room around it', () => {
    expect(rangeOfSelection(on(all))).toEqual({ start: frames(100), end: frames(701) })
    expect(rangeOfSelection(on(only(hit)))).toMatchObject({ start: frames(300) - 5 * 705_600_000 })
    expect(rangeOfSelection(on(nothing))).toBeUndefined()
  })

  test('is removed once each: notes first, and no placement of a cue that goes', () => {
    const cueOf = (id: PlacementId) => (id === 1 ? (80 as CueId) : (81 as CueId))
    expect(removalOf(united(placements([1, 2] as PlacementId[]), only(cue, note, hit, scene)), cueOf)).toEqual([
      { type: 'removeNotes', notes: [70] },
      { type: 'removeHits', hits: [50] },
      { type: 'removeScenes', scenes: [60] },
      { type: 'removeCues', cues: [80] },
      { type: 'removePlacements', placements: [2] },
    ])
    expect(removalOf(nothing, cueOf)).toEqual([])
  })
})
