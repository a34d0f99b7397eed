// What keys do to the selection: pure, from what is on screen to the edits and the preview of them.

import { flicks, flicksPerSecond, frameLength, position, snapToFrame } from '../time/time'
import type { Edge, Edit, PlacementTrim, PlacementView, Position } from '../generated'
import { inOrder, type Arrangement } from './arrangement'
import { noPreview, showing, type Preview } from './preview'
import { placements, placementsOf, type Selection } from './selection'
import { slipped, trimmed } from './shape'
import { movedBy, roomFor, shown, timeOf } from './things'
import { boundsFor, lockedWords, naming, namingAll, stayedWords, trimEdit, withRipple, type Context } from './tools'
import { edgeOf, rolled, rollWords, touching, trimmedOne } from './tools/trim'
import type { Range } from './viewport'

export interface Command {
  readonly edits: readonly Edit[]
  readonly label: string
  readonly preview: Preview
  /** What is left as it is, or left out, as a sentence. */
  readonly stayed?: string
}

/** Moves what is selected by frames, as far as the cut goes. */
export function nudged(context: Context, frames: number): Command | undefined {
  const { selection } = context
  const by = roomFor(context, selection, frames * frameLength(context.arrangement.cut.rate))
  if (by === 0) return undefined
  return rippling(context, { ...movedBy(context, selection, by), label: `Nudge ${namingAll(context, selection)}` })
}

/** Moves what is selected, all of it together, so that it starts or ends at a point. The core says where it cannot be. */
export function movedTo(context: Context, edge: Edge, at: Position): Command | undefined {
  const { selection } = context
  const time = timeOf(context, selection)
  if (time === undefined) return undefined
  const by = snapToFrame(at, context.arrangement.cut.rate) - (edge === 'in' ? time.start : time.end)
  if (by === 0) return undefined
  return rippling(context, { ...movedBy(context, selection, by), label: `Move ${namingAll(context, selection)}` })
}

/** Moves an edge of the selected placements, or of the picks under the point, to it. */
export function trimmedTo(context: Context, edge: Edge, at: Position): Command | undefined {
  const chosen = selectedPlacements(context)
  const from = chosen.length > 0 ? chosen : picksAt(context, at)
  const trims: PlacementTrim[] = []
  const after: PlacementView[] = []
  for (const before of from) {
    const box = context.arrangement.boxes.get(before.id)
    const isOutside = edge === 'in' ? before.outPoint <= at : at <= before.inPoint
    const now = box === undefined || isOutside ? undefined : trimmed(before, edge, at, boundsFor(context, box))
    if (now === undefined) continue
    const to = edge === 'in' ? now.inPoint : now.outPoint
    if (to === (edge === 'in' ? before.inPoint : before.outPoint)) continue
    trims.push({ placement: before.id, edge, to })
    after.push(now)
  }
  return trimming(context, trims, after)
}

function trimming(
  context: Context,
  trims: readonly PlacementTrim[],
  after: readonly PlacementView[],
): Command | undefined {
  if (trims.length === 0) return undefined
  const preview = context.ripple ? noPreview : showing(...after)
  return { edits: [trimEdit(context, trims)], label: `Trim ${nameAll(context, after)}`, preview }
}

/** Moves an edge of the selected placements, or of the picks under the playhead, by frames: each as far as it goes. */
export function trimmedBy(context: Context, edge: Edge, frames: number): Command | undefined {
  const by = frames * context.arrangement.reach.frame
  const moved = meant(context).flatMap((before) => {
    if (before.locked) return []
    const after = trimmedOne(context, before, edge, edgeOf(before, edge) + by)
    return edgeOf(after, edge) === edgeOf(before, edge) ? [] : [after]
  })
  const command = trimming(
    context,
    moved.map((after) => ({ placement: after.id, edge, to: edgeOf(after, edge) })),
    moved,
  )
  return command === undefined ? undefined : { ...command, stayed: stayedWords(context) }
}

/**
 * Moves the edit between two placements that touch: of those at the ends of what is selected, or of what the playhead stands on,
 * the one nearest to the playhead.
 */
