/** Temp to final: what of the season stands in for something. */

import type { PlacementId, TempLicence, TempList, TempRow } from '../../generated'
import { Answer } from '../../lib/answer.svelte'
import { dependsOnFacets } from '../../lib/facets.svelte'
import { counted, money } from '../../lib/format'
import * as ipc from '../../lib/ipc'
import { goTo, openCut } from '../../lib/session.svelte'
import { select } from '../../lib/selection.svelte'
import { seekCut } from '../../lib/sound/transport.svelte'
import { only } from '../../timeline'
import { seasonPage } from './season.svelte'

const facets = ['placements', 'cues', 'uses', 'season', 'review', 'clearances', 'money', 'library'] as const

class Temp {
  chosen = $state<PlacementId | undefined>()
}

export const temp = new Temp()

/** The list, kept up to date while a component is there. */
export function askTemp(): Answer<TempList> {
  return new Answer(() => {
    dependsOnFacets(facets)
    return ipc.ask('temp_list', { season: seasonPage.season ?? null })
  })
}

export async function openTemp(row: TempRow): Promise<void> {
  await openCut(row.cut)
  goTo('spot')
  select(only({ on: 'cue', id: row.cue }))
  await seekCut(row.cut, row.at)
}

/** Why it does not sound, and so need not be replaced; nothing where it sounds. */
export function silentWord(row: Pick<TempRow, 'sounds' | 'isPick'>): string {
  if (row.sounds) return ''
  return row.isPick ? 'muted' : 'not the pick'
}

/** Since when, as people say it. */
export function sinceWords(row: Pick<TempRow, 'days'>): string {
  if (row.days === null) return 'not known'
  if (row.days <= 0) return 'today'
  return counted(row.days, 'day')
}

/** What is on record of its licence; nothing is worked out beyond it. */
export function licenceWords(licence: TempLicence, currency: string): string {
  if (licence.lines === 0) return 'no right on record'
  const parts = [
    licence.known > 0 && money(licence.known, currency),
    licence.denied > 0 && `${counted(licence.denied, 'right')} refused`,
    licence.unpriced > 0 && `${counted(licence.unpriced, 'right')} without a price`,
    licence.withoutRate > 0 && `${counted(licence.withoutRate, 'right')} without an exchange rate`,
    licence.notNeeded > 0 && `${counted(licence.notNeeded, 'right')} not needed`,
  ]
  return parts.filter((part) => part !== false).join(', ')
}
