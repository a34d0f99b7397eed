/** What is being written and drawn: it stands still while somebody types or draws, and goes on when it is sent. */

import type { Answer, NoteId, Position, ProposalId, ShownCue, Stroke, StrokeShape } from '../generated'
import { setOf } from '../lib/lists/collections'
import type { Begun } from './begun.svelte'
import { mostStrokes } from '../review/strokes'
import { keepDraft, keepReply, keptDrafts, keptReplies, type Draft, type Drafts, type Replies } from './draft'
import { isTooLong } from './letters'
import { moment, newKey } from './outbox'
import type { Review } from './review.svelte'
import type { Store } from './storage'

type Note = Extract<Answer, { type: 'note' }>

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
  readonly #store: Store
  readonly #name: string
  readonly #begunHere: Begun
  drafts = $state.raw<Drafts>({})
  replies = $state.raw<Replies>({})
  /** What the pointer draws over the picture. */
  tool = $state<StrokeShape | undefined>()
  /** It was playing when somebody began to write. */
  goesOn = false

  constructor(review: Review, store: Store, name: string, begun: Begun) {
    this.#review = review
    this.#store = store
    this.#name = name
    this.#begunHere = begun
    this.drafts = keptDrafts(store, name)
    this.replies = keptReplies(store, name)
  }

  /** The note on the cue that is on. */
  get draft(): Draft | undefined {
    return this.drafts[this.#review.cueId]
  }

  /** Whether the note on the cue that is on was begun in another window, or before this one was opened. */
  get isElsewhere(): boolean {
    return this.draft !== undefined && !this.#begunHere.isHere(`note ${this.#review.cueId}`)
  }

  /** The same of a reply. */
  isReplyElsewhere(note: NoteId): boolean {
    return this.replies[note] !== undefined && !this.#begunHere.isHere(`reply ${note}`)
  }

  /** Whether a note is being written that says this again. */
  saysAgain(key: string): boolean {
    return Object.values(this.drafts).some((one) => one?.again === key)
  }

  /** Takes up what other windows of the browser made of theirs; what is written here stays. */
  readAgain(): void {
    const isHere = ([cue]: readonly [string, unknown]) => this.#begunHere.isHere(`note ${Number(cue)}`)
    const isReplyHere = ([note]: readonly [string, unknown]) => this.#begunHere.isHere(`reply ${Number(note)}`)
    const [drafts, replies] = [keptDrafts(this.#store, this.#name), keptReplies(this.#store, this.#name)]
    this.drafts = { ...drafts, ...Object.fromEntries(Object.entries(this.drafts).filter(isHere)) }
    this.replies = { ...replies, ...Object.fromEntries(Object.entries(this.replies).filter(isReplyHere)) }
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
    const notes = Object.values(this.drafts).some((one) => one !== undefined && isSaid(one))
    return notes || Object.values(this.replies).some((one) => one !== undefined && one.trim() !== '')
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
    const gone = Object.values(this.drafts).filter((one) => one !== undefined && !shown.has(one.cue))
    if (gone.length === 0) return []
    const left = Object.entries(this.drafts).filter(([, one]) => one !== undefined && shown.has(one.cue))
    this.drafts = Object.fromEntries(left)
    for (const one of gone) {
      if (one === undefined) continue
      keepDraft(this.#store, this.#name, one.cue, undefined, one)
      this.#begunHere.drop(`note ${one.cue}`)
      this.#review.untaken.drop(({ answer }) => answer.key === one.again)
    }
    return gone.flatMap((one) => (one !== undefined && isSaid(one) ? [asNote(one, null)] : []))
  }

  /** Goes on with a note that was not taken, where it was. Nothing else is begun on its cue. */
  takeUp(cue: ShownCue, { key, from, until, body, drawing }: Note): void {
    const place = from === null ? {} : { from, until: until ?? undefined }
    this.#keep({ ...this.#begun(cue), ...place, body, drawing: drawing.slice(0, mostStrokes), again: key })
  }

  typeReply(note: NoteId, body: string): void {
    this.pause()
    this.#keepReply(note, body === '' ? undefined : body)
  }

  sendReply(note: NoteId, cue: ShownCue): void {
    const body = (this.replies[note] ?? '').trim()
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
    const { cueId } = this.#review
    keepDraft(this.#store, this.#name, cueId, draft, this.drafts[cueId])
    this.drafts = { ...this.drafts, [cueId]: draft }
    this.#mark(`note ${cueId}`, draft !== undefined)
  }

  #keepReply(note: NoteId, body: string | undefined): void {
    keepReply(this.#store, this.#name, note, body, this.replies[note])
    this.replies = { ...this.replies, [note]: body }
    this.#mark(`reply ${note}`, body !== undefined)
  }

  #mark(what: `note ${number}` | `reply ${number}`, begun: boolean): void {
    if (begun) this.#begunHere.add(what)
    else this.#begunHere.drop(what)
  }
}
