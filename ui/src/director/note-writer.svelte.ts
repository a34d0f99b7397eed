/** What is being written and drawn: it stands still while somebody types or draws, and goes on when it is sent. */

import type { NoteId, Position, ShownCue, Stroke, StrokeShape } from '../generated'
import { mostStrokes } from '../review/strokes'
import { keepDrafts, keepReplies, keptDrafts, keptReplies, type Draft, type Drafts, type Replies } from './draft'
import { moment, newKey } from './outbox'
import type { Review } from './review.svelte'
import type { Store } from './storage'

const isSaid = (draft: Draft) => draft.body.trim() !== '' || draft.drawing.length > 0

export class NoteWriter {
  readonly #review: Review
  readonly #store: Store
  readonly #name: string
  drafts = $state.raw<Drafts>({})
  replies = $state.raw<Replies>({})
  /** What the pointer draws over the picture. */
  tool = $state<StrokeShape | undefined>()
  /** It was playing when somebody began to write. */
  goesOn = false

  constructor(review: Review, store: Store, name: string) {
    this.#review = review
    this.#store = store
    this.#name = name
    this.drafts = keptDrafts(store, name, review.page)
    this.replies = keptReplies(store, name)
  }

  /** The note on the cue that is on. */
  get draft(): Draft | undefined {
    return this.drafts[this.#review.cueId]
  }

  /** Stops on the frame that is meant. */
  pause(): void {
    if (!this.#review.playing) return
    this.#review.stop()
    this.goesOn = true
  }

  /** Goes on if it was stopped for what was written. */
  resume(): void {
    if (this.goesOn) void this.#review.play()
    this.goesOn = false
  }

  type(body: string): void {
    const { cue } = this.#review
    if (cue === undefined) return
    this.pause()
    const begun = this.draft ?? this.#begun(cue)
    const isEmpty = body === '' && begun.until === undefined && begun.drawing.length === 0
    this.#keep(isEmpty ? undefined : { ...begun, body })
  }

  /** Takes up what is drawn with, or puts it down. */
  take(tool: StrokeShape | undefined): void {
    this.tool = tool
    if (tool === undefined) return
    this.pause()
    // What is drawn is drawn over the frame that the note is about.
    if (this.draft !== undefined) this.#review.seekFrame(this.draft.from)
  }

  drew(stroke: Stroke): void {
    const { cue } = this.#review
    if (cue === undefined) return
    const begun = this.draft ?? this.#begun(cue)
    this.#keep({ ...begun, drawing: [...begun.drawing, stroke].slice(-mostStrokes) })
  }

  wipe(): void {
    const { draft } = this
    if (draft === undefined) return
    const isEmpty = draft.body === '' && draft.until === undefined
    this.#keep(isEmpty ? undefined : { ...draft, drawing: [] })
  }

  /** Marks where the note begins, then where it ends. */
  markRange(): void {
    const { cue, frame } = this.#review
    if (cue === undefined) return
    const begun = this.draft
    if (begun === undefined) {
      this.#keep(this.#begun(cue))
      this.#review.tell('The note begins here. Mark again where it ends.')
      return
    }
    const [from, until] = [Math.min(begun.from, frame), Math.max(begun.from, frame)]
    this.#keep({ ...begun, from, until: until > from ? until : undefined })
  }

  /** Whether there is something to send. */
  get isSaid(): boolean {
    return this.draft !== undefined && isSaid(this.draft)
  }

  /** Whether anything was begun on any cue that nobody is told of yet. */
  get begun(): boolean {
    const notes = Object.values(this.drafts).some((one) => one !== undefined && isSaid(one))
    return notes || Object.values(this.replies).some((one) => one !== undefined && one.trim() !== '')
  }

  send(): void {
    const { draft } = this
    if (draft === undefined || !this.isSaid) return
    // What it was about may have been proposed anew meanwhile; the note is of the cue all the same.
    const about = this.#review.page.cues.find(({ id }) => id === draft.cue)
    const proposal = about?.alternates.find(({ id }) => id === draft.proposal)?.id ?? null
    this.#review.outbox.put({
      type: 'note',
      key: newKey(),
      at: moment(),
      cue: draft.cue,
      proposal,
      from: draft.from as Position,
      until: (draft.until ?? null) as Position | null,
      body: draft.body.trim(),
      drawing: [...draft.drawing],
      answers: null,
    })
    this.tool = undefined
    this.#keep(undefined)
    this.resume()
  }

  discard(): void {
    this.goesOn = false
    this.tool = undefined
    this.#keep(undefined)
  }

  typeReply(note: NoteId, body: string): void {
    this.pause()
    this.#keepReply(note, body === '' ? undefined : body)
  }

  sendReply(note: NoteId, cue: ShownCue): void {
    const body = (this.replies[note] ?? '').trim()
    if (body === '') return
    this.#review.outbox.put({
      type: 'note',
      key: newKey(),
      at: moment(),
      cue: cue.id,
      proposal: null,
      from: null,
      until: null,
      body,
      drawing: [],
      answers: note,
    })
    this.#keepReply(note, undefined)
    this.resume()
  }

  #begun(cue: ShownCue): Draft {
    const { frame } = this.#review
    return {
      cue: cue.id,
      proposal: this.#review.heardOf(cue)?.id,
      from: frame,
      until: undefined,
      body: '',
      drawing: [],
    }
  }

  #keep(draft: Draft | undefined): void {
    this.drafts = { ...this.drafts, [this.#review.cueId]: draft }
    keepDrafts(this.#store, this.#name, this.drafts)
  }

  #keepReply(note: NoteId, body: string | undefined): void {
    this.replies = { ...this.replies, [note]: body }
    keepReplies(this.#store, this.#name, this.replies)
  }
}
