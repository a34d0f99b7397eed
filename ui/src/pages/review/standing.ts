/** How a cue stands in a round, in words: what was said of its pick, and of an alternate that was preferred. */

import type { CueView, PlacementId, PlacementView, RoundView, VerdictValue } from '../../generated'
import { statusTone, type Tone } from '../../lib/words'

interface Standing {
  /** A word or two, for the row. */
  readonly words: string
  /** What there is to know besides. */
  readonly rest?: string
  readonly tone: Tone
}

const words: Readonly<Record<VerdictValue, string>> = {
  approved: 'approved',
  changes: 'to change',
  rejected: 'rejected',
}

export function standingIn(
  cue: CueView,
  round: RoundView | undefined,
  placements: ReadonlyMap<PlacementId, PlacementView>,
): Standing {
  if (cue.status === 'spotted' || cue.pick === null) return { words: 'no music', tone: 'neutral' }
  const said = new Map(round?.verdicts.map((verdict) => [verdict.placement, verdict.value]))
  const pick = placements.get(cue.pick)
  const ofPick = said.get(cue.pick)
  if (ofPick === 'approved') return { words: words.approved, tone: 'ok' }
  const preferred = [...placements.values()].find((one) => one.cue === cue.id && said.get(one.id) === 'approved')
  if (preferred !== undefined) {
    const rest = ofPick === undefined ? 'not the pick' : `pick ${pick?.letter ?? ''} ${words[ofPick]}`
    return { words: `${preferred.letter} approved`, rest, tone: 'warn' }
  }
  if (ofPick !== undefined) return { words: words[ofPick], tone: statusTone[ofPick] }
  // Nothing was said in this round yet: what an earlier one said is worth knowing.
  const earlier = pick?.verdict ?? null
  const since = pick?.verdictRound ?? null
  if (earlier === null || since === null || round === undefined || since >= round.number) {
    return { words: 'waiting', tone: statusTone.waiting }
  }
  return { words: 'waiting', rest: `${words[earlier]} in round ${since}`, tone: statusTone.waiting }
}
