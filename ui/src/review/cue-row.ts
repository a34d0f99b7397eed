/** A cue of a round as its row shows it. */

import type { Tone } from '../lib/words'

export interface CueRow<Id extends number> {
  readonly id: Id
  readonly number: string
  readonly title: string
  /** How it stands, in a word or two. */
  readonly words: string
  /** What there is to know besides. */
  readonly rest?: string | undefined
  readonly tone: Tone
}
