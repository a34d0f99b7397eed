// @vitest-environment jsdom
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks'
import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ShowView } from '../generated'
import { edit } from '../lib/edits.svelte'
import { session } from '../lib/session.svelte'
import { toasts } from '../lib/toasts.svelte'
import Toasts from './Toasts.svelte'

const past = '1M03 goes on past the end of the picture.'

beforeEach(() => {
  toasts.list = []
  mockIPC(() => ({ revision: 5, created: [], remarks: [past] }))
})

afterEach(() => {
  session.show = null
  clearMocks()
})

/** The show as it is after so many changes, of which so many can be undone. */
async function at(revision: number, steps: number) {
  session.show = { revision, undo: { steps, label: null } } as unknown as ShowView
  await tick()
}

test('what is to be known of an edit goes when the edit is undone, and no earlier', async () => {
  render(Toasts)
  await at(4, 7)
  await edit([])
  await tick()
  expect(screen.getByText(past)).toBeDefined()
  await at(5, 8)
  await at(6, 9)
  await at(7, 8)
  expect(screen.getByText(past)).toBeDefined()
  await at(8, 7)
  expect(screen.queryByText(past)).toBeNull()
})
