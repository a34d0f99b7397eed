import { expect, test } from 'vitest'
import type { ProposalId } from '../generated'
import { Remarks } from './remarks'

test('a remark that a plain answer replaced is there again when one is asked for', () => {
  const [proposal, other] = [7 as ProposalId, 8 as ProposalId]
  const remarks = new Remarks()
  expect(remarks.keep(undefined, proposal)).toBe(false)
  expect(remarks.keep({ words: '' }, proposal)).toBe(false)
  expect(remarks.keep({ words: 'less piano' }, proposal)).toBe(true)
  expect(remarks.on(proposal, { words: '' })).toBe('less piano')
  expect(remarks.on(proposal, undefined)).toBe('less piano')
  expect(remarks.on(proposal, { words: 'more piano' })).toBe('more piano')
  expect(remarks.on(other, undefined)).toBe('')
})
