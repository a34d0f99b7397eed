import { describe, expect, it } from 'vitest'
import type { CommissionView } from '../../generated'
import { byDeadline, stageOf, wantedWords } from './commission-board'

type Told = Pick<CommissionView, 'code' | 'stage' | 'wanted' | 'wantedOn' | 'isLate'>

const one = (code: string, stage: CommissionView['stage'], wantedOn: string, isLate = false) => {
  const told: Told = { code, stage, wanted: wantedOn === '' ? null : 'delivery', wantedOn, isLate }
  return told as CommissionView
}

describe('the board of commissions', () => {
  it('groups by the day on which something is wanted next, what is late first', () => {
    const all = [
      one('C1', 'approved', '2026-12-06'),
      one('C2', 'draft', ''),
      one('C3', 'sent', '2026-11-20', true),
      one('C4', 'notes', '2026-12-07'),
      one('C5', 'paid', ''),
      one('C6', 'sent', '2026-11-18', true),
    ]
    const groups = byDeadline(all, '2026-11-29').map((group) => [group.word, group.all.map(({ code }) => code)])
    expect(groups).toEqual([
      ['Late', ['C6', 'C3']],
      ['Within a week', ['C1']],
      ['Later', ['C4']],
      ['No date', ['C2']],
      ['Delivered', ['C5']],
    ])
  })

  it('says what is wanted and by when', () => {
    expect(wantedWords(one('C1', 'approved', '2026-11-29'), '2026-11-29')).toBe('delivery today')
    expect(wantedWords(one('C2', 'draft', ''), '2026-11-29')).toBe('')
    expect(stageOf('demoIn')?.word).toBe('demo in')
  })
})
