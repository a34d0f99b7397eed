/** What a season costs and what of it is temp, for the status bar: worked out when the hands rest, not after every edit. */

import type { ReportMoney, TempRow } from '../../generated'
import { dependsOnFacets, everyFacet } from '../../lib/facets.svelte'
import { counted } from '../../lib/format'
import * as ipc from '../../lib/ipc'
import { seasonPage } from '../season/season.svelte'

const restMs = 600

interface SeasonFigures {
  readonly money: ReportMoney
  readonly temp: string
}

class Figures {
  value = $state.raw<SeasonFigures | undefined>()
}

export const seasonFigures = new Figures()

/** `5 cues, oldest 19 days`; nothing where no cue has temp music. */
function tempWords(rows: readonly Pick<TempRow, 'cue' | 'days'>[]): string {
  if (rows.length === 0) return ''
  const cues = counted(rows.filter(({ cue }, at) => rows.findIndex((one) => one.cue === cue) === at).length, 'cue')
  const oldest = Math.max(0, ...rows.map(({ days }) => days ?? 0))
  return oldest === 0 ? cues : `${cues}, oldest ${counted(oldest, 'day')}`
}

/** Keeps them, from within a component that shows them. */
export function followSeasonFigures(): void {
  $effect(() => {
    dependsOnFacets(everyFacet)
    const season = seasonPage.season ?? null
    let current = true
    const timer = setTimeout(() => {
      const asked = [
        ipc.ask('season_report', { season, withOwn: false, against: null }),
        ipc.ask('temp_list', { season }),
      ] as const
      Promise.all(asked).then(
        ([{ money }, { rows }]) => {
          if (current) seasonFigures.value = { money, temp: tempWords(rows) }
        },
        () => {
          // The season went; the page says so.
          if (current) seasonFigures.value = undefined
        },
      )
    }, restMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  })
}
