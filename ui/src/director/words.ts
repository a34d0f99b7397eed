/** What the page says of verdicts and of doors that do not open. */

import type { VerdictValue } from '../generated'
import type { Tone } from '../lib/words'
import type { Refusal } from './door'

export const verdictWords: Readonly<Record<VerdictValue, string>> = {
  approved: 'approved',
  approvedBut: 'approved with a note',
  changes: 'changes',
  rejected: 'rejected',
}

export const verdictTones: Readonly<Record<VerdictValue, Tone>> = {
  approved: 'ok',
  approvedBut: 'ok',
  changes: 'warn',
  rejected: 'bad',
}

export const refusalWords: Readonly<Record<Refusal, string>> = {
  unknown: 'This link is not complete, or not one that was made. Open it again from the message it came in.',
  expired: 'The time of this link is over. Ask for a new one.',
  revoked: 'This link was closed by the music supervisor.',
  slower: 'Too many tries. Wait a minute, and open the link again.',
  full: 'Too many people are here at once. Open the link again in a minute.',
}
