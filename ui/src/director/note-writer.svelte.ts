/** What is being written and drawn: it stands still while somebody types or draws, and goes on when it is sent. */

import type { Answer, CueId, NoteId, Position, ProposalId, ShownCue, Stroke, StrokeShape } from '../generated'
import { setOf } from '../lib/lists/collections'
import { Begun } from './begun.svelte'
import { mostStrokes } from '../review/strokes'
import { isTooLong } from './letters'
import { moment, newKey } from './outbox'
import type { Review } from './review.svelte'
import type { Store } from './storage'

type Note = Extract<Answer, { type: 'note' }>

/** A note that is being written. */
export interface Draft {
  readonly cue: CueId
  readonly proposal: ProposalId | undefined
  readonly from: number
  /** Where its range ends, where one was marked. */
  readonly until: number | undefined
  readonly body: string
  /** What is drawn over its frame. */
  readonly drawing: readonly Stroke[]
  /** The key of the answer that was not taken, where it is said again. */
  readonly again?: string | undefined
}

/** A note as it is sent. What is not said of it, it has not. */
export function noteOf(parts: Pick<Note, 'cue' | 'body'> & Partial<Note>): Note {
  const nothing = { proposal: null, from: null, until: null, drawing: [], answers: null }
  return { type: 'note', key: newKey(), at: moment(), ...nothing, ...parts, body: parts.body.trim() }
}

const asNote = (draft: Draft, proposal: ProposalId | null): Note =>
  noteOf({
    cue: draft.cue,
    proposal,
    from: draft.from as Position,
    until: (draft.until ?? null) as Position | null,
    body: draft.body,
    drawing: [...draft.drawing],
  })

const isSaid = (draft: Draft) => draft.body.trim() !== '' || draft.drawing.length > 0

export class NoteWriter {
  readonly #review: Review
  /** Notes that are being written, by their cue. */
  readonly #drafts: Begun<Draft>
  /** Replies, by the note that they answer. */
  readonly #replies: Begun<string>
  /** What the pointer draws over the picture. */
  tool = $state<StrokeShape | undefined>()
  /** It was playing when somebody began to write. */
  goesOn = false

  constructor(review: Review, store: Store, name: string, window: string) {
    this.#review = review
    this.#drafts = new Begun(store, `needledrop drafts ${name}`, window)
    this.#replies = new Begun(store, `needledrop replies ${name}`, window)
  }

  get #cue(): string {
    return String(this.#review.cueId)
  }

  /** The note on the cue that is on. */
  get draft(): Draft | undefined {
    return this.#drafts.on(this.#cue)
  }

  /** Whether the note on the cue that is on was begun in another window, or before this one was opened. */
  get isElsewhere(): boolean {
    return this.#drafts.isElsewhere(this.#cue)
  }

  /** Notes on it that are begun in other windows besides. */
  get beside(): readonly Draft[] {
    return this.#drafts.beside(this.#cue)
  }

  /** Goes on with one of those, on its frame; the one that was shown waits in its stead. */
  goOnWith(at: number): void {
    this.pause()
    this.#drafts.show(this.#cue, at)
    if (this.draft !== undefined) this.#review.seekFrame(this.draft.from)
  }

  reply(note: NoteId): string {
    return this.#replies.on(String(note)) ?? ''
  }

  isReplyElsewhere(note: NoteId): boolean {
    return this.#replies.isElsewhere(String(note))
  }

  repliesBeside(note: NoteId): readonly string[] {
    return this.#replies.beside(String(note))
  }

  goOnWithReply(note: NoteId, at: number): void {
    this.#replies.show(String(note), at)
  }

  /** Whether a note is being written that says this again. */
  saysAgain(key: string): boolean {
    return this.#drafts.all.some(([, one]) => one.again === key)
  }

