/** The letter or list that the Deliver page has open, and whose letter of them. */

import type { ClearLine, Paper, PaperView, PartyId } from '../generated'

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

/** The letter that a right wants next, and why there is none. */
export function letterFor(line: ClearLine): { readonly paper: Paper } | { readonly none: string } {
  if (line.party === null) return { none: 'Nobody is known who could be written to.' }
  switch (line.status) {
    case 'toRequest':
    case 'requested':
    case 'expired':
      return { paper: 'quote-request' }
    case 'agreed':
    case 'confirmed':
    case 'licensed':
    case 'paid':
      return { paper: 'confirmation' }
    case 'quoted':
    case 'countered':
    case 'denied':
    case 'replaced':
    case 'notNeeded':
      return { none: 'A letter asks for what is to be requested, or confirms what is agreed.' }
  }
}

/** Whether a line of the ledger is a letter or list. */
export function isPaper(kind: string): kind is Paper {
  return Object.hasOwn(purposes, kind)
}

/** What each is for, in a sentence. */
export const purposes: Readonly<Record<Paper, string>> = {
  'quote-request':
    'Asks each rights holder, in a letter of its own, what the rights would cost that are to be requested.',
  confirmation: 'Puts in writing, for each rights holder, the terms of those rights that are agreed or further.',
  'clearance-log': 'Every right of what this cut uses: who grants it, how far it has come, and on what terms.',
  budget: 'What may be spent on the season and each of its episodes, and what is: the figures of the Clear page.',
  'end-credits': 'What the end titles say of the music, in the usual wording, once for each recording.',
  'spotting-notes': 'Every cue with what it is to do: scene, times, mood, hits, and what was said about it.',
  soundtrack: 'The recordings as an album would list them, with what is licensed for an album.',
}
