// Fades by their handles: dragging sets the length and keeps the shape.

import { flicksPerSecond } from '../../time/time'
import { readLength } from '../../time/typed'
import type { Edge, Edit, Fade, PlacementId, PlacementView } from '../../generated'
import { noPreview, type Preview } from '../preview'
import { faded } from '../shape'
import { goOn, goingFrom, type Going } from './going'
import { heldPart } from './grasp'
import { shown } from '../things'
import { commit, done, naming, readFigure, stay, stayedWords, tool, typedTime } from './tool'
import type { Begun, Context, Motion, Next, Pointer, Press } from './tool'

interface Fading extends Going {
  readonly edge: Edge
  /** As they were, the held one first. */
  readonly from: readonly PlacementView[]
  readonly preview: Preview
}

function begin(press: Press, context: Context): Begun<Fading> | undefined {
  const grasp = heldPart(press, context)
  if (grasp === undefined || (grasp.part !== 'fadeIn' && grasp.part !== 'fadeOut')) return undefined
  const held = shown(context, grasp.id)
  if (held === undefined || held.locked) return { now: grasp.now }
  const others = grasp.ids.filter((id) => id !== grasp.id).flatMap((id) => shown(context, id) ?? [])
  const from = [held, ...others.filter((one) => !one.locked)]
  const edge = grasp.part === 'fadeIn' ? 'in' : 'out'
  const state = { edge, from, ...goingFrom(press.pointer, context), preview: noPreview } as const
  return { state, waits: true, now: grasp.now }
}

function step(state: Fading, motion: Motion, context: Context): Next<Fading> {
  const { from, edge } = state
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move': {
      const next = { ...state, ...goOn(state, motion.pointer, context) }
      return stay({ ...next, preview: previewFade(next, motion.pointer, context) })
    }
    case 'up': {
      const last = { ...state, ...goOn(state, motion.pointer, context) }
      const preview = previewFade(last, motion.pointer, context)
      const changed = from.flatMap((before) => {
        const fade = fadeOf(preview.placements.get(before.id) ?? before, edge)
        return fade.length === fadeOf(before, edge).length ? [] : [{ id: before.id, fade }]
      })
      const ids = changed.map(({ id }) => id)
      const label = `Fade ${naming(context, ids)} ${edge}`
      return commit(
        changed.map(({ id, fade }) => fadeEdit(id, edge, fade)),
        label,
        preview,
        stayedWords(context),
      )
    }
  }
}

/** Gives one placement one fade. */
export function fadeEdit(id: PlacementId, edge: Edge, fade: Fade): Edit {
  return { type: 'shapePlacements', placements: [id], ...(edge === 'in' ? { fadeIn: fade } : { fadeOut: fade }) }
}

function previewFade(state: Fading, pointer: Pointer, context: Context): Preview {
  const { from, edge, gone: by } = state
  const after = from.map((before) => {
    const length = fadeOf(before, edge).length + (edge === 'in' ? by : -by)
    return faded(before, edge, length, context.arrangement.cut.rate)
  })
  const [held] = after
  const words = held === undefined ? '' : `${(fadeOf(held, edge).length / flicksPerSecond).toFixed(2)} s`
  const placements = new Map(after.map((one) => [one.id, one]))
  return { ...noPreview, placements, readout: { x: pointer.x, y: pointer.y, words } }
}

export function fadeOf(placement: PlacementView, edge: Edge): Fade {
  return edge === 'in' ? placement.fadeIn : placement.fadeOut
}

export const fade = tool<Fading>({
  kind: 'fade',
  begin,
  step,
  preview: (state) => state.preview,
  typed({ from, edge, time, gone }, text, context) {
    const [held] = from
    const now = held === undefined ? 0 : fadeOf(held, edge).length
    const seconds = /^[+\-−]/.test(text.trim()) ? undefined : readFigure(text)
    const read =
      seconds === undefined ? readLength(text, context.arrangement.cut.rate, now) : { value: seconds * flicksPerSecond }
    const moved = 'wrong' in read ? read : { value: time + (edge === 'in' ? 1 : -1) * (read.value - now) - gone }
    return typedTime(context, moved, 0)
  },
  cursor: (target) =>
    target.on === 'placement' && (target.part === 'fadeIn' || target.part === 'fadeOut') ? 'pointer' : undefined,
  scrollsAtEdge: 'along',
  movesMarks: false,
})
