// Moving what is selected in time, and placements across lanes. All of it moves together and none leaves the cut.
//
// A press with Alt or Ctrl held carries copies instead, as editors of picture and sound have it; notes alone stay with who
// wrote them. Alt that is pressed later, while dragging, switches snapping off for as long as it is held.

import { between, durationTimecode, position, snapToFrame, timecodeAt } from '../../time/time'
import { readPoint } from '../../time/typed'
import type { Edit, LaneId, PlacementId, PlacementMove, PlacementView, Position } from '../../generated'
import type { Target } from '../hit-test'
import { nearestLane } from '../layout'
import { noPreview, type Ghost, type Preview } from '../preview'
import { follow, type Laid } from '../ripple'
import { isNothing, kept, thingsOf, type Selection, type Thing } from '../selection'
import { guidesOf, snapReach, snapTogether, type Guide } from '../snap'
import { copiedBy, copyable, movedBy, pointsOf, roomFor, shown } from '../things'
import { spanOf, timeAt } from '../viewport'
import { graspOf } from './grasp'
import { commit, done, namingAll, readBy, stay, stayedWords, tool, typedTime, withRipple } from './tool'
import type { Begun, Context, Keys, Motion, Next, Pointer, Press } from './tool'

interface Moving {
  /** What is held. */
  readonly held: Thing
  /** Where it starts. */
  readonly start: Position
  /** Whether the press asked for copies. */
  readonly copies: boolean
  /** Whether the keys of the press are still held: until they are let go, Alt means the copy. */
  readonly pressed: boolean
  /** The placements as they were, the held one first. */
  readonly from: readonly PlacementView[]
  /** What goes along in time alone: cues without music, scenes, hits, notes. */
  readonly others: Selection
  /** The edges of all of it. */
  readonly edges: readonly Position[]
  readonly guides: readonly Guide[]
  readonly time: number
  readonly y: number
  readonly preview: Preview
}

const noKeys: Keys = { shift: false, alt: false, command: false }
const asksForCopies = ({ alt, command }: Keys) => alt || command

/** Whether a press there takes hold of a thing to move it. A scene has no place of its own to go to by itself; its copy has. */
function movable(target: Target, keys: Keys): boolean {
  if (target.on === 'placement') return target.part === 'body'
  if (target.on === 'scene') return asksForCopies(keys)
  return target.on === 'cue' || target.on === 'hit' || target.on === 'note'
}

function begin(press: Press, context: Context): Begun<Moving> | undefined {
  const grasp = movable(press.target, press.pointer.keys) ? graspOf(press, context) : undefined
  if (grasp === undefined) return undefined
  const { pointer } = press
  const { thing: held, now, click } = grasp
  const copies = held.on !== 'note' && asksForCopies(pointer.keys)
  const all = copies ? copyable(context, grasp.all) : grasp.all
  const ids = [...all.placement]
  const inOrder = held.on === 'placement' ? [held.id, ...ids.filter((id) => id !== held.id)] : ids
  const every = inOrder.flatMap((id) => shown(context, id) ?? [])
  if (!copies && held.on === 'placement' && every[0]?.locked === true) return { now, click }
  const from = copies ? every : every.filter((one) => !one.locked)
  const things = thingsOf(all)
  const edges = things.flatMap((thing) => pointsOf(context, thing))
  const [start] = pointsOf(context, held)
  if (start === undefined) return { now }
  // What is copied stays where it is: its own edges are guides like any others.
  const moves = new Set<number>(copies ? [] : things.map((thing) => thing.id))
  const guides = guidesOf(context.arrangement, context.playhead, moves)
  const others = kept(all, (thing) => thing.on !== 'placement')
  const time = timeAt(context.view, pointer.x)
  const state = { held, start, copies, pressed: copies, from, others, edges, guides, time, y: pointer.y }
  return { state: { ...state, preview: noPreview }, waits: true, now, click }
}

/** Alt of the press means the copy, until it is let go once. */
function stillPressed(state: Moving, keys: Keys): boolean {
  return state.pressed && asksForCopies(keys)
}

function step(before: Moving, motion: Motion, context: Context): Next<Moving> {
  const state = motion.type === 'cancel' ? before : { ...before, pressed: stillPressed(before, motion.pointer.keys) }
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewMove(state, motion.pointer, context).preview })
    case 'up':
      return committed(state, motion.pointer, context)
  }
}

function committed(state: Moving, pointer: Pointer, context: Context): Next<Moving> {
  const { by, preview } = previewMove(state, pointer, context)
  const moves = state.from.flatMap((before): PlacementMove[] => {
    const after = (state.copies ? preview.copies : preview.placements).get(before.id) ?? before
    const isSame = after.inPoint === before.inPoint && after.lane === before.lane
    return isSame ? [] : [{ placement: before.id, inPoint: after.inPoint, lane: after.lane }]
  })
  const all = state.from.map((placement) => placement.id)
  const what = { ...state.others, placement: new Set(all) }
  if (state.copies) {
    if (by === 0 && moves.length === 0) return done()
    const copies = state.from.flatMap((one) => moveOf(one, preview))
    const music: readonly Edit[] = copies.length === 0 ? [] : [{ type: 'copyPlacements', copies }]
    // The originals stay; the copies are shown as ghosts until the core has made them.
    return commit([...music, ...copiedBy(context, state.others, by)], `Copy ${namingAll(context, what)}`, preview)
  }
  const edits: Edit[] = moves.length === 0 ? [] : [...withRipple(context, [{ type: 'movePlacements', moves }])]
  if (by !== 0) edits.push(...movedBy(context, state.others, by).edits)
  return commit(edits, `Move ${namingAll(context, what)}`, preview, stayedWords(context))
}

