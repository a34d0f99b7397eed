// @vitest-environment jsdom
import { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CutId, ShowView } from '../../generated'
import { session } from '../../lib/session.svelte'
import { stage } from '../../lib/stage.svelte'
import CompareDialog from './CompareDialog.svelte'

beforeEach(() => {
  mockWindows('main')
  mockIPC((command) => (command === 'history' ? [] : null), { shouldMockEvents: true })
})

afterEach(() => {
  stage.compare = false
  session.show = undefined
  session.cutId = null
  clearMocks()
})

test('an episode with one cut says that there is no other to compare it with', async () => {
  session.show = { episodes: [{ id: 1, name: '1×04', cuts: [{ id: 7, label: 'Cut 1' }] }] } as unknown as ShowView
  session.cutId = 7 as CutId
  stage.compare = true
  render(CompareDialog)
  expect((await screen.findByTestId('compare-single')).textContent).toContain('This episode has only one cut')
  expect(screen.queryByRole('table')).toBeNull()
})
