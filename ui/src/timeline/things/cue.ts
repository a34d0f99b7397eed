// Cues: those without music are a tag on the lane of their kind, the others are where their pick is.

import { position } from '../../time/time'
import type { CueId, Position } from '../../generated'
import { spottedRect } from '../boxes'
import type { Ground } from '../hit-test'
import type { Rect } from '../preview'
import { placement } from './placement'
import { meets, type Rim, type ThingKind } from './thing'

export const cue: ThingKind<CueId> = {
  word: 'cue',
  inLanes: true,
  has: (arrangement, id) => arrangement.cues.has(id),
  points: (ground, id) => atOf(ground, id),
  rims,
  touched: (ground, rect) =>
    ground.arrangement.spotted.flatMap((one) => (meets(rect, tagOf(ground, one.cue.id) ?? none) ? [one.cue.id] : [])),
  moved(ground, ids, by) {
    const after = ids.flatMap((id) => atOf(ground, id).map((at) => [id, position(at + by)] as const))
    const edits = after.map(([id, at]) => ({ type: 'editCues' as const, cues: [id], set: { at } }))
    return { edits, preview: { cues: new Map(after) } }
  },
  // With music it is copied by its placements.
  copied({ arrangement }, id, by) {
    const spotted = arrangement.spotted.find((one) => one.cue.id === id)
    if (spotted === undefined) return []
    const { at, kind, title, brief } = spotted.cue
    return [{ type: 'addCue', cut: arrangement.cut.id, at: position(at + by), kind, title, brief }]
  },
  removal: (ids) => ({ type: 'removeCues', cues: [...ids] }),
}

const none: Rect = { x: -1, y: -1, width: 0, height: 0 }

function atOf({ arrangement, preview }: Ground, id: CueId): readonly Position[] {
  const at = preview.cues.get(id) ?? arrangement.cues.get(id)?.at
  return at === undefined ? [] : [at]
}

function tagOf(ground: Ground, id: CueId): Rect | undefined {
  const spotted = ground.arrangement.spotted.find((one) => one.cue.id === id)
  const lane = ground.layout.lanes.find((row) => row.lane === spotted?.lane)
  if (spotted === undefined || lane === undefined) return undefined
  return spottedRect(ground.view, lane, ground.preview.cues.get(id) ?? spotted.cue.at)
}

function rims(ground: Ground, id: CueId): readonly Rim[] {
  const tag = tagOf(ground, id)
  if (tag !== undefined) return [{ rect: tag, radius: 4 }]
  const own = [...ground.arrangement.boxes.values()].filter((box) => box.placement.cue === id && box.placement.pick)
  return own.flatMap((box) => placement.rims(ground, box.placement.id))
}
