/** The way to a round: over a link, or in a file. The page asks it for everything and knows no other. */

import type { Answer, MediaId, Page, Received, ReviewerId, Said } from '../generated'
import type { Carried } from './carried'

/** How it went to be let in. */
export type Entered =
  | { readonly kind: 'in' }
  | { readonly kind: 'pin'; readonly wrong: boolean }
  | { readonly kind: 'locked'; readonly seconds: number }
  | { readonly kind: 'refused'; readonly reason: Refusal }

/** Why nobody is let in. */
export type Refusal = 'unknown' | 'expired' | 'revoked' | 'slower' | 'full'

/** The link is over, or was never one. */
export class Closed extends Error {
  readonly reason: Refusal

  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}

/** There is no way through just now; it is tried again. */
export class Unreached extends Error {}

/** The other side was reached and takes nothing just now; it is tried again. */
export class Later extends Error {}

/** What was brought is not taken as it is, and would not be when it comes again: the link is as open as before. */
export class NotTaken extends Error {}

/** A sound that is not there under its name: the page is read again, where it may have another by then. */
export class Missing extends Error {}

/** Somebody whose page is open, and the cue they look at. */
export interface Present {
  readonly reviewer: ReviewerId
  readonly cue: number | null
}

/** What is told while the page is open. */
export interface Hearing {
  readonly said: () => void
  /** What is shown of the round may be otherwise. */
  readonly round: () => void
  readonly present: (present: readonly Present[]) => void
  /** Whether the way is open. */
  readonly reached: (reached: boolean) => void
}

export interface Door {
  /** Under which name drafts and answers of this round are kept in the browser. */
  readonly name: string
  /** Where answers do not go by themselves: how they are carried. */
  readonly carried: Carried | undefined
  enter: (pin?: string) => Promise<Entered>
  page: () => Promise<Page>
  said: () => Promise<Said>
  /** Sends answers; what became of each. */
  send: (answers: readonly Answer[]) => Promise<readonly Received[]>
  follow: (hearing: Hearing) => () => void
  looksAt: (cue: number) => void
  /** Where a picture is read from. */
  address: (media: MediaId) => string
  sound: (media: MediaId, signal: AbortSignal) => Promise<ArrayBuffer>
}
