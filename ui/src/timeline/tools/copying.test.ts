import { expect, test } from 'vitest'
import { hitOf, noteOf, sceneOf } from '../bench/made-up'
import { rowOf } from '../layout'
import { only } from '../selection'
import type { CueId, HitId, NoteId, PlacementId, SceneId } from '../../generated'
import { contextOf, drag, edits, frames, laneY, noKeys } from './check'

const alt = { ...noKeys, alt: true }
const second = 24 * (1001 / 1000) ** -1
const at = (frame: number) => frame / second

const rest = {
  scenes: [sceneOf(60, '12', 'INT. PIER', at(100), at(200))],
  hits: [hitOf(70, at(120), 'her hand')],
  notes: [noteOf(50, at(140), 'louder')],
}

const all = only(
  { on: 'placement', id: 1 as PlacementId },
  { on: 'hit', id: 70 as HitId },
  { on: 'note', id: 50 as NoteId },
  { on: 'scene', id: 60 as SceneId },
)

test('a copy is made of every kind that is selected but of notes, which stay with who wrote them', () => {
  const context = contextOf([{ id: 1, from: 100, to: 200 }], { rest, selection: all })
  const y = laneY(context.layout, 1)
  const outcome = drag(context, [[150, y], [350, y]], { keys: noKeys, pressKeys: alt }) // prettier-ignore
  expect(edits(outcome).map((edit) => edit.type)).toEqual(['copyPlacements', 'addScene', 'addHit'])
  expect(edits(outcome)[2]).toMatchObject({ at: frames(320), label: 'her hand' })
  expect(edits(outcome)[1]).toMatchObject({ scene: { number: '12', inPoint: frames(300), outPoint: frames(400) } })
  expect(outcome.effects.at(-1)).toMatchObject({ label: 'Copy 1 placement, 1 scene, 1 hit' })
  expect(outcome.preview.twins?.by).toBe(frames(200))
  expect(outcome.preview.hits.size).toBe(0)
})

test('a hit that is held with Alt leaves a copy where it goes', () => {
  const context = contextOf([], { rest })
  const row = rowOf(context.layout, 'marks')
  const y = row.y + row.height - 5
  const outcome = drag(context, [[120, y], [220, y]], { keys: noKeys, pressKeys: alt }) // prettier-ignore
  expect(edits(outcome)).toMatchObject([{ type: 'addHit', at: frames(220), label: 'her hand' }])
  expect(outcome.preview.readout?.words).toMatch(/^copy · 00:00:09:04$/)
})

test('a note that is held with Alt moves: nobody says another’s words again', () => {
  const context = contextOf([], { rest })
  const row = rowOf(context.layout, 'marks')
  const outcome = drag(context, [[140, row.y + 7], [240, row.y + 7]], { keys: noKeys, pressKeys: alt }) // prettier-ignore
  expect(edits(outcome)).toMatchObject([{ type: 'editNote', note: 50, at: frames(240) }])
})

test('a scene is not moved, but its copy is', () => {
  const context = contextOf([], { rest })
  const row = rowOf(context.layout, 'scenes')
  const points = [[150, row.y + 20], [450, row.y + 20]] as const // prettier-ignore
  expect(edits(drag(context, points))).toEqual([])
  expect(edits(drag(context, points, { keys: noKeys, pressKeys: alt }))).toMatchObject([
    { type: 'addScene', scene: { inPoint: frames(400), outPoint: frames(500) } },
  ])
})

test('a cue that has music is copied by its placements alone', () => {
  const selection = only({ on: 'cue', id: 9 as CueId }, { on: 'hit', id: 70 as HitId })
  const context = contextOf([{ id: 1, from: 100, to: 200, cue: 9 }], { rest, selection })
  const row = rowOf(context.layout, 'marks')
  const y = row.y + row.height - 5
  const outcome = drag(context, [[120, y], [420, y]], { keys: noKeys, pressKeys: alt }) // prettier-ignore
  expect(edits(outcome).map((edit) => edit.type)).toEqual(['copyPlacements', 'addHit'])
})
