/** The queue in words: how a cue stands in the round, and which of them a filter lets through. */

import type { QueueAlternate, QueueCue, QueueState, ReviewerId, VerdictValue } from '../../generated'
import type { Tone } from '../../lib/words'

export type Filter = 'all' | 'waiting' | 'changed' | 'mine'

export const filters: readonly { readonly value: Filter; readonly word: string; readonly meaning: string }[] = [
  { value: 'all', word: 'All', meaning: 'Every cue' },
  { value: 'waiting', word: 'Waiting', meaning: 'Cues that wait for a decision' },
  { value: 'changed', word: 'Changed', meaning: 'Cues that changed since they were approved, or since the last round' },
  { value: 'mine', word: 'Mine', meaning: 'Cues of which whoever answers has said nothing yet' },
]

export function isShown(cue: QueueCue, filter: Filter, who: ReviewerId | undefined): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'waiting':
      return cue.state === 'waiting'
    case 'changed':
      return cue.changedSinceApproved || cue.changedSinceLast
    case 'mine':
      return who !== undefined && cue.state === 'waiting' && cue.unanswered.includes(who)
  }
}

interface Standing {
  /** A word or two, for the row. */
  readonly words: string
  /** What there is to know besides. */
  readonly rest?: string
  readonly tone: Tone
}

const states: Readonly<Record<QueueState, { readonly words: string; readonly tone: Tone }>> = {
  noMusic: { words: 'no music', tone: 'neutral' },
  notProposed: { words: 'not asked', tone: 'neutral' },
  waiting: { words: 'waiting', tone: 'neutral' },
  approved: { words: 'approved', tone: 'ok' },
  changes: { words: 'to change', tone: 'warn' },
  rejected: { words: 'rejected', tone: 'bad' },
}

export const saidWord: Readonly<Record<VerdictValue, string>> = {
  approved: 'approved',
  approvedBut: 'approved with a note',
  changes: 'wants changes',
  rejected: 'rejected',
}

const find = (cue: QueueCue, id: number | null): QueueAlternate | undefined =>
  cue.alternates.find((one) => one.placement === id)

export function standingOf(cue: QueueCue): Standing {
  const state = states[cue.state]
  if (cue.gone) return { words: 'removed', rest: 'it is not on the cut any more', tone: 'neutral' }
  const approved = find(cue, cue.approvedAlternate)
  if (approved !== undefined) {
    const pick = find(cue, cue.pick)
    const said = pick?.decided ?? null
    const rest = said === null ? 'not the pick' : `pick ${pick?.letter ?? ''} ${states[stateOf(said)].words}`
    return { words: `${approved.letter} approved`, rest, tone: 'warn' }
  }
  if (cue.changedSinceApproved) return { words: 'changed', rest: 'changed since approved', tone: 'warn' }
  if (cue.standsFrom !== null) return { ...state, rest: `in round ${cue.standsFrom}` }
  const pick = find(cue, cue.pick)
  if (cue.state === 'approved' && pick?.decided === 'approvedBut') return { ...state, rest: 'with a note' }
  if (cue.state !== 'waiting') return state
  const before = pick?.stands ?? null
  const since = pick?.standsFrom ?? null
  if (before === null || since === null) return state
  return { ...state, rest: `${states[stateOf(before)].words} in round ${since}` }
}

function stateOf(value: VerdictValue): QueueState {
  return value === 'approvedBut' ? 'approved' : value
}
