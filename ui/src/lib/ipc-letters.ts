/** Letters and lists, their wording, and the logo. */

import type {
  CutId,
  Drawn,
  Edited,
  Issued,
  Paper,
  PaperFormat,
  PaperSummary,
  PaperView,
  PartyId,
  TemplateView,
} from '../generated'
import { ask } from './ipc'

export const papers = (cut: CutId) => ask<PaperSummary[]>('papers', { cut })
/** A letter or list; `draft` is a wording that is not kept yet. */
export const paper = (cut: CutId, paper: Paper, to: PartyId | null, draft: string | null) =>
  ask<PaperView>('paper', { cut, paper, to, draft })

/** What is asked of an export of a letter or list. */
export interface AskedPaper {
  readonly paper: Paper
  readonly format: PaperFormat
  readonly to: PartyId | null
}

/** Writes it and records it in the ledger, once for each rights holder. */
export const exportPaper = (cut: CutId, { paper, format, to }: AskedPaper, path: string) =>
  ask<Issued[]>('export_paper', { cut, paper, format, to, path })

/** Writes each letter into a file of its own in a folder; how many there are. */
export const exportLetters = (cut: CutId, paper: Paper, format: PaperFormat, folder: string) =>
  ask<number>('export_letters', { cut, paper, format, folder })

/** A letter or list of the ledger, as it was. */
export const issuedPaper = (id: number) => ask<Drawn>('issued_paper', { id })
export const template = (name: string) => ask<TemplateView>('template', { name })
/** Settles when the text could be kept as the template, and is refused with line and reason where not. */
export const tryTemplate = (name: string, text: string) => ask<null>('try_template', { name, text })
/** A `data:` address. */
export const logo = () => ask<string | null>('logo')
export const setLogo = (path: string | null) => ask<Edited>('set_logo', { path })
