// Bending a fade by the handle at its middle: up is louder there.

import type { Edge, Fade, PlacementView } from '../../generated'
import { noPreview, showing, type Preview } from '../preview'
import { shown } from '../things'
import { fadeEdit, fadeOf } from './fade'
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

interface Bending {
  readonly edge: Edge
  readonly from: PlacementView
  readonly y: number
  /** As far as the pointer has gone, before it is rounded and kept in range. */
  readonly raw: number
  readonly preview: Preview
}

/** Percent of one CSS pixel, plain and fine. */
const plainStep = 2
const fineStep = 0.25

function begin(press: Press, context: Context): Begun<Bending> | undefined {
  const held = heldPart(press, context)
  if (held?.part !== 'bendIn' && held?.part !== 'bendOut') return undefined
  const from = shown(context, held.id)
  if (from === undefined || from.locked) return { now: held.now }
  const edge = held.part === 'bendIn' ? 'in' : 'out'
  if (press.clicks > 1) return { now: [...held.now, ...straightened(context, from, edge)] }
  const raw = fadeOf(from, edge).bend
  return { state: { edge, from, y: press.pointer.y, raw, preview: noPreview }, waits: true, now: held.now }
}

/** A double click on the handle takes the bend away. */
function straightened(context: Context, from: PlacementView, edge: Edge) {
  const fade = { ...fadeOf(from, edge), bend: 0 }
  const label = `Fade ${naming(context, [from.id])} ${edge}`
  return [
    { type: 'commit', edits: [fadeEdit(from.id, edge, fade)], label, preview: showing(bentBy(from, edge, fade)) },
  ] as const
}

function step(state: Bending, motion: Motion, context: Context): Next<Bending> {
  if (motion.type === 'cancel') return done()
  const { keys, y } = motion.pointer
  const raw = state.raw + (state.y - y) * (keys.shift || keys.command ? fineStep : plainStep)
  const next = { ...state, y, raw }
  const fade = { ...fadeOf(state.from, state.edge), bend: Math.round(Math.min(Math.max(raw, -100), 100)) }
  const preview = withReadout(showing(bentBy(state.from, state.edge, fade)), motion.pointer, fade)
  if (motion.type === 'move') return stay({ ...next, preview })
  const isSame = fade.bend === fadeOf(state.from, state.edge).bend
  const label = `Fade ${naming(context, [state.from.id])} ${state.edge}`
  return commit(isSame ? [] : [fadeEdit(state.from.id, state.edge, fade)], label, preview)
}

function bentBy(from: PlacementView, edge: Edge, fade: Fade): PlacementView {
  return edge === 'in' ? { ...from, fadeIn: fade } : { ...from, fadeOut: fade }
}

function withReadout(preview: Preview, { x, y }: Pointer, { bend }: Fade): Preview {
  return {
    ...preview,
    readout: { x, y, words: bend === 0 ? 'not bent' : `bent ${bend < 0 ? '−' : '+'}${Math.abs(bend)} %` },
  }
}

export const bend = tool<Bending>({
  kind: 'bend',
  begin,
  step,
  preview: (state) => state.preview,
  typed: ({ y, raw }, text) => typedNumber(text, 0, (percent) => y - (percent - raw) / fineStep),
  cursor: (target) =>
    target.on === 'placement' && (target.part === 'bendIn' || target.part === 'bendOut') ? 'ns-resize' : undefined,
  scrollsAtEdge: 'never',
  movesMarks: false,
})
