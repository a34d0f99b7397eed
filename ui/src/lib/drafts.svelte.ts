/** What is being written and not sent yet. It outlives the field it stands in, until it is sent or discarded. */

import type { CueId, CutId, NoteId, PlacementId, Position, ReviewerId, Stroke, StrokeShape } from '../generated'

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
  /** By whose they are, a reviewer's or (0) the desk's: what one began is never sent in the name of another. */
  notes = $state.raw<Readonly<Record<number, NoteDraft | undefined>>>({})
  /** What the pointer draws over the picture for it. */
  tool = $state<StrokeShape | undefined>()
  /** What is to be changed about a placement, in the director's words. */
  changes = $state.raw<Readonly<Record<PlacementId, string | undefined>>>({})
  replies = $state.raw<Readonly<Record<NoteId, string | undefined>>>({})
}

export const drafts = new Drafts()

/** The note that a reviewer has begun on a cut; without a reviewer it is the desk's. */
export function noteBegun(cut: CutId | undefined, reviewer: ReviewerId | undefined): NoteDraft | undefined {
  const note = drafts.notes[reviewer ?? 0]
  return note !== undefined && note.cut === cut ? note : undefined
}

export function draftNote(reviewer: ReviewerId | undefined, note: NoteDraft | undefined): void {
  drafts.notes = { ...drafts.notes, [reviewer ?? 0]: note }
}

export function draftReply(note: NoteId, body: string): void {
  drafts.replies = { ...drafts.replies, [note]: body === '' ? undefined : body }
}

export function draftChanges(placement: PlacementId, body: string): void {
  drafts.changes = { ...drafts.changes, [placement]: body === '' ? undefined : body }
}
