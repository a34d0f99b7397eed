// Gain by the line across a placement: up is louder. What else is selected goes along by as much.

import type { Edit, PlacementView } from '../../generated'
import { gainName } from '../arrangement'
import { noPreview, type Preview } from '../preview'
import { keptGain } from '../shape'
import { heldPart } from './grasp'
import { shown } from '../things'
import { commit, done, naming, stay, stayedWords, tool, typedNumber } from './tool'
import type { Begun, Context, Motion, Next, Pointer, Press } from './tool'

interface Gaining {
  /** As they were, the held one first. */
  readonly from: readonly PlacementView[]
  /** Where the pointer was last. */
  readonly y: number
  /** The gain of the held one as far as the pointer has gone, before it is rounded and kept in range. */
  readonly raw: number
  readonly preview: Preview
}

/**
 * Hundredths of a decibel of one CSS pixel, plain and fine. Fine is with Shift or Ctrl, also when it is pressed on the way.
 */
const plainStep = 25
const fineStep = 10

function begin(press: Press, context: Context): Begun<Gaining> | undefined {
  const grasp = heldPart(press, context)
  if (grasp?.part !== 'gain') return undefined
  const { id, ids, now } = grasp
  const all = [id, ...ids.filter((other) => other !== id)].flatMap((one) => shown(context, one) ?? [])
  if (all[0]?.locked === true) return { now }
  const from = all.filter((one) => !one.locked)
  const held = from[0]?.gain ?? 0
  return { state: { from, y: press.pointer.y, raw: held, preview: noPreview }, waits: true, now }
}

function step(state: Gaining, motion: Motion, context: Context): Next<Gaining> {
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move': {
      const next = follow(state, motion.pointer)
      return stay({ ...next, preview: previewGain(next, motion.pointer) })
    }
    case 'up': {
      const preview = previewGain(follow(state, motion.pointer), motion.pointer)
      const changed = state.from.flatMap((before) => {
        const { gain } = preview.placements.get(before.id) ?? before
        return gain === before.gain ? [] : [{ id: before.id, gain }]
      })
      const [first] = changed
      const all = changed.map(({ id }) => id)
      const edits: Edit[] =
        first === undefined || changed.every(({ gain }) => gain === first.gain)
          ? [{ type: 'shapePlacements', placements: all, gain: first?.gain ?? null }]
          : changed.map(({ id, gain }) => ({ type: 'shapePlacements', placements: [id], gain }))
      const label = `Gain of ${naming(context, all)}`
      return commit(changed.length === 0 ? [] : edits, label, preview, stayedWords(context))
    }
  }
}

/** What the pointer has gone since the last move, at the speed it has now: changing it on the way never jumps. */
function follow(state: Gaining, pointer: Pointer): Gaining {
  return { ...state, y: pointer.y, raw: state.raw + (state.y - pointer.y) * stepOf(pointer) }
}

function stepOf({ keys }: Pointer): number {
  return keys.shift || keys.command ? fineStep : plainStep
}

function previewGain(state: Gaining, pointer: Pointer): Preview {
  const [held] = state.from
  if (held === undefined) return noPreview
  const step = stepOf(pointer)
  const to = keptGain(Math.round(state.raw / step) * step)
  const by = to - held.gain
  const after = state.from.map((before) => ({ ...before, gain: keptGain(before.gain + by) }))
  const words = gainName(to) || '0 dB'
  return {
    ...noPreview,
    placements: new Map(after.map((placement) => [placement.id, placement])),
    readout: { x: pointer.x, y: pointer.y, words },
  }
}

export const gain = tool<Gaining>({
  kind: 'gain',
  begin,
  step,
  preview: (state) => state.preview,
  typed: ({ y, raw }, text) => typedNumber(text, 0, (db) => y - (100 * db - raw) / fineStep),
  cursor: (target) => (target.on === 'placement' && target.part === 'gain' ? 'ns-resize' : undefined),
  scrollsAtEdge: 'never',
  movesMarks: false,
})
