// @vitest-environment jsdom
import { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CutView, ShowView } from '../../generated'
import { session } from '../../lib/session.svelte'
import Header from './Header.svelte'

beforeEach(() => {
  mockWindows('main')
  mockIPC(() => null, { shouldMockEvents: true })
})

afterEach(() => {
  session.cut = null
  clearMocks()
})

test('the episode is named as everywhere else', () => {
  session.cut = {
    episode: { season: 1, number: 4, name: '1×04', title: 'Rising Tide' },
    cut: { id: 7, label: 'Cut 3', rate: '29.97df' },
  } as unknown as CutView
  const none = { steps: 0, label: null }
  const show: unknown = { title: 'My Heart', episodes: [{}], undo: none, redo: none }
  render(Header, { show: show as ShowView })
  const crumb = screen.getByTestId('episodes-button').textContent.replaceAll(/\s+/g, ' ').trim()
  expect(crumb).toBe('My Heart › 1×04 Rising Tide · Cut 3 · 29.97 DF')
})
