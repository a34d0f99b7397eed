// For the tests of tools: a gesture drawn on a timeline of one pixel a frame, and what came of it.

import { arrange } from '../arrangement'
import { cutOf, frame, lanesOf, type Wish } from '../bench/made-up'
import { targetAt } from '../hit-test'
import { boxRow } from '../boxes'
import { layOut, type Layout } from '../layout'
import { noPreview, type Preview } from '../preview'
import { nothing, placements, type Selection } from '../selection'
import { position } from '../../time/time'
import type { Flicks, Millibels, PlacementId } from '../../generated'
import { idle, press, previewOf, step, type Context, type Effect, type Gesture, type Keys, type Press } from '.'

/** Frames are pixels here: placements are told in frames. */
interface Drawn {
  readonly id: number
  readonly lane?: number
  readonly from: number
  readonly to: number
  readonly trackStart?: number
  readonly trackLength?: number
  readonly alternate?: boolean
  readonly cue?: number
  readonly gain?: number
  readonly locked?: boolean
  readonly group?: number
  /** Frames into the recording, and gains. */
  readonly volume?: readonly (readonly [at: number, gain: number])[]
}

export const noKeys: Keys = { shift: false, alt: false, command: false }

const second = 24 * (1001 / 1000) ** -1

/** A context of lanes Songs, Score and Source, 1,000 frames long, one CSS pixel a frame, scrolled to the start. */
export function contextOf(
  drawn: readonly Drawn[],
  over: Partial<Context> & { readonly rest?: Parameters<typeof cutOf>[1] } = {},
): Context {
  const inSeconds = (frames: number) => frames / second
  const wishes = drawn.map(
    ({ id, lane, from, to, trackStart = 0, trackLength, alternate, cue, gain, locked, group, volume }): Wish => ({
      id,
      lane: lane ?? 1,
      from: inSeconds(from),
      to: inSeconds(to),
      number: `1M0${id}`,
      title: `Track ${id}`,
      trackStart: inSeconds(trackStart),
      trackLength: inSeconds(trackLength ?? trackStart + to - from),
      alternate: alternate ?? false,
      gain: gain ?? 0,
      locked: locked ?? false,
      ...(group === undefined ? {} : { group }),
      ...(volume === undefined
        ? {}
        : { volume: volume.map(([at, gain]) => ({ at: frames(at) as Flicks, gain: gain as Millibels })) }),
      ...(cue === undefined ? {} : { cue }),
    }),
  )
  const lanes = lanesOf('songs', 'score', 'source')
  const { rest, ...others } = over
  const arrangement = arrange(cutOf(wishes, { length: inSeconds(1000), ...rest }), lanes)
  const layout = layOut({
    lanes,
    heights: new Map(),
    slivers: arrangement.slivers,
    opened: arrangement.opened,
    height: 430,
    scroll: 0,
  })
  return {
    arrangement,
    layout,
    view: { scale: frame, left: 0, width: 1000, ratio: 1 },
    selection: nothing,
    preview: noPreview,
    tool: 'select',
    snapping: false,
    ripple: false,
    playhead: position(0),
    ...others,
  }
}

/** Half way down the placements of a lane, below their titles. */
export function laneY(layout: Layout, lane: number): number {
  const row = layout.lanes.find((row) => row.lane === lane)
  if (row === undefined) throw new Error(`no lane ${lane}`)
  const box = boxRow(row, undefined)
  return box.y + box.height - 12
}

interface Outcome {
  readonly gesture: Gesture
  readonly effects: readonly Effect[]
  /** What was shown at the last move. */
  readonly preview: Preview
  readonly selection: Selection
}

/** Presses at the first point, moves through the rest, and lets go at the last unless told otherwise. */
export function drag(
  context: Context,
  points: readonly (readonly [x: number, y: number])[],
  how: Partial<Press> & {
    readonly keys?: Keys
    readonly pressKeys?: Keys
    readonly end?: 'up' | 'cancel' | 'held'
  } = {},
): Outcome {
  const keys = how.keys ?? noKeys
  const [first = [0, 0], ...rest] = points
  const pointer = { x: first[0], y: first[1], keys: how.pressKeys ?? keys }
  const target = how.target ?? targetAt(context, pointer.x, pointer.y)
  const button = how.button ?? 'main'
  const effects: Effect[] = []
  let selection = context.selection
  let gesture: Gesture = idle
  let preview: Preview = noPreview
  const take = (next: ReturnType<typeof step>) => {
    gesture = next.gesture
    effects.push(...next.effects)
    for (const effect of next.effects) if (effect.type === 'select') selection = effect.selection
  }
  take(press({ pointer, target, clicks: how.clicks ?? 1, button, space: how.space ?? false }, context))
  for (const [x, y] of rest) {
    take(step(gesture, { type: 'move', pointer: { x, y, keys } }, { ...context, selection }))
    preview = previewOf(gesture)
  }
  const [x, y] = points.at(-1) ?? [0, 0]
  const end = how.end ?? 'up'
  if (end === 'cancel') take(step(gesture, { type: 'cancel' }, context))
  if (end === 'up') take(step(gesture, { type: 'up', pointer: { x, y, keys } }, { ...context, selection }))
  return { gesture, effects, preview, selection }
}

export function edits(outcome: Outcome) {
  return outcome.effects.flatMap((effect) => (effect.type === 'commit' ? effect.edits : []))
}

export function chosen(...ids: readonly number[]): Selection {
  return placements(ids as readonly PlacementId[])
}

/** A point in frames. */
export function frames(count: number): number {
  return count * frame
}
