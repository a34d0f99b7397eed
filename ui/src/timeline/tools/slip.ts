// Slipping: other sound under the same frames.

import { durationTimecode, flicksPerSecond, snapToFrame } from '../../time/time'
import { readLength } from '../../time/typed'
import type { PlacementView } from '../../generated'
import { noPreview, showing, type Preview } from '../preview'
import { placements } from '../selection'
import { slipped } from '../shape'
import { timeAt } from '../viewport'
import { shown } from '../things'
import {
  boundsFor,
  commit,
  done,
  naming,
  select,
  stay,
  tool,
  typedTime,
  type Begun,
  type Context,
  type Motion,
  type Next,
  type Pointer,
  type Press,
} from './tool'

interface Slipping {
  readonly from: PlacementView
  readonly time: number
  readonly preview: Preview
}

/** With Shift the sound moves a tenth as far, by single samples at 48 kHz instead of frames. */
const fineness = 0.1
const sample = flicksPerSecond / 48_000

/** With the slip tool, or Ctrl and Alt held. */
function begin({ pointer, target }: Press, context: Context): Begun<Slipping> | undefined {
  const asked = context.tool === 'slip' || (pointer.keys.command && pointer.keys.alt)
  if (!asked || target.on !== 'placement') return undefined
  const from = shown(context, target.id)
  if (from === undefined || from.locked) return {}
  const state = { from, time: timeAt(context.view, pointer.x), preview: noPreview }
  return { state, waits: true, now: [select(placements([target.id]))] }
}

function step(state: Slipping, motion: Motion, context: Context): Next<Slipping> {
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
  return { ...showing(after), readout: { x: pointer.x, y: pointer.y, words } }
}

export const slip = tool<Slipping>({
  kind: 'slip',
  begin,
  step,
  preview: (state) => state.preview,
  typed({ from, time }, text, context) {
    const read = readLength(text, context.arrangement.cut.rate, from.trackStart)
    // Ten times as far, since a figure is taken finely.
    const moved = 'wrong' in read ? read : { value: time - (read.value - from.trackStart) / fineness }
    return typedTime(context, moved, 0, true)
  },
  cursor: (target, context) => (context.tool === 'slip' && target.on === 'placement' ? 'ew-resize' : undefined),
  scrollsAtEdge: 'never',
  movesMarks: false,
})
