/** Notes under way, and replies, kept in the browser until they are sent: they survive the page. */

import type { CueId, NoteId, ProposalId, Stroke } from '../generated'
import type { Store } from './storage'

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

/** Notes that are being written, one a cue. */
export type Drafts = Readonly<Record<CueId, Draft | undefined>>

/** Replies that are being written, by the note that they answer. */
export type Replies = Readonly<Record<NoteId, string | undefined>>

const nameOf = (what: 'drafts' | 'replies', round: string) => `needledrop ${what} ${round}`

/** Writes one of them; other windows of the browser have theirs in the same place. */
function keep(store: Store, name: string, key: number, what: Draft | string | undefined): void {
  try {
    const all = { ...kept(store, name), [key]: what }
    if (Object.values(all).every((one) => one === undefined)) store.removeItem(name)
    else store.setItem(name, JSON.stringify(all))
  } catch {
    // It is lost with the page then, and not before.
  }
}

function kept(store: Store, name: string): object {
  try {
    const found: unknown = JSON.parse(store.getItem(name) ?? 'null')
    return typeof found === 'object' && found !== null ? found : {}
  } catch {
    return {}
  }
}

export function keepDraft(store: Store, round: string, cue: CueId, draft: Draft | undefined): void {
  keep(store, nameOf('drafts', round), cue, draft)
}

/** What was being written when the page went, cue by cue, also of cues that are not asked about any more. */
export const keptDrafts = (store: Store, round: string): Drafts => kept(store, nameOf('drafts', round)) as Drafts

export function keepReply(store: Store, round: string, note: NoteId, reply: string | undefined): void {
  keep(store, nameOf('replies', round), note, reply)
}

export const keptReplies = (store: Store, round: string): Replies => kept(store, nameOf('replies', round)) as Replies
