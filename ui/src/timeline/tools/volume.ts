// The volume line of a placement: with its tool a press adds a point on the line and a drag pulls it; points of what is selected are also
// moved with the plain tool, and Alt takes one away. A point stands on a moment of the recording.

import type { Edit, Flicks, PlacementView, VolumePoint } from '../../generated'
import { gainName } from '../arrangement'
import { boxRect, boxRow, gainAt } from '../boxes'
import { pointOf } from '../hit-test'
import { noPreview, showing, type Preview } from '../preview'
import { keptGain } from '../shape'
import { shown } from '../things'
import { timeAt } from '../viewport'
import { volumeAt } from '../waveform'
import { heldPart } from './grasp'
import {
  commit,
  done,
  naming,
  stay,
  tool,
  typedNumber,
  type Begun,
  type Context,
  type Motion,
  type Next,
  type Pointer,
  type Press,
} from './tool'

interface Drawing {
  readonly from: PlacementView
  /** The other points. */
  readonly rest: readonly VolumePoint[]
  /** The one that is held, as it is now. */
  readonly point: VolumePoint
  readonly isNew: boolean
  /** Where the pointer was last; and the point before it is rounded and kept in range. */
  readonly x: number
  readonly y: number
  readonly raw: { readonly at: number; readonly gain: number }
  readonly preview: Preview
}

/** Fine, while Shift or Ctrl is held: a tenth of the way. */
const fineness = 0.1
/** Hundredths of a decibel that a point goes by, plain and fine. */
const plainStep = 50
const fineStep = 10

function begin(press: Press, context: Context): Begun<Drawing> | undefined {
  const held = heldPart(press, context)
  if (held === undefined) return undefined
  const index = pointOf(held.part)
  const draws = context.tool === 'volume' && ['body', 'gain', 'bendIn', 'bendOut'].includes(held.part)
  const adds = draws || (held.part === 'gain' && press.pointer.keys.alt)
  const from = shown(context, held.id)
  if (from === undefined || from.locked || (index === undefined && !adds)) return undefined
  const { x, y, keys } = press.pointer
  const points = from.volumePoints
  if (index !== undefined) {
    const point = points[index]
    if (point === undefined) return undefined
    const rest = points.filter((_, other) => other !== index)
    if (keys.alt || press.clicks > 1) return { now: [...held.now, ...removal(context, from, rest)] }
    return {
      state: { from, rest, point, isNew: false, x, y, raw: point, preview: noPreview },
      waits: true,
      now: held.now,
    }
  }
  const at = timeAt(context.view, x) - from.inPoint + from.trackStart
  // On the line, wherever the press is: the line must not jump to the pointer.
  const raw = { at, gain: volumeAt(points, at) }
  const state = { from, rest: points, point: kept(raw, plainStep, from), isNew: true, x, y, raw, preview: noPreview }
  return { state: { ...state, preview: previewOf(state, press.pointer) }, now: held.now }
}

function removal(context: Context, from: PlacementView, rest: readonly VolumePoint[]) {
  const label = `Volume line of ${naming(context, [from.id])}`
  return [{ type: 'commit', edits: [edited(from, rest)], label, preview: showing(withPoints(from, rest)) }] as const
}

function edited(from: PlacementView, points: readonly VolumePoint[]): Edit {
  return { type: 'setVolume', placements: [from.id], points: [...points] }
}

function step(state: Drawing, motion: Motion, context: Context): Next<Drawing> {
  if (motion.type === 'cancel') return done()
  const next = follow(state, motion.pointer, context)
  if (motion.type === 'move') return stay({ ...next, preview: previewOf(next, motion.pointer) })
  const points = withPoint(next)
  const isSame =
    !state.isNew && state.from.volumePoints.some(({ at, gain }) => at === next.point.at && gain === next.point.gain)
  const label = `Volume line of ${naming(context, [state.from.id])}`
  return commit(isSame ? [] : [edited(state.from, points)], label, showing(withPoints(state.from, points)))
}

/** What the pointer has gone since the last move, at the speed it has now. */
function follow(state: Drawing, pointer: Pointer, context: Context): Drawing {
  const isFine = pointer.keys.shift || pointer.keys.command
  const speed = isFine ? fineness : 1
  const [dx, dy] = [pointer.x - state.x, pointer.y - state.y]
  const { view } = context
  const perPixel = gainUnder(context, state.from, 0) - gainUnder(context, state.from, 1)
  const at = state.raw.at + dx * view.scale * view.ratio * speed
  const raw = { at, gain: state.raw.gain - dy * perPixel * speed }
  return { ...state, x: pointer.x, y: pointer.y, raw, point: kept(raw, isFine ? fineStep : plainStep, state.from) }
}

/** Within the placement's own time and the range of gains, on a whole step. */
function kept(raw: { readonly at: number; readonly gain: number }, by: number, from: PlacementView): VolumePoint {
  const [first, last] = [from.trackStart, from.trackStart + from.outPoint - from.inPoint]
  const at = Math.round(Math.min(Math.max(raw.at, first), last)) as Flicks
  return { at, gain: keptGain(Math.round(raw.gain / by) * by) }
}

/** The gain that a height of the timeline means on a placement, in hundredths of a decibel. */
function gainUnder({ layout, view, arrangement }: Context, from: PlacementView, y: number): number {
  const lane = layout.lanes.find((row) => row.lane === from.lane)
  if (lane === undefined) return 0
  const rect = boxRect(view, boxRow(lane, arrangement.boxes.get(from.id)?.sliver), from)
  return gainAt(y - rect.y, rect.height)
}

function withPoint({ rest, point }: Drawing): readonly VolumePoint[] {
  return [...rest.filter(({ at }) => at !== point.at), point].toSorted((a, b) => a.at - b.at)
}

function withPoints(from: PlacementView, points: readonly VolumePoint[]): PlacementView {
  return { ...from, volumePoints: [...points] }
}

function previewOf(state: Drawing, { x, y }: Pointer): Preview {
  const words = gainName(state.point.gain) || '0 dB'
  return { ...showing(withPoints(state.from, withPoint(state))), readout: { x, y, words } }
}

export const volume = tool<Drawing>({
  kind: 'volume',
  begin,
  step,
  preview: (state) => state.preview,
  typed({ from, x, y, raw }, text, context) {
    const perPixel = gainUnder(context, from, 0) - gainUnder(context, from, 1)
    return typedNumber(text, x, (db) => y - (100 * db - raw.gain) / (perPixel * fineness))
  },
  cursor: (target, context) => {
    if (target.on !== 'placement') return undefined
    if (pointOf(target.part) !== undefined) return 'move'
    return context.tool === 'volume' ? 'crosshair' : undefined
  },
  scrollsAtEdge: 'never',
  movesMarks: false,
})
