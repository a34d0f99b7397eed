/** The letter or list that the Deliver page has open, and whose letter of them. */

import type { Paper, PaperView, PartyId } from '../../../generated'

class Letters {
  /** Null while the page shows something else. */
  paper = $state<Paper | null>(null)
  /** The rights holder whose letter is shown; null for all. */
  to = $state<PartyId | null>(null)
  /** What is shown, as it was read last. */
  view = $state.raw<PaperView | undefined>()
  /** The template whose editor is open. */
  editing = $state<string | null>(null)
  /** A wording that is being written: shown, and not kept yet. */
  draft = $state<string | null>(null)

  open(paper: Paper, to: PartyId | null = null): void {
    if (this.paper === paper && this.to === to) return
    this.paper = paper
    this.to = to
    this.view = undefined
  }

  close(): void {
    this.paper = null
    this.to = null
    this.view = undefined
  }
}

export const letters = new Letters()

/** Whether a line of the ledger is a letter or list. */
export function isPaper(kind: string): kind is Paper {
  return Object.hasOwn(purposes, kind)
}

/** What each is for, in a sentence. */
export const purposes: Readonly<Record<Paper, string>> = {
  'quote-request': 'Asks each rights holder for a quote, in a separate letter.',
  confirmation: 'Confirms the agreed terms in writing, in a separate letter to each rights holder.',
  'clearance-log': 'Every right used in this cut: licensor, status and terms.',
  budget: 'Budget and spend for the season and each episode, as on the Clear page.',
  'end-credits': 'Music credits for the end titles, one for each recording.',
  'spotting-notes': 'Every cue with scene, times, mood, hits and notes.',
  soundtrack: 'The recordings as a soundtrack album, with the album rights that are licensed.',
}
