// Slipping: other sound under the same frames.

import { durationTimecode, flicksPerSecond, snapToFrame } from '../../lib/time'
import type { PlacementId, PlacementView } from '../../generated'
import { noPreview, type Preview } from '../preview'
import { slipped } from '../shape'
import { timeAt } from '../viewport'
import {
  boundsFor,
  commit,
  done,
  naming,
  shown,
  stay,
  type Context,
  type Motion,
  type Pointer,
  type Step,
} from './tool'

export interface Slipping {
  readonly kind: 'slipping'
  readonly from: PlacementView
  readonly time: number
  readonly preview: Preview
}

/** With Shift the sound moves a tenth as far, by single samples at 48 kHz instead of frames. */
const fineness = 0.1
const sample = flicksPerSecond / 48_000

export function beginSlip(context: Context, pointer: Pointer, id: PlacementId): Slipping | undefined {
  const from = shown(context, id)
  if (from === undefined) return undefined
  return { kind: 'slipping', from, time: timeAt(context.view, pointer.x), preview: noPreview }
}

export function stepSlip(state: Slipping, motion: Motion, context: Context): Step {
  const { from } = state
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewSlip(state, motion.pointer, context) })
    case 'up': {
      const preview = previewSlip(state, motion.pointer, context)
      const { trackStart } = preview.placements.get(from.id) ?? from
      const label = `Slip ${naming(context, [from.id])}`
      const edits = [{ type: 'slipPlacement', placement: from.id, trackStart } as const]
      return commit(trackStart === from.trackStart ? [] : edits, label, preview)
    }
  }
}

function previewSlip(state: Slipping, pointer: Pointer, context: Context): Preview {
  const { from } = state
  const box = context.arrangement.boxes.get(from.id)
  if (box === undefined) return noPreview
  const { rate } = context.arrangement.cut
  const raw = state.time - timeAt(context.view, pointer.x)
  const by = pointer.keys.shift ? Math.round((raw * fineness) / sample) * sample : snapToFrame(raw, rate)
  const after = slipped(from, from.trackStart + by, boundsFor(context, box))
  const words = `starts ${durationTimecode(after.trackStart, rate)} in`
  return { ...noPreview, placements: new Map([[from.id, after]]), readout: { x: pointer.x, y: pointer.y, words } }
}
