/** The verdicts as buttons say them: at the desk in the words of the trade, to a director in plain ones. */

import type { VerdictValue } from '../generated'

/** What is said in words: a yes and a wish for changes say nothing without them, a no is said already when they are asked for. */
export type InWords = Exclude<VerdictValue, 'approved'>

export interface VerdictWay {
  readonly value: VerdictValue
  /** While it is not given, and when it is. */
  readonly ask: string
  readonly given: string
  readonly tone: 'ok' | 'warn' | 'bad'
  readonly meaning: string
}

export const deskVerdicts: readonly VerdictWay[] = [
  { value: 'approved', ask: '✓ Approve', given: '✓ Approved', tone: 'ok', meaning: 'Yes' },
  { value: 'approvedBut', ask: 'But…', given: '✓ But', tone: 'ok', meaning: 'Like it, but…' },
  { value: 'changes', ask: 'Changes', given: 'Changes', tone: 'warn', meaning: 'Yes, if it is changed' },
  { value: 'rejected', ask: 'Reject', given: 'Rejected', tone: 'bad', meaning: 'No' },
]

export const plainVerdicts: readonly VerdictWay[] = [
  { value: 'approved', ask: 'Yes', given: '✓ Yes', tone: 'ok', meaning: 'Yes' },
  { value: 'approvedBut', ask: 'But…', given: '✓ But…', tone: 'ok', meaning: 'I like it, but…' },
  { value: 'changes', ask: 'Changes…', given: 'Changes…', tone: 'warn', meaning: 'Yes, if it is changed' },
  { value: 'rejected', ask: 'No', given: 'No', tone: 'bad', meaning: 'No' },
]
