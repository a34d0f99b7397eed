// What follows an edit with ripple, by the core's own rule (crates/studio, edits/ripple.rs), so that a preview shows it.

import { position } from '../time/time'
import type { LaneId, PlacementId, PlacementView } from '../generated'
import type { Ground } from './hit-test'
import { shown } from './things'

/** Placements as they would be, by id. */
export type Laid = Map<PlacementId, PlacementView>

/**
 * Moves what starts on a lane at or after `from`: whole cues, those whose pick lies there, without what is locked and what
 * is among `except`; `laid` are placements that lie elsewhere already, and takes up what moves.
 */
export function follow(
  ground: Ground,
  laid: Laid,
  lane: LaneId,
  from: number,
  by: number,
  except: ReadonlySet<PlacementId>,
): void {
  if (by === 0) return
  const all = [...ground.arrangement.boxes.keys()].flatMap((id) => laid.get(id) ?? shown(ground, id) ?? [])
  const leads = all.filter((one) => one.pick && one.lane === lane && from <= one.inPoint && !one.locked)
  const cues = new Set(leads.map((one) => one.cue))
  const later = all.filter((one) => cues.has(one.cue) && from <= one.inPoint && !one.locked && !except.has(one.id))
  const first = Math.min(...later.map((one) => one.inPoint))
  const step = Math.max(by, -first)
  for (const one of later) {
    const [inPoint, outPoint] = [position(one.inPoint + step), position(one.outPoint + step)]
    laid.set(one.id, { ...one, inPoint, outPoint })
  }
}
