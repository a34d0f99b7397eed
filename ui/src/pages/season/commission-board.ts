/** Commissions as a board shows them: by how far they have come, and by when something is wanted. */

import type { CommissionStage, CommissionView } from '../../generated'
import { dayWords } from '../clear/quotes'

interface Stage {
  readonly value: CommissionStage
  readonly word: string
  readonly meaning: string
}

interface Phase {
  readonly word: string
  readonly stages: readonly Stage[]
}

/** The stages in the order in which a commission goes through them. */
export const phases: readonly Phase[] = [
  {
    word: 'Brief',
    stages: [
      { value: 'draft', word: 'draft', meaning: 'The brief is being written' },
      { value: 'sent', word: 'sent', meaning: 'The brief is with the composer' },
    ],
  },
  {
    word: 'Demo',
    stages: [
      { value: 'demoIn', word: 'demo in', meaning: 'A version has come in and has no answer yet' },
      { value: 'notes', word: 'notes', meaning: 'Notes on the newest version are open' },
    ],
  },
  {
    word: 'Delivery',
    stages: [
      { value: 'approved', word: 'approved', meaning: 'A version is approved; something of the delivery is missing' },
      { value: 'delivered', word: 'delivered', meaning: 'All that was asked for is there' },
    ],
  },
  {
    word: 'Money',
    stages: [
      { value: 'invoiced', word: 'invoiced', meaning: 'An invoice is to be paid' },
      { value: 'paid', word: 'paid', meaning: 'Nothing is owed' },
    ],
  },
]

export function stageOf(value: CommissionStage): Stage | undefined {
  return phases.flatMap((phase) => phase.stages).find((one) => one.value === value)
}

/** `demo Mon 23 Nov`, `delivery today`; empty where nothing has a date. */
export function wantedWords(one: CommissionView, today: string): string {
  if (one.wanted === null || one.wantedOn === '') return ''
  return `${one.wanted} ${dayWords(one.wantedOn, today)}`
}

/** `1x02 2M04, 1x03 1M01` */
export function cueWords(one: CommissionView): string {
  return one.cues.map((cue) => `${cue.episodeName} ${cue.number}`).join(', ')
}

/** What a commission costs in minor units, as far as somebody has said. */
export function feeOf(one: CommissionView): number | undefined {
  return one.money?.fee ?? one.money?.estimate ?? undefined
}

interface Group {
  readonly word: string
  readonly late: boolean
  readonly all: readonly CommissionView[]
}

/** By when something is wanted: what is late, what comes within a week, the rest, what has no date, what is there. */
export function byDeadline(all: readonly CommissionView[], today: string): readonly Group[] {
  const end = new Date(`${today}T12:00:00Z`)
  end.setUTCDate(end.getUTCDate() + 7)
  const week = end.toISOString().slice(0, 10)
  const done = (one: CommissionView) => one.stage === 'delivered' || one.stage === 'invoiced' || one.stage === 'paid'
  const dated = all.filter((one) => one.wantedOn !== '').toSorted((a, b) => a.wantedOn.localeCompare(b.wantedOn))
  const groups: readonly Group[] = [
    { word: 'Late', late: true, all: dated.filter((one) => one.isLate) },
    { word: 'Within a week', late: false, all: dated.filter((one) => !one.isLate && one.wantedOn <= week) },
    { word: 'Later', late: false, all: dated.filter((one) => !one.isLate && one.wantedOn > week) },
    { word: 'No date', late: false, all: all.filter((one) => one.wantedOn === '' && !done(one)) },
    { word: 'Delivered', late: false, all: all.filter(done) },
  ]
  return groups.filter((group) => group.all.length > 0)
}
