/** A note under way, and replies, kept in the browser until they are sent: they survive the page. */

import type { CueId, NoteId, Page, ProposalId, Stroke } from '../generated'

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
}

/** Replies that are being written, by the note that they answer. */
export type Replies = Readonly<Record<NoteId, string | undefined>>

const nameOf = (what: 'draft' | 'replies', round: string) => `needledrop ${what} ${round}`

function keep(store: Storage, name: string, what: unknown): void {
  try {
    if (what === undefined) store.removeItem(name)
    else store.setItem(name, JSON.stringify(what))
  } catch {
    // It is lost with the page then, and not before.
  }
}

function kept(store: Storage, name: string): unknown {
  try {
    return JSON.parse(store.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

export function keepDraft(store: Storage, round: string, draft: Draft | undefined): void {
  keep(store, nameOf('draft', round), draft)
}

/** What was being written when the page went; nothing where its cue is not asked about any more. */
export function keptDraft(store: Storage, round: string, page: Page): Draft | undefined {
  const found = kept(store, nameOf('draft', round)) as Draft | null
  if (found === null || !page.cues.some(({ id }) => id === found.cue)) return undefined
  // One that was kept by an older page has no drawing.
  return { ...found, drawing: Array.isArray(found.drawing) ? found.drawing : [] }
}

export function keepReplies(store: Storage, round: string, replies: Replies): void {
  keep(store, nameOf('replies', round), replies)
}

export function keptReplies(store: Storage, round: string): Replies {
  const found = kept(store, nameOf('replies', round))
  return typeof found === 'object' && found !== null ? (found as Replies) : {}
}
