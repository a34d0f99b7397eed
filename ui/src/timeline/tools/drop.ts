// Tracks carried over the timeline: where they would land, and the edits that place them.

import { flicks, position, snapToFrame } from '../../time/time'
import type { CueId, Edit } from '../../generated'
import type { Carried, DropTarget, EditWish } from '../api'
import { cueAt } from '../hit-test'
import { laneAt } from '../layout'
import { noPreview, type Ghost, type Preview } from '../preview'
import { guidesOf, snapReach, snapTogether } from '../snap'
import { spanOf, timeAt } from '../viewport'
import { snaps, type Context, type Pointer } from './tool'

export interface Landing {
  readonly target: DropTarget
  readonly preview: Preview
}

/** Room for the title of a file that does not say how long it is, in CSS pixels. */
const roomForTitle = 90

/**
 * Where carried tracks would land: one after the other on the lane under the pointer, or, over a cue, as its
 * alternates. With Ctrl (Cmd) held they make cues of their own even there. `undefined` where nothing can be placed.
 */
export function landing(context: Context, pointer: Pointer, items: readonly Carried[]): Landing | undefined {
  const lane = laneAt(context.layout, pointer.y)
  const [first] = items
  if (lane === undefined || first === undefined) return undefined
  const cue = pointer.keys.command ? undefined : cueAt(context, pointer.x, pointer.y)
  if (cue !== undefined) return joining(context, cue, items)
  const { cut, reach } = context.arrangement
  const raw = timeAt(context.view, pointer.x)
  const unknownLength = roomForTitle * context.view.ratio * context.view.scale
  const guides = snaps(context, pointer) ? guidesOf(context.arrangement, context.playhead, new Set()) : []
  // What has no end known has none that could snap.
  const edges = first.duration === undefined ? [position(raw)] : [position(raw), position(raw + first.duration)]
  const { by, guide } = snapTogether(edges, 0, guides, spanOf(context.view, snapReach))
  const last = Math.max(0, cut.length - reach.frame)
  const at = position(Math.min(Math.max(0, snapToFrame(raw + by, cut.rate)), last))
  const ghosts: Ghost[] = []
  let next: number = at
  for (const { title, duration, hash } of items) {
    const room = Math.min(duration ?? unknownLength, cut.length - next)
    if (room <= 0) break
    ghosts.push({ lane: lane.lane, at: position(next), length: room, isOpen: duration === undefined, title, hash })
    next = Math.ceil((next + room) / reach.frame) * reach.frame
  }
  const shownGuides = guide === undefined ? [] : [guide]
  return { target: { lane: lane.lane, at }, preview: { ...noPreview, ghosts, guides: shownGuides } }
}

/** The edits that place tracks at a landing, and how many tracks had no room. */
interface Placing extends EditWish {
  readonly label: string
  readonly leftOut: number
}

/** The edits that place tracks at a landing; what finds no room before the end of the cut is left out. */
export function placing(context: Context, { target, preview }: Landing, items: readonly Carried[]): Placing {
  const { cut, cues } = context.arrangement
  const { lane, at, cue } = target
  const tracks = items.flatMap(({ id }) => (id === undefined ? [] : [id]))
  const name = items.length === 1 ? `“${items[0]?.title ?? ''}”` : `${items.length} tracks`
  if (cue !== undefined) {
    const edits = tracks.map((track): Edit => ({ type: 'place', cut: cut.id, track, lane, cue }))
    return { edits, label: `Add ${name} to ${cues.get(cue)?.number ?? 'a cue'}`, leftOut: 0 }
  }
  const edits = tracks.flatMap((track, index): Edit[] => {
    const ghost = preview.ghosts[index]
    if (ghost === undefined) return []
    const [point, length] = [index === 0 ? at : ghost.at, flicks(ghost.length)]
    return [{ type: 'place', cut: cut.id, track, lane, at: point, length, ...(context.ripple && { ripple: true }) }]
  })
  return { edits, label: `Place ${name}`, leftOut: tracks.length - edits.length }
}

function joining(context: Context, id: CueId, items: readonly Carried[]): Landing | undefined {
  const { arrangement } = context
  const cue = arrangement.cues.get(id)
  if (cue === undefined) return undefined
  const pick = cue.pick === null ? undefined : arrangement.boxes.get(cue.pick)?.placement
  const lane = pick?.lane ?? arrangement.spotted.find((spotted) => spotted.cue.id === id)?.lane
  if (lane === undefined) return undefined
  const what = items.length === 1 ? 'alternate' : `${items.length} alternates`
  const words = cue.pick === null ? `place in ${cue.number}` : `add ${what} to ${cue.number}`
  return {
    target: { lane, at: pick?.inPoint ?? cue.at, cue: id },
    preview: { ...noPreview, joins: { cue: id, words } },
  }
}
