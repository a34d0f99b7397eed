/** Where the map of themes draws a statement, and how large. */

import type { CueId, MapEpisode, StatementView, ThemeId, ThemeMap } from '../../generated'
import { flicksPerSecond } from '../../time/time'

/** Diameters in pixels: of what is asked for or sounds for a moment, and of what sounds for two minutes and more. */
const least = 14
const most = 46
const longSeconds = 120

/** How far along the season a statement is: whole numbers are the beginnings of episodes. */
export function placeOf(map: ThemeMap, statement: Pick<StatementView, 'episode' | 'at'>): number {
  const index = map.episodes.findIndex((episode) => episode.id === statement.episode)
  const length = map.episodes[index]?.length ?? 0
  return Math.max(0, index) + (length > 0 ? Math.min(0.999, statement.at / length) : 0)
}

/** What a place of the map stands for, from 0 at its left to 1 at its right: an episode, and how far into it, in flicks. */
export function spotAt(
  map: ThemeMap,
  share: number,
): { readonly episode: MapEpisode; readonly at: number } | undefined {
  const place = share * map.episodes.length
  const episode = map.episodes[Math.floor(place)]
  return episode && { episode, at: (place % 1) * episode.length }
}

/** The area of a circle is as the time that it stands for. */
export function diameterOf(statement: Pick<StatementView, 'length' | 'pick'>): number {
  if (statement.pick === null) return least
  const share = Math.min(1, statement.length / flicksPerSecond / longSeconds)
  return Math.round(least + (most - least) * Math.sqrt(share))
}

interface Meeting {
  readonly key: string
  /** Rows of the two themes, the upper one first. */
  readonly from: number
  readonly to: number
  readonly place: number
}

/** Where two themes sound at once: a line between their rows. */
export function meetings(map: ThemeMap): readonly Meeting[] {
  const row = (id: ThemeId) => map.themes.findIndex((theme) => theme.id === id)
  return map.themes.flatMap((theme, from) =>
    theme.statements.flatMap((statement) =>
      statement.meets.flatMap((other) => {
        const to = row(other)
        const key = `${theme.id} ${other} ${statement.cue}`
        return to > from ? [{ key, from, to, place: placeOf(map, statement) }] : []
      }),
    ),
  )
}

/** The statement of a theme before or after another one, in the order of the story. */
export function neighbour(statements: readonly StatementView[], cue: CueId, by: -1 | 1): StatementView | undefined {
  const at = statements.findIndex((statement) => statement.cue === cue)
  return at < 0 ? statements[0] : statements[at + by]
}
