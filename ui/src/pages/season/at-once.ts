/** Why the groups of a report add up to more than its music. */

import type { SeasonReport } from '../../generated'
import { minutes } from '../../time/time'

/**
 * Groups count each recording of each cue by itself, the music of the season what sounds together once: where the two
 * differ, how long the first is and what is in it twice. `8:14 by cue: 0:07 sounds together with other music`.
 */
export function byCueWords({
  breakdowns,
  episodes,
}: Pick<SeasonReport, 'breakdowns' | 'episodes'>): string | undefined {
  const music = episodes.reduce((sum, episode) => sum + episode.music, 0)
  const byCue = breakdowns[0]?.groups.reduce((sum, group) => sum + group.length, 0) ?? 0
  const together = minutes(byCue - music)
  if (byCue <= music || together === '0:00') return undefined
  return `${minutes(byCue)} by cue: ${together} sounds together with other music`
}
