/** A note under way, kept in the browser until it is sent: it survives the page. */

import type { CueId, Page, ProposalId } from '../generated'
import type { Store } from './storage'

/** A note that is being written. */
export interface Draft {
  readonly cue: CueId
  readonly proposal: ProposalId | undefined
  readonly from: number
  /** Where its range ends, where one was marked. */
  readonly until: number | undefined
  readonly body: string
}

const nameOf = (round: string) => `needledrop draft ${round}`

export function keepDraft(store: Store, round: string, draft: Draft | undefined): void {
  try {
    if (draft === undefined) store.removeItem(nameOf(round))
    else store.setItem(nameOf(round), JSON.stringify(draft))
  } catch {
    // It is lost with the page then, and not before.
  }
}

/** What was being written when the page went; nothing where its cue is not asked about any more. */
export function keptDraft(store: Store, round: string, page: Page): Draft | undefined {
  try {
    const kept = JSON.parse(store.getItem(nameOf(round)) ?? 'null') as Draft | null
    return kept !== null && page.cues.some(({ id }) => id === kept.cue) ? kept : undefined
  } catch {
    return undefined
  }
}
