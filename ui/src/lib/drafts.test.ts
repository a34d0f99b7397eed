import { expect, test } from 'vitest'
import { draftReply, drafts, draftsOf, draftVerdict, EntryDraft, verdictWords } from './drafts.svelte'

test('what is typed waits for its own show', () => {
  draftsOf('/shows/one.needledrop')
  const payment = new EntryDraft(() => 'payment 12')
  payment.begin()
  payment.type('amount', '4500')
  draftReply(3 as never, 'Softer')
  draftsOf('/shows/two.needledrop')
  expect([payment.isBegun, payment.of('amount'), drafts.replies]).toEqual([false, '', {}])
  draftsOf(undefined)
  draftsOf('/shows/one.needledrop')
  expect([payment.isBegun, payment.of('amount'), drafts.replies]).toEqual([true, '4500', { 3: 'Softer' }])
  payment.end()
  expect([payment.isBegun, payment.of('amount')]).toEqual([false, ''])
})

test('why something is rejected is no wish for changes, and waits for its own show, too', () => {
  draftsOf('/shows/one.needledrop')
  draftVerdict(7 as never, 'changes', 'less piano')
  draftVerdict(7 as never, 'rejected', 'too sweet')
  const words = () => (['approvedBut', 'changes', 'rejected'] as const).map((value) => verdictWords(7 as never, value))
  expect(words()).toEqual(['less piano', 'less piano', 'too sweet'])
  draftsOf('/shows/two.needledrop')
  expect(words()).toEqual(['', '', ''])
  draftsOf('/shows/one.needledrop')
  expect(words()).toEqual(['less piano', 'less piano', 'too sweet'])
})
