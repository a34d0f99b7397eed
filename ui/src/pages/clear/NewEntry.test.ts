// @vitest-environment jsdom
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { createRawSnippet } from 'svelte'
import { expect, test, vi } from 'vitest'
import { EntryDraft } from '../../lib/drafts.svelte'
import NewEntry from './NewEntry.svelte'

test('the keys go into the form, and back to its button when it is cancelled or saved', async () => {
  // A page that is only made draws nothing, and has nothing to scroll.
  Element.prototype.scrollIntoView = vi.fn()
  const fields = createRawSnippet(() => ({ render: () => '<input aria-label="Amount" />' }))
  const entry = new EntryDraft(() => 'payment 1')
  const save = () => Promise.resolve(true)
  render(NewEntry, { words: 'Add a payment…', entry, disabled: false, ready: true, testid: 'payment', save, fields })
  for (const way of ['payment-cancel', 'payment-save']) {
    await fireEvent.click(screen.getByTestId('payment-add'))
    expect(document.activeElement).toBe(screen.getByLabelText('Amount'))
    await fireEvent.click(screen.getByTestId(way))
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByTestId('payment-add'))
    })
  }
})
