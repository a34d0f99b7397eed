// Gain by the line across a placement: up is louder. What else is selected goes along by as much.

import type { Edit, PlacementId, PlacementView } from '../../generated'
import { gainName } from '../arrangement'
import { gainPerPixel } from '../hit-test'
import { noPreview, type Preview } from '../preview'
import { keptGain } from '../shape'
import { commit, done, naming, shown, stay, type Context, type Motion, type Pointer, type Step } from './tool'

export interface Gaining {
  readonly kind: 'gaining'
  /** As they were, the held one first. */
  readonly from: readonly PlacementView[]
  readonly y: number
  /** Hundredths of a decibel of one pixel. */
  readonly perPixel: number
  readonly preview: Preview
}

/** Steps in hundredths of a decibel: plain, and with Shift, which is also a tenth as fast. */
const plainStep = 50
const fineStep = 10
const fineness = 0.1

export function beginGain(
  context: Context,
  pointer: Pointer,
  held: PlacementId,
  ids: readonly PlacementId[],
  height: number,
): Gaining {
  const from = [held, ...ids.filter((id) => id !== held)].flatMap((id) => shown(context, id) ?? [])
  return { kind: 'gaining', from, y: pointer.y, perPixel: gainPerPixel(height), preview: noPreview }
}

export function stepGain(state: Gaining, motion: Motion, context: Context): Step {
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewGain(state, motion.pointer) })
    case 'up': {
      const preview = previewGain(state, motion.pointer)
      const edits = state.from.flatMap((before): Edit[] => {
        const { gain } = preview.placements.get(before.id) ?? before
        return gain === before.gain ? [] : [{ type: 'shapePlacements', placements: [before.id], gain }]
      })
      const label = `Set the gain of ${naming(
        context,
        state.from.map((placement) => placement.id),
      )}`
      return commit(edits, label, preview)
    }
  }
}

function previewGain(state: Gaining, pointer: Pointer): Preview {
  const [held] = state.from
  if (held === undefined) return noPreview
  const step = pointer.keys.shift ? fineStep : plainStep
  const raw = (state.y - pointer.y) * state.perPixel * (pointer.keys.shift ? fineness : 1)
  const to = keptGain(Math.round((held.gain + raw) / step) * step)
  const by = to - held.gain
  const after = state.from.map((before) => ({ ...before, gain: keptGain(before.gain + by) }))
  const words = gainName(to) || '0 dB'
  return {
    ...noPreview,
    placements: new Map(after.map((placement) => [placement.id, placement])),
    readout: { x: pointer.x, y: pointer.y, words },
  }
}
