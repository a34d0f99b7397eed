/** What is being written and not sent yet. It outlives the field it stands in, until it is sent or discarded. */

import type {
  CueId,
  CutId,
  NoteId,
  PlacementId,
  Position,
  ReviewerId,
  Stroke,
  StrokeShape,
  VerdictValue,
} from '../generated'

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
  /** Why one is rejected. */
  rejections = $state.raw<Readonly<Record<PlacementId, string | undefined>>>({})
  replies = $state.raw<Readonly<Record<NoteId, string | undefined>>>({})
  /** Fields of entries that are being typed, by the entry. */
  entries = $state.raw<Readonly<Record<string, Readonly<Record<string, string>> | undefined>>>({})
}

export const drafts = new Drafts()

type Kept = Pick<Drafts, 'notes' | 'changes' | 'rejections' | 'replies' | 'entries'>
/** Those of shows that were open before, by their paths. */
const kept: Record<string, Kept | undefined> = {}
let ofShow: string | undefined

/** Another show is open, or none: its drafts are its own, and those of the former wait for it. */
export function draftsOf(show: string | undefined): void {
  if (show === ofShow) return
  const { notes, changes, rejections, replies, entries } = drafts
  if (ofShow !== undefined) kept[ofShow] = { notes, changes, rejections, replies, entries }
  const none: Kept = { notes: {}, changes: {}, rejections: {}, replies: {}, entries: {} }
  Object.assign(drafts, (show === undefined ? undefined : kept[show]) ?? none)
  ofShow = show
}

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

/** The words of a verdict that are being written: why it is a no is no wish of a yes, and kept apart. */
export function verdictWords(placement: PlacementId, value: VerdictValue): string {
  return (value === 'rejected' ? drafts.rejections : drafts.changes)[placement] ?? ''
}

export function draftVerdict(placement: PlacementId, value: VerdictValue, body: string): void {
  const words = { [placement]: body === '' ? undefined : body }
  if (value === 'rejected') drafts.rejections = { ...drafts.rejections, ...words }
  else drafts.changes = { ...drafts.changes, ...words }
}

/** An entry of a list that is being typed. It outlives the panel that it stands in, until it is added or cancelled. */
export class EntryDraft {
  readonly #name: () => string

  /** `name` tells it from all others: `payment 12`. */
  constructor(name: () => string) {
    this.#name = name
  }

  get isBegun(): boolean {
    return drafts.entries[this.#name()] !== undefined
  }

  begin(): void {
    this.#keep({ ...drafts.entries[this.#name()] })
  }

  of(field: string): string {
    return drafts.entries[this.#name()]?.[field] ?? ''
  }

  type(field: string, text: string): void {
    this.#keep({ ...drafts.entries[this.#name()], [field]: text })
  }

  end(): void {
    this.#keep(undefined)
  }

  #keep(fields: Readonly<Record<string, string>> | undefined): void {
    drafts.entries = { ...drafts.entries, [this.#name()]: fields }
  }
}