function previewMove(state: Moving, pointer: Pointer, context: Context) {
  const { view, arrangement } = context
  const raw = timeAt(view, pointer.x) - state.time
  const down = pointer.y - state.y
  // Shift keeps the move to one axis: the one along which the pointer has gone further.
  const isAcross = Math.abs(raw) / (view.scale * view.ratio) < Math.abs(down)
  const locked = pointer.keys.shift && state.held.on === 'placement'
  const { by, guide, stopped } =
    locked && isAcross ? { by: 0, guide: undefined, stopped: '' } : timeShift(state, raw, pointer, context)
  const lanes = locked && !isAcross ? 0 : laneShift(state, pointer, context)
  const order = context.layout.lanes.map((lane) => lane.lane)
  const placements = new Map<PlacementId, PlacementView>()
  for (const before of state.from) {
    const lane = order[order.indexOf(before.lane) + lanes] ?? before.lane
    const [inPoint, outPoint] = [position(before.inPoint + by), position(before.outPoint + by)]
    placements.set(before.id, { ...before, inPoint, outPoint, lane })
  }
  const words = wordsFor(state, by, stopped, context)
  const readout = words === '' ? undefined : { x: pointer.x, y: pointer.y, words }
  const guides = guide === undefined ? [] : [guide]
  if (!state.copies) {
    if (context.ripple) rippled(context, state.from, placements, by)
    const others = by === 0 ? noPreview : movedBy(context, state.others, by).preview
    return { by, preview: { ...others, placements, guides, readout } }
  }
  const ghosts = [...placements.values()].map((one): Ghost => {
    const track = arrangement.boxes.get(one.id)?.track
    const length = one.outPoint - one.inPoint
    return { lane: one.lane, at: one.inPoint, length, isOpen: false, title: track?.title ?? '', hash: track?.hash }
  })
  const twins = isNothing(state.others) ? undefined : { of: state.others, by }
  return { by, preview: { ...noPreview, ghosts, guides, readout, copies: placements, twins } }
}

/** On each lane that nothing leaves, what comes after the first that moves goes along. */
function rippled(context: Context, from: readonly PlacementView[], laid: Laid, by: number): void {
  const moved = new Set(from.map((one) => one.id))
  for (const lane of new Set(from.map((one) => one.lane))) {
    const staying = from.filter((one) => one.lane === lane && laid.get(one.id)?.lane === lane)
    if (staying.length > 0) follow(context, laid, lane, Math.min(...staying.map((one) => one.inPoint)), by, moved)
  }
}

/** How far a placement has gone; where a mark is now. */
function wordsFor(state: Moving, by: number, stopped: string, { arrangement }: Context): string {
  const { rate, start } = arrangement.cut
  if (state.held.on !== 'placement') {
    return `${state.copies ? 'copy · ' : ''}${timecodeAt(position(state.start + by), start, rate)}`
  }
  const moved = by === 0 ? '' : `${by < 0 ? '' : '+'}${durationTimecode(by, rate)}`
  return [stopped, state.copies ? 'copy' : '', moved].filter((word) => word !== '').join(' · ')
}

function moveOf(before: PlacementView, preview: Preview): PlacementMove[] {
  const after = preview.copies.get(before.id) ?? before
  return [{ placement: before.id, inPoint: after.inPoint, lane: after.lane }]
}

/** How far in time: snapped, then to whole frames, then kept inside the cut. */
function timeShift(state: Moving, raw: number, pointer: Pointer, context: Context) {
  const { rate } = context.arrangement.cut
  const reach = spanOf(context.view, snapReach)
  const isFree = pointer.keys.alt && !state.pressed
  const snapped =
    context.snapping && !isFree ? snapTogether(state.edges, raw, state.guides, reach) : { by: raw, guide: undefined }
  const framed = between(state.start, snapToFrame(state.start + snapped.by, rate))
  const all = { ...state.others, placement: new Set(state.from.map((placement) => placement.id)) }
  const by = roomFor(context, all, framed)
  // A move that something stops must not look dead.
  const stopped = by === framed || by !== 0 ? '' : framed < 0 ? 'at the start of the cut' : 'at the end of the cut'
  return { by, guide: by === framed ? snapped.guide : undefined, stopped }
}

/** How many lanes down, as far as all of them fit. */
function laneShift(state: Moving, pointer: Pointer, context: Context): number {
  const [held] = state.from
  if (held === undefined || state.held.on !== 'placement') return 0
  const order: readonly LaneId[] = context.layout.lanes.map((lane) => lane.lane)
  const to = nearestLane(context.layout, pointer.y)
  const indices = state.from.map((placement) => order.indexOf(placement.lane)).filter((index) => 0 <= index)
  if (to === undefined || indices.length === 0) return 0
  const wanted = order.indexOf(to.lane) - order.indexOf(held.lane)
  return Math.min(Math.max(wanted, -Math.min(...indices)), order.length - 1 - Math.max(...indices))
}

export const move = tool<Moving>({
  kind: 'move',
  begin,
  step,
  preview: (state) => state.preview,
  typed: ({ start, time, y }, text, context) =>
    typedTime(context, readBy(readPoint(text, context.arrangement.cut, start), time - start), y),
  cursor: (target) => (movable(target, noKeys) ? 'grab' : undefined),
  scrollsAtEdge: 'everywhere',
  movesMarks: (state) => !state.copies && !isNothing(state.others),
})
