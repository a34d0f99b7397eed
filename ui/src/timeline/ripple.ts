// What follows an edit with ripple, by the core's own rule (crates/studio, edits/ripple.rs), so that a preview shows it.

import { position } from '../time/time'
import type { CueId, LaneId, PlacementId, PlacementView } from '../generated'
import type { Ground } from './hit-test'
import { shown } from './things'

/** Placements as they would be, by id. */
export type Laid = Map<PlacementId, PlacementView>

/**
 * Moves what follows on a lane from `from` on: whole cues whose pick begins there, with all of their alternates wherever these
 * begin, and of a cue that begins earlier what starts there; without what is locked, the cue of a locked pick, and what is
 * among `except`. Who follows is told by where it lies now; `laid` are placements that lie elsewhere already, and takes up
 * what moves.
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
  const all = [...ground.arrangement.boxes.keys()].flatMap((id) => shown(ground, id) ?? [])
  const picks = new Map<CueId, PlacementView[]>()
  for (const one of all) if (one.pick) picks.set(one.cue, [...(picks.get(one.cue) ?? []), one])
  const starts = (one: PlacementView) => from <= one.inPoint
  const leads = (pick: readonly PlacementView[]) =>
    pick.some((one) => starts(one) && one.lane === lane) && !pick.some((one) => starts(one) && one.locked)
  const follows = (one: PlacementView) => {
    const pick = picks.get(one.cue) ?? []
    return leads(pick) && (pick.every(starts) || starts(one)) && !one.locked && !except.has(one.id)
  }
  const later = all.filter(follows).map((one) => laid.get(one.id) ?? one)
  const first = Math.min(...later.map((one) => one.inPoint))
  const step = Math.max(by, -first)
  for (const one of later) {
    const [inPoint, outPoint] = [position(one.inPoint + step), position(one.outPoint + step)]
    laid.set(one.id, { ...one, inPoint, outPoint })
  }
}
