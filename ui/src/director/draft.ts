/** Notes under way, and replies, kept in the browser until they are sent: they survive the page. */

import type { CueId, NoteId, Page, ProposalId, Stroke } from '../generated'
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

function keep(store: Store, name: string, what: Drafts | Replies): void {
  try {
    if (Object.values(what).every((one) => one === undefined)) store.removeItem(name)
    else store.setItem(name, JSON.stringify(what))
  } catch {
    // It is lost with the page then, and not before.
  }
}

function kept(store: Store, name: string): unknown {
  try {
    return JSON.parse(store.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

export function keepDrafts(store: Store, round: string, drafts: Drafts): void {
  keep(store, nameOf('drafts', round), drafts)
}

/** What was being written when the page went, cue by cue; nothing of cues that are not asked about any more. */
export function keptDrafts(store: Store, round: string, page: Page): Drafts {
  const found = kept(store, nameOf('drafts', round))
  if (typeof found !== 'object' || found === null) return {}
  const all = found as Drafts
  return Object.fromEntries(page.cues.flatMap(({ id }) => (all[id] === undefined ? [] : [[id, all[id]]])))
}

export function keepReplies(store: Store, round: string, replies: Replies): void {
  keep(store, nameOf('replies', round), replies)
}

export function keptReplies(store: Store, round: string): Replies {
  const found = kept(store, nameOf('replies', round))
  return typeof found === 'object' && found !== null ? (found as Replies) : {}
}
