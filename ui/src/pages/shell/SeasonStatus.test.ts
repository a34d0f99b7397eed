// @vitest-environment jsdom
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks'
import { render, screen } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'
import SeasonStatus from './SeasonStatus.svelte'
import { seasonFigures } from './season-figures.svelte'

afterEach(() => {
  seasonFigures.value = undefined
  clearMocks()
})

test('the status bar says what the season costs and what of it is temp', async () => {
  const money = { budget: 24_000_000, paid: 0, committed: 3_400_000, atRisk: 0, forecast: 6_764_000, unpriced: 0 }
  const rows = [
    { cue: 1, days: 19 },
    { cue: 1, days: 3 },
    { cue: 2, days: null },
  ]
  mockIPC((command) => (command === 'season_report' ? { money } : command === 'temp_list' ? { rows } : null))
  render(SeasonStatus, { currency: 'USD' })
  const words = async (testid: string) => (await screen.findByTestId(testid)).textContent.replaceAll(/\s+/g, ' ').trim()
  expect(await words('status-season-budget')).toBe('Forecast $67,640 of $240,000')
  expect(await words('status-season-temp')).toBe('Temp 2 cues, oldest 19 days')
})

test('a season without temp music, budget and fees has nothing to say of them', async () => {
  const money = { budget: null, paid: 0, committed: 0, atRisk: 0, forecast: 0, unpriced: 0 }
  mockIPC((command) => (command === 'season_report' ? { money } : command === 'temp_list' ? { rows: [] } : null))
  render(SeasonStatus, { currency: 'USD' })
  await new Promise((resolve) => setTimeout(resolve, 800))
  expect(seasonFigures.value?.temp).toBe('')
  expect(screen.queryByTestId('status-season-budget')).toBeNull()
  expect(screen.queryByTestId('status-season-temp')).toBeNull()
})
