// Dragging what stands at one frame: hits, notes, and cues that have no music yet.

import { position, shifted, snapToFrame, timecodeAt } from '../../lib/time'
import type { CueId, Edit, HitId, NoteId, Position } from '../../generated'
import type { Target } from '../hit-test'
import { noPreview, type Preview } from '../preview'
import type { Selection } from '../selection'
import { guidesOf, snap, snapReach, type Guide } from '../snap'
import { spanOf, timeAt } from '../viewport'
import { commit, done, select, snaps, stay, tool } from './tool'
import type { Begun, Context, Motion, Next, Pointer, Press } from './tool'

export type Mark =
  | { readonly on: 'hit'; readonly id: HitId }
  | { readonly on: 'note'; readonly id: NoteId }
  | { readonly on: 'cue'; readonly id: CueId }

export interface Marking {
  readonly mark: Mark
  readonly from: Position
  readonly guides: readonly Guide[]
  readonly grip: number
  readonly preview: Preview
}

function begin({ pointer, target }: Press, context: Context): Begun<Marking> | undefined {
  const mark = markOn(target)
  if (mark === undefined) return undefined
  const now = [select(selectionOf(mark))]
  const from = positionOf(context, mark)
  if (from === undefined) return { now }
  const guides = guidesOf(context.arrangement, context.playhead, new Set<number>([mark.id]))
  const grip = timeAt(context.view, pointer.x) - from
  return { state: { mark, from, guides, grip, preview: noPreview }, waits: true, now }
}

function markOn(target: Target): Mark | undefined {
  if (target.on === 'hit') return { on: 'hit', id: target.id }
  if (target.on === 'note') return { on: 'note', id: target.id }
  return target.on === 'cue' ? { on: 'cue', id: target.id } : undefined
}

export function selectionOf(mark: Mark): Selection {
  switch (mark.on) {
    case 'hit':
      return { kind: 'hit', id: mark.id }
    case 'note':
      return { kind: 'note', id: mark.id }
    case 'cue':
      return { kind: 'cue', id: mark.id }
  }
}

function step(state: Marking, motion: Motion, context: Context): Next<Marking> {
  const { mark, from } = state
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewMark(state, motion.pointer, context).preview })
    case 'up': {
      const { at, preview } = previewMark(state, motion.pointer, context)
      return commit(at === from ? [] : [markEdit(mark, at)], `Move ${wordFor(mark)}`, preview)
    }
  }
}

/** Puts a mark at a frame. */
export function markEdit(mark: Mark, at: Position): Edit {
  switch (mark.on) {
    case 'hit':
      return { type: 'editHit', hit: mark.id, at }
    case 'note':
      return { type: 'editNote', note: mark.id, at }
    case 'cue':
      return { type: 'editCues', cues: [mark.id], set: { at } }
  }
}

export function wordFor(mark: Mark): string {
  return mark.on === 'cue' ? 'cue' : mark.on
}

/** Where a mark is shown now. */
export function positionOf(context: Context, mark: Mark): Position | undefined {
  const { arrangement, preview } = context
  switch (mark.on) {
    case 'hit':
      return preview.hits.get(mark.id) ?? arrangement.hits.find((hit) => hit.id === mark.id)?.at
    case 'note':
      return preview.notes.get(mark.id) ?? arrangement.notes.find((note) => note.id === mark.id)?.at
    case 'cue':
      return preview.cues.get(mark.id) ?? arrangement.cues.get(mark.id)?.at
  }
}

/** A preview of a mark at a frame. */
export function markPreview(mark: Mark, at: Position): Preview {
  switch (mark.on) {
    case 'hit':
      return { ...noPreview, hits: new Map([[mark.id, at]]) }
    case 'note':
      return { ...noPreview, notes: new Map([[mark.id, at]]) }
    case 'cue':
      return { ...noPreview, cues: new Map([[mark.id, at]]) }
  }
}

function previewMark(state: Marking, pointer: Pointer, context: Context) {
  const { rate, length, start } = context.arrangement.cut
  const raw = timeAt(context.view, pointer.x) - state.grip
  const reach = spanOf(context.view, snapReach)
  const snapped = snaps(context, pointer) ? snap(raw, state.guides, reach) : { at: raw, guide: undefined }
  const last = shifted(position(length), -context.arrangement.reach.frame)
  const at = position(Math.min(Math.max(0, snapToFrame(snapped.at, rate)), Math.max(0, last)))
  const guides = snapped.guide === undefined ? [] : [snapped.guide]
  const readout = { x: pointer.x, y: pointer.y, words: timecodeAt(at, start, rate) }
  return { at, preview: { ...markPreview(state.mark, at), guides, readout } }
}

export const mark = tool<Marking>({
  kind: 'mark',
  begin,
  step,
  preview: (state) => state.preview,
  cursor: (target) => (markOn(target) === undefined ? undefined : 'grab'),
  scrollsAtEdge: 'along',
  movesMarks: true,
})
