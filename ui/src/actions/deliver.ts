/** Exports: the cue list in its formats, and the mix. */

import type { AskedSheet, CutView, Form, MixForm, MixSpec } from '../generated'
import { documents, forms } from '../generated/documents'
import * as ipc from '../lib/ipc'
import { chooseExport, chooseFolderFor, chooseMix, chooseProfile, chooseWorkbook, fileName } from '../lib/ipc-dialogs'
import { sayDone } from '../lib/edits.svelte'
import { letters } from '../pages/deliver/letters/letters.svelte'
import { cueSheet } from '../pages/deliver/cue-sheet.svelte'
import { filings } from '../pages/deliver/filings.svelte'
import { counted } from '../lib/format'
import { over, writesTo } from '../lib/jobs.svelte'
import { reachSoon } from '../lib/reach'
import { lastProfile } from '../lib/preferences.svelte'
import { goTo } from '../lib/session.svelte'
import { stage } from '../lib/stage.svelte'
import { attempt, say } from '../lib/toasts.svelte'
import { withCut, type Action } from './action'

/** `My Heart 1x04 Cut 3 cue list` */
function nameOf(show: string, cut: CutView, what: string): string {
  return `${show} ${cut.episode.name} ${cut.cut.label} ${what}`
}

export async function exportCueList(show: string, cut: CutView, format: Form): Promise<void> {
  const chosen = await attempt(chooseExport(nameOf(show, cut, 'cue list'), documents['cue-list'].title, format))
  if (typeof chosen !== 'string') return
  const path = await attempt(ipc.ask('export_cue_list', { cut: cut.cut.id, format, path: chosen }))
  if (path !== undefined) {
    say(`Saved ${path}`, 'good', { title: 'Show in folder', run: () => void attempt(ipc.ask('reveal', { path })) })
  }
}

/**
 * Writes the cue sheet where the user says, and records it in the ledger; whether it was written. With `fill` the
 * user's copy of the society's workbook is asked for first, and filled.
 */
export async function exportSheet(
  show: string,
  cut: CutView,
  asked: Omit<AskedSheet, 'template'>,
  fill = false,
): Promise<boolean> {
  const template = fill ? await attempt(chooseWorkbook()) : null
  if (fill && typeof template !== 'string') return false
  const chosen = await attempt(chooseExport(nameOf(show, cut, 'cue sheet'), documents['cue-sheet'].title, asked.format))
  if (typeof chosen !== 'string') return false
  const issued = await attempt(
    ipc.ask('export_sheet', { cut: cut.cut.id, asked: { ...asked, template: template ?? null }, path: chosen }),
  )
  if (issued === undefined) return false
  filings.count += 1
  for (const note of issued.notes) say(note)
  const what = issued.final ? (issued.revision > 0 ? `revised sheet ${issued.revision}` : 'final sheet') : 'draft'
  say(`Saved as ${what}: ${chosen}`, 'good', {
    title: 'Show in folder',
    run: () => void attempt(ipc.ask('reveal', { path: chosen })),
  })
  return true
}

export async function importProfile(): Promise<void> {
  const path = await attempt(chooseProfile())
  if (typeof path !== 'string') return
  const id = await attempt(ipc.ask('import_profile', { path }))
  if (id === undefined) return
  lastProfile.value = id
  sayDone('Profile imported')
}

export async function exportProfile(id: string): Promise<void> {
  const path = await attempt(chooseExport(`${id} profile`, 'Profile of cue sheets', 'json'))
  if (typeof path !== 'string') return
  if ((await attempt(ipc.ask('export_profile', { id, path }))) === undefined) return
  say(`Saved ${path}`, 'good', { title: 'Show in folder', run: () => void attempt(ipc.ask('reveal', { path })) })
}

/** Writes what changed since the sheet was filed. */
async function exportChanges(
  show: string,
  cut: CutView,
  asked: { readonly profile: string; readonly format: Form },
): Promise<void> {
  const chosen = await attempt(
    chooseExport(nameOf(show, cut, 'changes'), documents['cue-sheet-changes'].title, asked.format),
  )
  if (typeof chosen !== 'string') return
  const sheet = { ...asked, isFinal: false, recipient: '', template: null, rollUp: false }
  if ((await attempt(ipc.ask('export_changes', { cut: cut.cut.id, asked: sheet, path: chosen }))) === undefined) return
  filings.count += 1
  say(`Saved ${chosen}`, 'good', {
    title: 'Show in folder',
    run: () => void attempt(ipc.ask('reveal', { path: chosen })),
  })
}

/** Opens the sheet that says how a mix is written. */
export function exportMix(): void {
  stage.mixing = true
}

