/** Cues of the season by their names. */

import type { CueView, ShowView } from '../../generated'
import * as ipc from '../../lib/ipc'
import { attempt } from '../../lib/toasts.svelte'

/** The cue of an episode's newest cut that is named as `1x02 2M04`; a sentence where there is none. */
export async function findCue(show: ShowView, named: string): Promise<{ readonly cue: CueView } | string> {
  const [episodeName = '', number = ''] = named.trim().split(/\s+/)
  const episode = show.episodes.find((other) => other.name.toLowerCase() === episodeName.toLowerCase())
  const cut = episode?.cuts.at(-1)
  if (cut === undefined) return `There is no episode ${episodeName} with a cut`
  const view = await attempt(ipc.ask('cut', { cut: cut.id }))
  const cue = view?.cues.find((other) => other.number.toLowerCase() === number.toLowerCase())
  return cue === undefined ? `There is no cue ${number} in ${episodeName}; write it as 1x02 2M04` : { cue }
}
