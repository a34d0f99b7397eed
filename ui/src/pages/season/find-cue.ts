/** Cues and scenes of the season by their names. */

import type { CutView, CueView, EpisodeSummary, Scene, ShowView } from '../../generated'
import * as ipc from '../../lib/ipc'
import { attempt } from '../../lib/toasts.svelte'

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** `1x04 4M05` in its two words; the sign of multiplication is an x, as the window draws it. */
const wordsOf = (named: string) => named.trim().replaceAll('×', 'x').split(/\s+/)

function episodeNamed(show: ShowView, name: string): EpisodeSummary | undefined {
  return show.episodes.find((one) => same(one.name, name))
}

/** An episode's newest cut; undefined where it has none, or it cannot be read, which is said. */
async function newestCut(episode: EpisodeSummary): Promise<CutView | undefined> {
  const cut = episode.cuts.at(-1)
  return cut && attempt(ipc.ask('cut', { cut: cut.id }))
}

/** The episodes in a row as a sentence has them: `1x04, 1x05 and 1x06`. */
const inARow = (names: readonly string[]) => `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

/**
 * The cue of an episode's newest cut that is named as `1x02 2M04`, or by its number where only one episode of the season
 * has it; a sentence where there is none.
 */
export async function findCue(
  show: ShowView,
  season: number | undefined,
  named: string,
): Promise<{ readonly cue: CueView } | string> {
  const [first = '', second] = wordsOf(named)
  const episode = episodeNamed(show, first)
  if (episode !== undefined && second === undefined) return `Write the cue too: ${episode.name} 2M04`
  if (episode !== undefined && second !== undefined) {
    if (episode.cuts.length === 0) return `${episode.name} has no cut yet`
    const cue = (await newestCut(episode))?.cues.find((one) => same(one.number, second))
    return cue === undefined ? `There is no cue ${second} in ${episode.name}` : { cue }
  }
  if (second !== undefined) return `There is no episode ${first}`
  const ofSeason = show.episodes.filter((one) => season === undefined || one.season === season)
  const cuts = await Promise.all(ofSeason.map(newestCut))
  const found = ofSeason.flatMap(({ name }, at) =>
    (cuts[at]?.cues ?? []).filter((cue) => same(cue.number, first)).map((cue) => ({ name, cue })),
  )
  const [one] = found
  if (one === undefined) return `There is no cue ${first} in this season`
  if (found.length === 1) return { cue: one.cue }
  const { number } = one.cue
  return `${number} is in ${inARow(found.map(({ name }) => name))}; write ${one.name} ${number}`
}

/** The scene of an episode's newest cut that is named as `1x02 22A`; a sentence where there is none. */
export async function findScene(show: ShowView, named: string): Promise<{ readonly scene: Scene } | string> {
  const [first = '', ...rest] = wordsOf(named)
  const number = rest.filter((word) => !same(word, 'scene')).join(' ')
  const episode = episodeNamed(show, first)
  if (episode === undefined && number === '') return 'Write a scene with its episode: 1x02 22A'
  if (episode === undefined) return `There is no episode ${first}`
  if (episode.cuts.length === 0) return `${episode.name} has no cut yet`
  if (number === '') return `Write the scene too: ${episode.name} 22A`
  const scene = (await newestCut(episode))?.scenes.find((one) => same(one.number, number))
  return scene === undefined ? `There is no scene ${number} in ${episode.name}` : { scene }
}
