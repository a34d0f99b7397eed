/** How a cue stands with the reviewer whose page it is. */

import type { ShownAlternate, ShownCue, VerdictValue } from '../generated'

export interface CueStanding {
  readonly value: VerdictValue
  readonly letter: string
  /** The number of the round in which it was said, where that is an earlier one. */
  readonly round?: number
}

/**
 * What is said of the alternate that they like, else of the one they spoke of, else what they said yes to in an earlier
 * round, where it sounds the very same. `mine` is what they say of an alternate in this round.
 */
export function standingOf(
  cue: Pick<ShownCue, 'alternates'>,
  mine: (alternate: ShownAlternate) => VerdictValue | undefined,
): CueStanding | undefined {
  const said = cue.alternates.flatMap((alternate) => {
    const value = mine(alternate)
    return value === undefined ? [] : [{ value, letter: alternate.letter, pick: alternate.pick }]
  })
  const yes = said.find(({ value }) => value === 'approved' || value === 'approvedBut')
  if (said.length > 0) return yes ?? said.find(({ pick }) => pick) ?? said[0]
  const before = cue.alternates.flatMap(({ earlier, letter, pick }) =>
    earlier === null ? [] : [{ value: earlier.value, letter, pick, round: earlier.round }],
  )
  return before.find(({ pick }) => pick) ?? before[0]
}
