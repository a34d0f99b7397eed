// @vitest-environment jsdom
import { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ShowView } from '../../generated'
import ClearPage from './ClearPage.svelte'

beforeEach(() => {
  mockWindows('main')
  mockIPC(() => null, { shouldMockEvents: true })
})

afterEach(() => {
  clearMocks()
})

test('without an episode the page offers to add one', async () => {
  render(ClearPage, { show: { readOnly: false } as ShowView })
  expect(await screen.findByTestId('add-first-episode')).toBeDefined()
})
