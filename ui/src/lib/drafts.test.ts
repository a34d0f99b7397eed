import { expect, test } from 'vitest'
import { draftReply, drafts, draftsOf, EntryDraft } from './drafts.svelte'

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