export function rolledBy(context: Context, frames: number): Command | undefined {
  const edits = meant(context).flatMap((one) => {
    const [before, after] = [touching(context, one, 'in'), touching(context, one, 'out')]
    return [
      before === undefined ? [] : [{ left: before, right: one }],
      after === undefined ? [] : [{ left: one, right: after }],
    ]
  })
  const away = ({ left }: { left: PlacementView }) => Math.abs(left.outPoint - context.playhead)
  const [nearest] = edits
    .flat()
    .filter(({ left, right }) => !left.locked && !right.locked)
    .toSorted((a, b) => away(a) - away(b))
  if (nearest === undefined) return undefined
  const { left, right } = nearest
  const sides = rolled(context, left, right, 'out', left.outPoint + frames * context.arrangement.reach.frame)
  const trims = sides.flatMap(({ before, edge, after }): PlacementTrim[] => {
    const to = edgeOf(after, edge)
    return to === edgeOf(before, edge) ? [] : [{ placement: before.id, edge, to }]
  })
  if (trims.length === 0) return undefined
  const after = sides.map((side) => side.after)
  return {
    edits: [{ type: 'trimPlacements', trims }],
    label: rollWords(context, [left, right]),
    preview: showing(...after),
  }
}

/** Moves the sound under the frames of the selected placements. */
export function slippedBy(context: Context, frames: number): Command | undefined {
  const by = Math.round(frames * context.arrangement.reach.frame)
  const after = selectedPlacements(context).flatMap((before) => {
    const box = context.arrangement.boxes.get(before.id)
    if (box === undefined || before.locked) return []
    const now = slipped(before, before.trackStart - by, boundsFor(context, box))
    return now.trackStart === before.trackStart ? [] : [now]
  })
  if (after.length === 0) return undefined
  const slips = after.map(({ id, trackStart }) => ({ placement: id, trackStart }))
  return {
    edits: [{ type: 'slipPlacements', slips }],
    label: `Slip ${nameAll(context, after)}`,
    preview: showing(...after),
    stayed: stayedWords(context),
  }
}

/** Ends the selected placements on the playhead by their music; the core says where one cannot be. */
export function backTimed(context: Context, keepIn: boolean): Command | undefined {
  const from = selectedPlacements(context)
  const edits = from.map(({ id }): Edit => ({ type: 'backTime', placement: id, at: context.playhead, keepIn }))
  return edits.length === 0 ? undefined : { edits, label: `Back-time ${nameAll(context, from)}`, preview: noPreview }
}

function rippling(context: Context, command: Command): Command {
  // What follows is shown once the core has answered.
  return context.ripple ? { ...command, edits: withRipple(context, command.edits) } : command
}

/** Cuts the selected placements that the point lies in, or all picks there. */
export function bladedAt(context: Context, at: Position): Command | undefined {
  const isInside = (placement: PlacementView) => placement.inPoint < at && at < placement.outPoint
  const chosen = selectedPlacements(context).filter(isInside)
  const from = chosen.length > 0 ? chosen : picksAt(context, at).filter(isInside)
  if (from.length === 0) return undefined
  const edits: Edit[] = [{ type: 'bladePlacements', placements: from.map((placement) => placement.id), at }]
  return { edits, label: `Split ${nameAll(context, from)}`, preview: noPreview }
}

/** Makes a new cue of what comes after the point: of the selected placements, or of all picks there. */
export function newCueAt(context: Context, at: Position): Command | undefined {
  const isFrom = (placement: PlacementView) => placement.inPoint <= at && at < placement.outPoint
  const chosen = selectedPlacements(context).filter(isFrom)
  const from = chosen.length > 0 ? chosen : picksAt(context, at).filter(isFrom)
  if (from.length === 0) return undefined
  const edits: Edit[] = [{ type: 'newCueFrom', placements: from.map((placement) => placement.id), at }]
  return { edits, label: `New cue from ${nameAll(context, from)}`, preview: noPreview }
}

/** Moves what is selected some lanes down, as far as all of it fits. */
export function movedLanes(context: Context, down: number): Command | undefined {
  const order = context.layout.lanes.map((lane) => lane.lane)
  const from = selectedPlacements(context)
  const places = from.map((placement) => order.indexOf(placement.lane))
  const by = Math.min(Math.max(down, -Math.min(...places)), order.length - 1 - Math.max(...places))
  if (from.length === 0 || by === 0) return undefined
  const after = from.map((before, index) => ({ ...before, lane: order[(places[index] ?? 0) + by] ?? before.lane }))
  const moves = after.map(({ id, inPoint, lane }) => ({ placement: id, inPoint, lane }))
  const words = `Move ${nameAll(context, from)} ${by < 0 ? 'up' : 'down'}`
  return { edits: [{ type: 'movePlacements', moves }], label: words, preview: showing(...after) }
}

