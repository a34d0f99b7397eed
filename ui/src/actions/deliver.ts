/** Exports: the cue list in its formats, and the mix. */

import type { CutView } from '../generated'
import * as ipc from '../lib/ipc'
import type { CueListFormat } from '../lib/ipc'
import { chooseExport, chooseWorkbook } from '../lib/ipc-dialogs'
import { filings } from '../lib/filings.svelte'
import { jobs } from '../lib/jobs.svelte'
import { lastProfile } from '../lib/preferences.svelte'
import { attempt, say } from '../lib/toasts.svelte'
import { withCut, type Action } from './action'

export const cueListFormats: readonly {
  readonly format: CueListFormat
  readonly word: string
  readonly use: string
}[] = [
  { format: 'xlsx', word: 'Excel workbook', use: 'XLSX' },
  { format: 'pdf', word: 'PDF document', use: 'PDF' },
  { format: 'csv', word: 'Comma-separated values', use: 'CSV' },
  { format: 'json', word: 'JSON', use: 'JSON' },
]

/** `My Heart 1x04 Cut 3 cue list` */
function nameOf(show: string, cut: CutView, what: string): string {
  return `${show} ${cut.episode.name} ${cut.cut.label} ${what}`
}

export async function exportCueList(show: string, cut: CutView, format: CueListFormat): Promise<void> {
  const chosen = await attempt(chooseExport(nameOf(show, cut, 'cue list'), 'Cue list', format))
  if (typeof chosen !== 'string') return
  const path = await attempt(ipc.exportCueList(cut.cut.id, format, chosen))
  if (path !== undefined) {
    say(`Written: ${path}`, 'good', { title: 'Show in folder', run: () => void attempt(ipc.reveal(path)) })
  }
}

export async function exportSheet(
  show: string,
  cut: CutView,
  asked: { readonly profile: string; readonly format: CueListFormat; readonly isFinal: boolean },
): Promise<void> {
  const chosen = await attempt(chooseExport(nameOf(show, cut, 'cue sheet'), 'Cue sheet', asked.format))
  if (typeof chosen !== 'string') return
  await writeSheet(cut, { ...asked, recipient: '', template: null }, chosen)
}

/** Asks for the society's workbook, then where the filled copy goes. */
export async function fillWorkbook(
  show: string,
  cut: CutView,
  asked: { readonly profile: string; readonly isFinal: boolean },
): Promise<void> {
  const template = await attempt(chooseWorkbook())
  if (typeof template !== 'string') return
  const chosen = await attempt(chooseExport(nameOf(show, cut, 'RapidCue'), 'Filled workbook', 'xlsx'))
  if (typeof chosen !== 'string') return
  await writeSheet(cut, { ...asked, format: 'xlsx', recipient: '', template }, chosen)
}

async function writeSheet(cut: CutView, asked: ipc.AskedSheet, chosen: string): Promise<void> {
  const issued = await attempt(ipc.exportSheet(cut.cut.id, asked, chosen))
  if (issued === undefined) return
  filings.count += 1
  const what = issued.final ? (issued.revision > 0 ? `revised sheet ${issued.revision}` : 'final sheet') : 'draft'
  say(`Written as ${what}: ${chosen}`, 'good', { title: 'Show in folder', run: () => void attempt(ipc.reveal(chosen)) })
}

/** Writes what changed since the sheet was filed. */
export async function exportChanges(
  show: string,
  cut: CutView,
  asked: { readonly profile: string; readonly format: CueListFormat },
): Promise<void> {
  const chosen = await attempt(chooseExport(nameOf(show, cut, 'changes'), 'Changes to the cue sheet', asked.format))
  if (typeof chosen !== 'string') return
  const sheet = { ...asked, isFinal: false, recipient: '', template: null }
  if ((await attempt(ipc.exportChanges(cut.cut.id, sheet, chosen))) === undefined) return
  filings.count += 1
  say(`Written: ${chosen}`, 'good', { title: 'Show in folder', run: () => void attempt(ipc.reveal(chosen)) })
}

export async function exportMix(show: string, cut: CutView): Promise<void> {
  const chosen = await attempt(chooseExport(nameOf(show, cut, 'mix'), 'Mix', 'wav'))
  if (typeof chosen !== 'string') return
  const job = await attempt(ipc.exportMix(cut.cut.id, chosen))
  if (job !== undefined) jobs.targets.set(job, chosen)
}

export const deliverActions: readonly Action[] = [
  ...cueListFormats.map(({ format, use }): Action => ({
    id: `deliver.${format}`,
    title: `Export the cue list as ${use}…`,
    group: 'Deliver',
    keys: format === 'pdf' ? ['Mod+P'] : format === 'xlsx' ? ['Mod+E'] : [],
    enabled: withCut,
    run: ({ show, cut }) => (show === null || cut === null ? undefined : exportCueList(show.title, cut, format)),
  })),
  {
    id: 'deliver.workbook',
    title: 'Fill my RapidCue workbook (draft)…',
    group: 'Deliver',
    keys: [],
    enabled: withCut,
    run: ({ show, cut }) =>
      show === null || cut === null
        ? undefined
        : fillWorkbook(show.title, cut, { profile: 'rapidcue', isFinal: false }),
  },
  {
    id: 'deliver.changes',
    title: 'Export what changed since the cue sheet was filed…',
    group: 'Deliver',
    keys: [],
    enabled: withCut,
    run: ({ show, cut }) =>
      show === null || cut === null
        ? undefined
        : exportChanges(show.title, cut, { profile: lastProfile.value ?? '', format: 'pdf' }),
  },
  {
    id: 'deliver.mix',
    title: 'Export the mix as WAV…',
    group: 'Deliver',
    keys: [],
    enabled: withCut,
    run: ({ show, cut }) => (show === null || cut === null ? undefined : exportMix(show.title, cut)),
  },
]
