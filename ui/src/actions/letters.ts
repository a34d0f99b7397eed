/** Letters and lists: opening, saving, wording, the logo. */

import type { CutView, Form, Paper, PartyId } from '../generated'
import { documents, papers } from '../generated/documents'
import { requestQuotes } from '../pages/clear/clear.svelte'
import { counted } from '../lib/format'
import { filings } from '../pages/deliver/filings.svelte'
import { chooseExport, chooseExportFolder, chooseLogo } from '../lib/ipc-dialogs'
import * as ipc from '../lib/ipc'
import { letters } from '../pages/deliver/letters/letters.svelte'
import { goTo } from '../lib/session.svelte'
import { attempt, say } from '../lib/toasts.svelte'
import { withCut, withEdits, type Action, type Context } from './action'

/** Saves a letter or list where the user says, and offers what comes next. */
export async function savePaper(
  show: string,
  cut: CutView,
  asked: { readonly paper: Paper; readonly format: Form; readonly to: PartyId | null },
): Promise<void> {
  const { paper, format, to } = asked
  const word = documents[paper].title
  const whom = letters.view?.recipients.find((one) => one.party === to)?.name
  const name = [show, cut.episode.name, word.toLowerCase(), whom].filter((part) => part !== undefined).join(' ')
  const path = await attempt(chooseExport(name, word, format))
  if (typeof path !== 'string') return
  const before = await attempt(ipc.ask('paper', { cut: cut.cut.id, paper, to, draft: null }))
  const issued = await attempt(ipc.ask('export_paper', { cut: cut.cut.id, ...asked, path }))
  if (issued === undefined) return
  filings.count += 1
  const toRequest = before?.toRequest ?? []
  if (toRequest.length > 0) {
    say(`Saved ${path}`, 'good', {
      title: `Mark ${counted(toRequest.length, 'right')} as requested`,
      run: () => void requestQuotes(toRequest),
    })
  } else say(`Saved ${path}`, 'good', { title: 'Show in folder', run: () => void attempt(ipc.ask('reveal', { path })) })
}

/** Saves each letter as a file of its own in a folder that the user chooses. */
export async function saveEach(cut: CutView, paper: Paper, format: Form): Promise<void> {
  const folder = await attempt(chooseExportFolder())
  if (typeof folder !== 'string') return
  const toRequest = letters.view?.toRequest ?? []
  const written = await attempt(ipc.ask('export_letters', { cut: cut.cut.id, paper, format, folder }))
  if (written === undefined) return
  filings.count += 1
  const done = `Saved ${counted(written, 'letter')} in ${folder}`
  if (toRequest.length === 0) say(done, 'good')
  else {
    say(done, 'good', {
      title: `Mark ${counted(toRequest.length, 'right')} as requested`,
      run: () => void requestQuotes(toRequest),
    })
  }
}

export async function takeLogo(): Promise<void> {
  const path = await attempt(chooseLogo())
  if (typeof path === 'string') await attempt(ipc.ask('set_logo', { path }))
}

export function openLetter(paper: Paper, to: PartyId | null = null): void {
  goTo('deliver')
  letters.open(paper, to)
}

/** The paper that is shown, in its usual form. */
async function saveShown({ show, cut }: Context): Promise<void> {
  const { view, to } = letters
  const format = view?.formats[0]
  if (show === null || cut === null || view === undefined || format === undefined) return
  await savePaper(show.title, cut, { paper: view.paper, format, to })
}

export const letterActions: readonly Action[] = [
  ...papers.map((paper): Action => ({
    id: `letters.${paper}`,
    title: `Open ${documents[paper].plural.toLowerCase()}`,
    group: 'Deliver',
    keys: [],
    enabled: withCut,
    run: () => openLetter(paper),
  })),
  {
    id: 'letters.save',
    title: 'Save the letter or list shown…',
    group: 'Deliver',
    keys: ['Mod+S'],
    pages: ['deliver'],
    enabled: (found) => withCut(found) && letters.paper !== null && letters.view !== undefined,
    run: saveShown,
  },
  {
    id: 'letters.each',
    title: 'Save each letter as a file of its own…',
    group: 'Deliver',
    keys: [],
    pages: ['deliver'],
    enabled: (found) => withCut(found) && (letters.view?.recipients.filter((one) => one.included > 0).length ?? 0) > 1,
    run: async ({ cut }: Context) => {
      const { view } = letters
      const format = view?.formats[0]
      if (cut !== null && view !== undefined && format !== undefined) await saveEach(cut, view.paper, format)
    },
  },
  {
    id: 'letters.requested',
    title: 'Mark the quotes in these letters as requested',
    group: 'Deliver',
    keys: [],
    enabled: (found) => withEdits(found) && (letters.view?.toRequest.length ?? 0) > 0,
    run: () => requestQuotes(letters.view?.toRequest ?? []),
  },
  {
    id: 'letters.wording',
    title: 'Edit the wording of the letter shown…',
    group: 'Deliver',
    keys: [],
    enabled: () => letters.paper !== null && documents[letters.paper].template,
    run: () => {
      letters.editing = letters.paper
    },
  },
  {
    id: 'letters.sheetTemplate',
    title: 'Edit the template of printed cue sheets…',
    group: 'Deliver',
    keys: [],
    enabled: withCut,
    run: () => {
      goTo('deliver')
      letters.editing = 'cue-sheet'
    },
  },
  {
    id: 'letters.logo',
    title: 'Choose the logo for letters, lists and cue sheets…',
    group: 'Deliver',
    keys: [],
    enabled: withEdits,
    run: takeLogo,
  },
  {
    id: 'letters.noLogo',
    title: 'Remove the logo',
    group: 'Deliver',
    keys: [],
    enabled: withEdits,
    run: () => attempt(ipc.ask('set_logo', { path: null })),
  },
]