/** Copies the selected placements to where they end. */
export function duplicated(context: Context): Command | undefined {
  const from = selectedPlacements(context)
  const range = rangeOf(from)
  if (range === undefined) return undefined
  const { frame } = context.arrangement.reach
  const by = flicks(Math.ceil((range.end - range.start) / frame) * frame)
  const edits: Edit[] = [{ type: 'duplicatePlacements', placements: from.map((placement) => placement.id), by }]
  return { edits, label: `Duplicate ${nameAll(context, from)}`, preview: noPreview }
}

/** Every pick. */
export function allPicks(arrangement: Arrangement): Selection {
  return placements(inOrder(arrangement).flatMap(({ placement }) => (placement.pick ? [placement.id] : [])))
}

/** Where Up and Down go: the edges of picks and scenes, cues without music, and the ends of the cut. */
export function editPoints(arrangement: Arrangement): readonly Position[] {
  const points = new Set<Position>([position(0), position(arrangement.cut.length - arrangement.reach.frame)])
  for (const { placement } of arrangement.boxes.values()) {
    if (placement.pick) points.add(placement.inPoint).add(placement.outPoint)
  }
  for (const scene of arrangement.scenes) points.add(scene.inPoint).add(scene.outPoint)
  for (const { cue } of arrangement.spotted) points.add(cue.at)
  return [...points].filter((at) => 0 <= at && at < arrangement.cut.length).toSorted((a, b) => a - b)
}

/** The time that a selection covers, to be looked at: what stands at one frame has some room around it. */
export function rangeOfSelection(context: Context): Range | undefined {
  const time = timeOf(context, context.selection)
  if (time === undefined || time.end - time.start > context.arrangement.reach.frame) return time
  const around = 5 * flicksPerSecond
  return { start: position(time.start - around), end: position(time.start + around) }
}

/** What is selected, or the picks that the playhead stands on. */
function meant(context: Context): readonly PlacementView[] {
  const chosen = selectedPlacements(context)
  return chosen.length > 0 ? chosen : picksAt(context, context.playhead)
}

/** Why a key changes nothing of an edge. */
export function whyNotTrimmed(context: Context, edge: Edge, frames: number): string {
  const all = meant(context)
  if (all.length === 0) return 'Select a placement, or put the playhead on one, to trim it.'
  if (all.every((one) => one.locked)) return lockedWords(context, all)
  const isOutward = edge === 'in' ? frames < 0 : 0 < frames
  if (!isOutward) return 'Nothing of it would be left.'
  return edge === 'in' ? 'The recording has no sound before that.' : 'The recording, or the cut, ends there.'
}

/** Why a key trims nothing to the playhead. */
export function whyNotTrimmedTo(context: Context, edge: Edge): string {
  const all = meant(context)
  if (all.length === 0) return whyNotTrimmed(context, edge, 1)
  if (all.every((one) => edgeOf(one, edge) === context.playhead)) return 'It is trimmed to the playhead already.'
  return edge === 'in'
    ? 'It ends before the playhead, or its recording has no sound there.'
    : 'It starts after the playhead, or its recording has no sound there.'
}

/** Why a key splits nothing. */
export const nothingHere = 'No music lies under the playhead to split.'

/** Why a key rolls nothing. */
export function whyNotRolled(context: Context): string {
  const all = meant(context).flatMap((one) =>
    [one, touching(context, one, 'in') ?? [], touching(context, one, 'out') ?? []].flat(),
  )
  const locked = all.filter((one) => one.locked)
  if (locked.length > 0) return lockedWords(context, locked)
  return all.length === meant(context).length
    ? 'Nothing touches it: an edit rolls where two placements touch.'
    : 'One of the two recordings has no more sound there.'
}

/** Why a key slips nothing. */
export function whyNotSlipped(context: Context): string {
  const all = selectedPlacements(context)
  if (all.length > 0 && all.every((one) => one.locked)) return lockedWords(context, all)
  return 'The recording has no more sound on that side.'
}

function selectedPlacements(context: Context): readonly PlacementView[] {
  return placementsOf(context.selection).flatMap((id) => shown(context, id) ?? [])
}

function picksAt(context: Context, at: Position): readonly PlacementView[] {
  return [...context.arrangement.boxes.keys()].flatMap((id) => {
    const placement = shown(context, id)
    return placement?.pick === true && placement.inPoint <= at && at <= placement.outPoint ? [placement] : []
  })
}

function rangeOf(from: readonly PlacementView[]): Range | undefined {
  if (from.length === 0) return undefined
  const start = Math.min(...from.map((placement) => placement.inPoint))
  return { start: position(start), end: position(Math.max(...from.map((placement) => placement.outPoint))) }
}

function nameAll(context: Context, all: readonly PlacementView[]): string {
  return naming(
    context,
    all.map((placement) => placement.id),
  )
}
