/** What is said of the levels at which statements of a theme are heard in a row. */

import type { CueId, Millibels, RowLevel } from '../../generated'
import { quieterBy } from '../../lib/format'

/** By cue, how much louder each is played. */
export function louderBy(levels: readonly RowLevel[]): ReadonlyMap<CueId, Millibels> {
  return new Map(levels.map(({ cue, level }) => [cue, level]))
}

/** In words, by cue, which statements stay quieter than the others although the others are brought down to them. */
export function stayingQuieter(levels: readonly RowLevel[]): ReadonlyMap<CueId, string> {
  const short = levels.filter((level) => level.short > 0)
  return new Map(short.map((level) => [level.cue, `${quieterBy(level.short)}, also in a row`]))
}
