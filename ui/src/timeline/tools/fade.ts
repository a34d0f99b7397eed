// Fades by their handles: dragging sets the length and keeps the shape.

import { flicksPerSecond } from '../../time/time'
import type { Edge, Edit, Fade, PlacementId, PlacementView } from '../../generated'
import { noPreview, type Preview } from '../preview'
import { faded } from '../shape'
import { timeAt } from '../viewport'
import { heldPart } from './grasp'
import { shown } from '../things'
import { commit, done, naming, stay, tool } from './tool'
import type { Begun, Context, Motion, Next, Pointer, Press } from './tool'

interface Fading {
  readonly edge: Edge
  readonly from: PlacementView
  readonly time: number
  readonly preview: Preview
}

function begin(press: Press, context: Context): Begun<Fading> | undefined {
  const grasp = heldPart(press, context)
  if (grasp === undefined || (grasp.part !== 'fadeIn' && grasp.part !== 'fadeOut')) return undefined
  const from = shown(context, grasp.id)
  if (from === undefined) return { now: grasp.now }
  const edge = grasp.part === 'fadeIn' ? 'in' : 'out'
  const state = { edge, from, time: timeAt(context.view, press.pointer.x), preview: noPreview } as const
  return { state, waits: true, now: grasp.now }
}

function step(state: Fading, motion: Motion, context: Context): Next<Fading> {
  const { from, edge } = state
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewFade(state, motion.pointer, context) })
    case 'up': {
      const preview = previewFade(state, motion.pointer, context)
      const fade = fadeOf(preview.placements.get(from.id) ?? from, edge)
      const label = `Fade ${naming(context, [from.id])} ${edge}`
      return commit(fade.length === fadeOf(from, edge).length ? [] : [fadeEdit(from.id, edge, fade)], label, preview)
    }
  }
}

/** Gives one placement one fade. */
function fadeEdit(id: PlacementId, edge: Edge, fade: Fade): Edit {
  return { type: 'shapePlacements', placements: [id], ...(edge === 'in' ? { fadeIn: fade } : { fadeOut: fade }) }
}

function previewFade(state: Fading, pointer: Pointer, context: Context): Preview {
  const { from, edge } = state
  const by = timeAt(context.view, pointer.x) - state.time
  const length = fadeOf(from, edge).length + (edge === 'in' ? by : -by)
  const after = faded(from, edge, length, context.arrangement.cut.rate)
  const words = `${(fadeOf(after, edge).length / flicksPerSecond).toFixed(2)} s`
  return { ...noPreview, placements: new Map([[from.id, after]]), readout: { x: pointer.x, y: pointer.y, words } }
}

function fadeOf(placement: PlacementView, edge: Edge): Fade {
  return edge === 'in' ? placement.fadeIn : placement.fadeOut
}

export const fade = tool<Fading>({
  kind: 'fade',
  begin,
  step,
  preview: (state) => state.preview,
  cursor: (target) =>
    target.on === 'placement' && (target.part === 'fadeIn' || target.part === 'fadeOut') ? 'pointer' : undefined,
  scrollsAtEdge: 'along',
  movesMarks: false,
})
