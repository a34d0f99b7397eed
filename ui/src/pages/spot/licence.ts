/** Which warnings of a cut stand by the rights of one recording. */

import type { CueId, LicenceWarning, UsedTrack } from '../../generated'

/**
 * What is said of a cue's licences that is about the rights of `track`: one about another alternate's licensor would be
 * read as if it were of those that are listed below it.
 */
export function warningsOf(
  licence: readonly LicenceWarning[],
  cue: CueId,
  track: Pick<UsedTrack, 'clearances'> | undefined,
): readonly LicenceWarning[] {
  const own = new Set(track?.clearances.map(({ id }) => id))
  return licence.filter((warning) => warning.cue === cue && own.has(warning.clearance))
}
