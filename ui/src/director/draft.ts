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
  /** The key of the answer that was not taken, where it is said again. */
  readonly again?: string | undefined
}

/** Notes that are being written, one a cue. */
export type Drafts = Readonly<Record<CueId, Draft | undefined>>

/** Replies that are being written, by the note that they answer. */
export type Replies = Readonly<Record<NoteId, string | undefined>>

const nameOf = (what: 'drafts' | 'replies', round: string) => `needledrop ${what} ${round}`

type Begun = Draft | string | undefined

/**
 * Writes one of them in the place of `before`. Other windows of the browser have theirs there too: what another has begun meanwhile
 * does not go with it.
 */
function keep(store: Store, name: string, key: number, what: Begun, before: Begun): void {
  try {
    const found = kept(store, name)
    const there = (found as Record<number, Begun>)[key]
    if (what === undefined && there !== undefined && JSON.stringify(there) !== JSON.stringify(before)) return
    const all = { ...found, [key]: what }
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

export function keepDraft(
  store: Store,
  round: string,
  cue: CueId,
  draft: Draft | undefined,
  before: Draft | undefined,
): void {
  keep(store, nameOf('drafts', round), cue, draft, before)
}

/** What was being written when the page went, cue by cue, also of cues that are not asked about any more. */
export const keptDrafts = (store: Store, round: string): Drafts => kept(store, nameOf('drafts', round)) as Drafts

export function keepReply(
  store: Store,
  round: string,
  note: NoteId,
  reply: string | undefined,
  before: string | undefined,
): void {
  keep(store, nameOf('replies', round), note, reply, before)
}

export const keptReplies = (store: Store, round: string): Replies => kept(store, nameOf('replies', round)) as Replies