  /** Takes up what other windows of the browser made of theirs; what is written here stays. */
  readAgain(): void {
    this.#drafts.readAgain()
    this.#replies.readAgain()
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
    const { cue, takes } = this.#review
    if (cue === undefined || !takes) return
    this.pause()
    const begun = this.draft ?? this.#begun(cue)
    const isEmpty = body === '' && begun.until === undefined && begun.drawing.length === 0
    // An empty field stays one, though another window has begun something.
    this.#keep(isEmpty && this.beside.length === 0 ? undefined : { ...begun, body })
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
    const { cue, takes } = this.#review
    if (cue === undefined || !takes) return
    const begun = this.draft ?? this.#begun(cue)
    if (begun.drawing.length >= mostStrokes) {
      this.#review.tell(`A drawing has ${mostStrokes} strokes at most. Send this one, and draw on in the next note.`)
      return
    }
    this.#keep({ ...begun, drawing: [...begun.drawing, stroke] })
  }

  wipe(): void {
    const { draft } = this
    if (draft === undefined) return
    const isEmpty = draft.body === '' && draft.until === undefined
    this.#keep(isEmpty ? undefined : { ...draft, drawing: [] })
  }

  /** Marks where the note begins, then where it ends. */
  markRange(): void {
    const { cue, frame, takes } = this.#review
    if (cue === undefined || !takes) return
    const begun = this.draft
    if (begun === undefined) {
      this.#keep(this.#begun(cue))
      this.#review.tell('The note begins here. Go to where it ends, and mark again.')
      return
    }
    const [from, until] = [Math.min(begun.from, frame), Math.max(begun.from, frame)]
    if (until === from) {
      this.#review.tell('That is where it begins. Go to where it ends, and mark again.')
      return
    }
    this.#keep({ ...begun, from, until })
    this.#review.tell('The range is marked.')
  }

  /** Whether there is something to send. */
  get isSaid(): boolean {
    return this.draft !== undefined && isSaid(this.draft) && !isTooLong(this.draft.body)
  }

  /** Whether anything was begun on any cue that nobody is told of yet. */
  get begun(): boolean {
    return this.#drafts.all.some(([, one]) => isSaid(one)) || this.#replies.all.some(([, one]) => one.trim() !== '')
  }

  send(): void {
    const { draft } = this
    if (draft === undefined || !this.isSaid || !this.#review.takes) return
    // What it was about may have been proposed anew meanwhile; the note is of the cue all the same.
    const about = this.#review.page.cues.find(({ id }) => id === draft.cue)
    const proposal = about?.alternates.find(({ id }) => id === draft.proposal)?.id ?? null
    const note = asNote(draft, proposal)
    this.#review.untaken.saidAgain(note.key, ({ answer }) => answer.key === draft.again)
    this.#review.outbox.put(note)
    this.tool = undefined
    this.#keep(undefined)
    this.resume()
  }

  discard(): void {
    this.goesOn = false
    this.tool = undefined
    this.#keep(undefined)
  }

  /** Drafts of cues that are not shown any more: they are nobody's field, and are kept elsewhere from here on. */
  takeStranded(): readonly Note[] {
    const shown = setOf(this.#review.page.cues.map(({ id }) => id))
    const gone = this.#drafts.all.map(([, one]) => one).filter(({ cue }) => !shown.has(cue))
    for (const one of gone) {
      this.#drafts.drop(String(one.cue))
      this.#review.untaken.drop(({ answer }) => answer.key === one.again)
    }
    return gone.flatMap((one) => (isSaid(one) ? [asNote(one, null)] : []))
  }

  /** Goes on with a note that was not taken, where it was. Nothing else is begun on its cue. */
  takeUp(cue: ShownCue, { key, from, until, body, drawing }: Note): void {
    const place = from === null ? {} : { from, until: until ?? undefined }
    this.#keep({ ...this.#begun(cue), ...place, body, drawing: drawing.slice(0, mostStrokes), again: key })
  }

  typeReply(note: NoteId, body: string): void {
    this.pause()
    this.#keepReply(note, body === '' && this.repliesBeside(note).length === 0 ? undefined : body)
  }

  sendReply(note: NoteId, cue: ShownCue): void {
    const body = this.reply(note).trim()
    if (body === '' || isTooLong(body) || !this.#review.takes) return
    this.#review.outbox.put(noteOf({ cue: cue.id, body, answers: note }))
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
    if (draft === undefined) this.#drafts.drop(this.#cue)
    else this.#drafts.put(this.#cue, draft)
  }

  #keepReply(note: NoteId, body: string | undefined): void {
    if (body === undefined) this.#replies.drop(String(note))
    else this.#replies.put(String(note), body)
  }
}
