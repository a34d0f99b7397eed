/** The report of the season that is shown. */

import type { Breakdown, Form, ReportGroup, ReportRisk, ReportRow, SeasonReport, SubjectFact } from '../../generated'
import { Answer } from '../../lib/answer.svelte'
import { edit } from '../../lib/edits.svelte'
import { everyFacet, dependsOnFacets } from '../../lib/facets.svelte'
import * as ipc from '../../lib/ipc'
import { chooseExport } from '../../lib/ipc-dialogs'
import { goTo, openCut } from '../../lib/session.svelte'
import { select } from '../../lib/selection.svelte'
import { seekCut } from '../../lib/sound/transport.svelte'
import { attempt, say } from '../../lib/toasts.svelte'
import { only } from '../../timeline'
import { seasonPage } from './season.svelte'

class Report {
  /** Whether what artists say of themselves is counted. */
  withOwn = $state(false)
  /** Another show's file that it is held against. */
  against = $state<string | null>(null)
  /** The group whose rows are shown: title of the breakdown and name. */
  chosen = $state.raw<{ readonly by: string; readonly name: string } | undefined>()
}

export const report = new Report()

const question = () => ({ season: seasonPage.season ?? null, withOwn: report.withOwn, against: report.against })

/** The report, kept up to date while a component is there. */
export function askReport(): Answer<SeasonReport> {
  return new Answer(() => {
    dependsOnFacets(everyFacet)
    return ipc.ask('season_report', question())
  })
}

export async function saveReport(value: SeasonReport, form: Form): Promise<void> {
  const name = `${value.show} season ${value.season} music report`
  const path = await attempt(chooseExport(name, 'Music report', form))
  if (typeof path !== 'string') return
  const done = await attempt(ipc.ask('export_season_report', { ...question(), form, path }))
  if (done === undefined) return
  say(`Saved ${path}`, 'good', { title: 'Show in folder', run: () => void attempt(ipc.ask('reveal', { path })) })
}

export async function openRow(row: Pick<ReportRow, 'cut' | 'cue' | 'at'>): Promise<void> {
  await openCut(row.cut)
  goTo('spot')
  select(only({ on: 'cue', id: row.cue }))
  await seekCut(row.cut, row.at)
}

const pageOf = {
  licence: 'clear',
  budget: 'clear',
  rights: 'clear',
  temp: 'spot',
  file: 'library',
} as const satisfies Record<ReportRisk['kind'], string>

/** Goes to where a risk is dealt with. */
export async function openRisk(risk: ReportRisk): Promise<void> {
  if (risk.cut !== null) await openCut(risk.cut)
  goTo(pageOf[risk.kind])
  if (risk.cue !== null) select(only({ on: 'cue', id: risk.cue }))
}

/** What a breakdown is of that somebody says by hand. */
export const factOf: Readonly<Record<string, SubjectFact>> = {
  Country: 'country',
  'New or established': 'standing',
  'Size of label': 'size',
  'As artists say of themselves': 'own',
}

export function sayOf(fact: SubjectFact, name: string, said: string): Promise<unknown> {
  return edit([{ type: 'sayOf', fact, name, said }])
}

/** Says of the cues that only count as commissioned that they are. */
export async function callCommissioned(value: SeasonReport): Promise<void> {
  const cues = value.byCommission.flatMap((at) => value.rows[at]?.cue ?? [])
  const once = cues.filter((cue, at) => cues.indexOf(cue) === at)
  await edit([{ type: 'editCues', cues: once, set: { origin: 'commissioned' } }])
}

/** Of whom something is said in rows: artists, or labels. */
export function subjectsOf(rows: readonly ReportRow[], fact: SubjectFact): readonly string[] {
  const names = rows.map((row) => (fact === 'size' ? row.label : row.artist)).filter((name) => name !== '')
  return names.filter((name, at) => names.indexOf(name) === at).sort((one, other) => one.localeCompare(other))
}

/** A group of a breakdown by their names; the first that there is where they name none. */
export function groupOf(
  breakdowns: readonly Breakdown[],
  chosen: { readonly by: string; readonly name: string } | undefined,
): { readonly by: Breakdown; readonly group: ReportGroup } | undefined {
  const by = breakdowns.find((one) => one.title === chosen?.by) ?? breakdowns[0]
  const group = by?.groups.find((one) => one.name === chosen?.name) ?? by?.groups[0]
  return by === undefined || group === undefined ? undefined : { by, group }
}
