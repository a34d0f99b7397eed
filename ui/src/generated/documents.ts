import type { Form } from './Form'
import type { Paper } from './Paper'

/** A kind of file: what a dialog calls it, and what fits on a button. */
export const forms: Readonly<Record<Form, { readonly word: string; readonly short: string }>> = {
  csv: {
    short: 'CSV',
    word: 'Comma-separated values',
  },
  docx: {
    short: 'DOCX',
    word: 'Word document',
  },
  edl: {
    short: 'EDL',
    word: 'Edit decision list',
  },
  json: {
    short: 'JSON',
    word: 'JSON',
  },
  pdf: {
    short: 'PDF',
    word: 'PDF document',
  },
  txt: {
    short: 'text',
    word: 'Plain text',
  },
  xlsx: {
    short: 'XLSX',
    word: 'Excel workbook',
  },
}

/** Letters and lists, in the order in which they are offered. */
export const papers: readonly Paper[] = [
  'quote-request',
  'confirmation',
  'clearance-log',
  'budget',
  'end-credits',
  'spotting-notes',
  'soundtrack',
]

/** The forms of each document, in the order in which they are offered. */
export const documents = {
  budget: {
    forms: ['xlsx', 'pdf'],
    plural: 'Music budget',
    template: false,
    title: 'Music budget',
  },
  'clearance-log': {
    forms: ['xlsx', 'pdf'],
    plural: 'Clearance log',
    template: false,
    title: 'Clearance log',
  },
  'commission-brief': {
    forms: ['pdf', 'docx', 'txt'],
    plural: 'Commission briefs',
    title: 'Commission brief',
  },
  confirmation: {
    forms: ['pdf', 'docx'],
    plural: 'Confirmations',
    template: true,
    title: 'Confirmation letter',
  },
  'cue-list': {
    forms: ['xlsx', 'pdf', 'csv', 'json'],
    plural: 'Cue lists',
    title: 'Cue list',
  },
  'cue-sheet': {
    forms: ['xlsx', 'pdf', 'csv', 'json'],
    plural: 'Cue sheets',
    title: 'Cue sheet',
  },
  'cue-sheet-changes': {
    forms: ['xlsx', 'pdf', 'csv', 'json'],
    plural: 'Changes to the cue sheet',
    title: 'Changes to the cue sheet',
  },
  'end-credits': {
    forms: ['docx', 'pdf', 'txt'],
    plural: 'End-credit copy',
    template: true,
    title: 'End-credit copy',
  },
  'music-changes': {
    forms: ['pdf', 'csv', 'edl'],
    plural: 'Music change lists',
    title: 'Music change list',
  },
  'quote-request': {
    forms: ['pdf', 'docx'],
    plural: 'Quote requests',
    template: true,
    title: 'Quote request',
  },
  'review-minutes': {
    forms: ['pdf', 'csv', 'json'],
    plural: 'Minutes of the review',
    title: 'Minutes of the review',
  },
  soundtrack: {
    forms: ['xlsx', 'docx', 'pdf'],
    plural: 'Soundtrack album',
    template: false,
    title: 'Soundtrack album',
  },
  'spotting-notes': {
    forms: ['pdf', 'docx', 'xlsx'],
    plural: 'Spotting notes',
    template: false,
    title: 'Spotting notes',
  },
} as const satisfies Record<string, DocumentForms>

interface DocumentForms {
  readonly title: string
  readonly plural: string
  readonly forms: readonly Form[]
  readonly template?: boolean
}
