/** The trade's words for values of the show, with what they mean, as the window says them. */

import type {
  ClearanceStatus,
  FadeShape,
  LaneColour,
  LaneKind,
  Rights,
  RoundProgress,
  Side,
  VerdictValue,
} from '../generated'
import { readFixed } from './format'

/** A value as a choice: its word, and what it means. */
export interface Choice<Value> {
  readonly value: Value
  readonly word: string
  readonly meaning: string
}

export const fadeShapes: readonly Choice<FadeShape>[] = [
  { value: 'linear', word: 'linear', meaning: 'Even in amplitude.' },
  { value: 'equalPower', word: 'equal power', meaning: 'Even in loudness, as crossfades are.' },
  { value: 'sCurve', word: 'S-curve', meaning: 'Slow, quick, slow.' },
  { value: 'logarithmic', word: 'logarithmic', meaning: 'Even in decibels: slow, then quick.' },
]

export const laneColours: readonly Choice<LaneColour>[] = [
  { value: 'ofKind', word: 'As its kind', meaning: 'The colour of what it carries.' },
  { value: 'blue', word: 'Blue', meaning: '' },
  { value: 'violet', word: 'Violet', meaning: '' },
  { value: 'green', word: 'Green', meaning: '' },
  { value: 'amber', word: 'Amber', meaning: '' },
  { value: 'rose', word: 'Rose', meaning: '' },
  { value: 'teal', word: 'Teal', meaning: '' },
  { value: 'grey', word: 'Grey', meaning: '' },
]

export const clearanceStatuses: readonly Choice<ClearanceStatus>[] = [
  { value: 'toRequest', word: 'to request', meaning: 'Not requested yet.' },
  { value: 'requested', word: 'requested', meaning: 'Requested, no answer yet.' },
  { value: 'quoted', word: 'quoted', meaning: 'A fee was quoted.' },
  { value: 'countered', word: 'countered', meaning: 'You offered a different fee.' },
  { value: 'agreed', word: 'agreed', meaning: 'The fee is accepted, not yet in writing.' },
  { value: 'confirmed', word: 'confirmed', meaning: 'Agreed in writing.' },
  { value: 'licensed', word: 'licensed', meaning: 'The licence is signed.' },
  { value: 'paid', word: 'paid', meaning: 'The licence is paid.' },
  { value: 'denied', word: 'denied', meaning: 'Refused.' },
  { value: 'expired', word: 'expired', meaning: 'The licence has expired.' },
  { value: 'replaced', word: 'replaced', meaning: 'The music was replaced; nothing more is due.' },
  { value: 'notNeeded', word: 'not needed', meaning: 'No clearance needed: own commission or public domain.' },
]

export const laneKinds: readonly Choice<LaneKind>[] = [
  { value: 'songs', word: 'Songs', meaning: 'Existing songs.' },
  { value: 'score', word: 'Score', meaning: 'Music written for the show.' },
  { value: 'source', word: 'Source', meaning: 'Music that sounds inside the scene.' },
  { value: 'other', word: 'Other', meaning: 'Anything else.' },
]

/** The colours a state may have. */
export type Tone = 'ok' | 'warn' | 'bad' | 'neutral'

export const verdictTone: Readonly<Record<VerdictValue, Tone>> = {
  approved: 'ok',
  approvedBut: 'ok',
  changes: 'warn',
  rejected: 'bad',
}

/** What was said, as a word or two. */
export const verdictWord: Readonly<Record<VerdictValue, string>> = {
  approved: 'approved',
  approvedBut: 'approved with a note',
  changes: 'changes',
  rejected: 'rejected',
}

export const clearanceTone: Readonly<Record<ClearanceStatus, Tone>> = {
  toRequest: 'neutral',
  requested: 'neutral',
  quoted: 'warn',
  countered: 'warn',
  agreed: 'ok',
  confirmed: 'ok',
  licensed: 'ok',
  paid: 'ok',
  denied: 'bad',
  expired: 'bad',
  replaced: 'neutral',
  notNeeded: 'neutral',
}

export const sideWord: Readonly<Record<Side, string>> = {
  master: 'Master',
  publishing: 'Publishing',
  oneStop: 'One-stop',
}

/** With a capital first letter, as it begins a line. */
export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** All of something, in millionths. */
export const wholeShare = 1_000_000

/** Millionths as people write them: `75 %`, `33.33 %`. */
export function percent(share: number): string {
  return `${Number((share / 10_000).toFixed(4))} %`
}

/** A share that is not all of it, behind a word: ` 75 %`; nothing for all. */
export function percentAfter(share: number): string {
  return share < wholeShare ? ` ${percent(share)}` : ''
}

/** A sentence in which no line ends between a number and its percent sign. */
export function unbroken(sentence: string): string {
  return sentence.replace(/(\d) %/g, '$1\u00a0%')
}

/** Reads `33.33` or `75 %` into millionths; undefined where it is no number. */
export function readPercent(text: string): number | undefined {
  return readFixed(text.replace('%', ''), 4)
}

export const rightsTone: Readonly<Record<Rights, Tone>> = {
  unknown: 'neutral',
  open: 'warn',
  cleared: 'ok',
  denied: 'bad',
}

export const rightsWord: Readonly<Record<Rights, string>> = {
  unknown: 'not requested',
  open: 'requested or quoted',
  cleared: 'all cleared',
  denied: 'a right was denied',
}

/** The word of a value among its choices. */
export function wordOf<Value>(choices: readonly Choice<Value>[], value: Value): string {
  return choices.find((choice) => choice.value === value)?.word ?? ''
}

/** `9 approved · 3 waiting · 2 to change`. */
export function progressWords(progress: RoundProgress): string {
  const { standing, changes, rejected } = progress
  return [
    `${progress.approved + standing} approved`,
    `${progress.waiting} waiting`,
    ...(changes > 0 ? [`${changes} to change`] : []),
    ...(rejected > 0 ? [`${rejected} rejected`] : []),
  ].join(' · ')
}