/** The ending of each kind of file. */
const endings: Record<MixForm, string> = {
  wav16: 'wav',
  wav24: 'wav',
  wav32f: 'wav',
  opus: 'opus',
  flac: 'flac',
  mp3: 'mp3',
  aac: 'm4a',
}

/** Asks where to, and starts to write a mix. */
export async function writeMix(show: string, cut: CutView, spec: MixSpec): Promise<void> {
  const chosen = await attempt(chooseMix(nameOf(show, cut, 'mix'), endings[spec.form]))
  if (typeof chosen !== 'string') return
  const job = await attempt(ipc.ask('export_mix', { cut: cut.cut.id, spec, path: chosen }))
  if (job !== undefined) writesTo(job, chosen)
}

/** Asks for a folder, and writes a file for each cue that has music into it, one after another. */
export async function writeCues(cut: CutView, how: Pick<MixSpec, 'form' | 'production' | 'target'>): Promise<void> {
  const cues = cut.cues
    .filter((cue) => cue.pick !== null)
    .map((cue) => ({ cue, file: `${fileName(`${cue.number} ${cue.title}`.trim())}.${endings[how.form]}` }))
  const folder = await attempt(chooseFolderFor(cues.map(({ file }) => file)))
  if (typeof folder !== 'string') return
  let written = 0
  for (const { cue, file } of cues) {
    const spec: MixSpec = { ...how, of: { type: 'cue', cue: cue.id }, range: null }
    const job = await attempt(ipc.ask('export_mix', { cut: cut.cut.id, spec, path: `${folder}/${file}` }))
    const done = job === undefined ? undefined : await over(job)
    // Cancelled is all of it; why one was not written is said, and the others are.
    if (done === undefined || done.cancelled) break
    if (done.failed.length === 0) written += 1
  }
  if (written === 0) return
  const all = written === cues.length ? '' : ` of ${cues.length}`
  say(`${counted(written, 'cue')}${all} saved in ${folder}`, 'good', {
    title: 'Show in folder',
    run: () => void attempt(ipc.ask('reveal', { path: folder })),
  })
}

export const deliverActions: readonly Action[] = [
  {
    id: 'deliver.sheet',
    title: 'Export the cue sheet…',
    group: 'Deliver',
    keys: ['Mod+Shift+D'],
    enabled: withCut,
    run: () => {
      goTo('deliver')
      stage.exportSheet = true
    },
  },
  {
    id: 'deliver.problems',
    title: 'Next problem',
    group: 'Deliver',
    keys: ['F8'],
    enabled: withCut,
    run: () => {
      goTo('deliver')
      // A letter or a profile lies where the problems stand.
      letters.close()
      stage.editProfile = false
      reachSoon('problems')
    },
  },
  {
    id: 'deliver.profile',
    title: 'Edit the profile of cue sheets',
    group: 'Deliver',
    keys: [],
    enabled: withCut,
    run: () => {
      goTo('deliver')
      stage.editProfile = true
    },
  },
  {
    id: 'deliver.importProfile',
    title: 'Import a cue sheet profile…',
    group: 'Deliver',
    keys: [],
    enabled: ({ show }) => show !== null && !show.readOnly,
    run: () => importProfile(),
  },
  ...documents['cue-list'].forms.map((format: Form): Action => ({
    id: `deliver.${format}`,
    title: `Export the cue list as ${forms[format].short}…`,
    group: 'Deliver',
    keys: format === 'pdf' ? ['Mod+P'] : format === 'xlsx' ? ['Mod+E'] : [],
    enabled: withCut,
    run: ({ show, cut }, chord) => {
      // A key writes what is looked at.
      if (chord !== undefined && cueSheet.isOnDesk) {
        stage.exportSheet = true
        return undefined
      }
      return show === null || cut === null ? undefined : exportCueList(show.title, cut, format)
    },
  })),
  {
    id: 'deliver.changes',
    title: 'Export what changed since the cue sheet was filed…',
    group: 'Deliver',
    keys: [],
    enabled: withCut,
    run: ({ show, cut }) =>
      show === null || cut === null
        ? undefined
        : exportChanges(show.title, cut, { profile: lastProfile.value, format: 'pdf' }),
  },
  {
    id: 'deliver.handover',
    title: 'Export for another program…',
    group: 'Deliver',
    also: [
      'export for',
      'avid',
      'premiere',
      'resolve',
      'pro tools',
      'reaper',
      'final cut',
      'edl',
      'otio',
      'xml',
      'bwf',
      'spotted',
      'markers',
    ],
    keys: ['Mod+Shift+M'],
    enabled: withCut,
    run: () => {
      stage.handover = true
    },
  },
  {
    id: 'deliver.mix',
    title: 'Export the mix…',
    group: 'Deliver',
    keys: [],
    enabled: withCut,
    run: exportMix,
  },
]
