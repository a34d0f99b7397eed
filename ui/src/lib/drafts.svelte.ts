/** What is being written and not sent yet. It outlives the field it stands in, until it is sent or discarded. */

import type { CueId, CutId, NoteId, PlacementId, Position, Stroke, StrokeShape } from '../generated'

/** A note under way: what it is about was settled when it was begun, whatever is selected since. */
interface NoteDraft {
  readonly cut: CutId
  readonly cue: CueId | undefined
  readonly placement: PlacementId | undefined
  readonly at: number
  /** Where its range ends; none for a note at a frame. */
  readonly until?: Position
  readonly body: string
  /** What is drawn over the frame. */
  readonly drawing?: readonly Stroke[]
}

class Drafts {
  note = $state.raw<NoteDraft | undefined>()
  /** What the pointer draws over the picture for it. */
  tool = $state<StrokeShape | undefined>()
  /** What is to be changed about a placement, in the director's words. */
  changes = $state.raw<Readonly<Record<PlacementId, string | undefined>>>({})
  replies = $state.raw<Readonly<Record<NoteId, string | undefined>>>({})
}

export const drafts = new Drafts()

export function draftReply(note: NoteId, body: string): void {
  drafts.replies = { ...drafts.replies, [note]: body === '' ? undefined : body }
}

export function draftChanges(placement: PlacementId, body: string): void {
  drafts.changes = { ...drafts.changes, [placement]: body === '' ? undefined : body }
}
