// @vitest-environment jsdom
import { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Breakdown, Flicks, ReportEpisode, SeasonReport, ShowView } from '../../generated'
import ReportSection from './ReportSection.svelte'

const episode = { name: '1×01', music: 0, programme: 100, cues: 0 } as ReportEpisode
const era: Breakdown = { title: 'Era', groups: [] }
const usage: Breakdown = {
  title: 'Usage',
  groups: [{ name: 'background vocal', length: 100 as Flicks, rows: [], episodes: [100 as Flicks], earlier: null }],
}

function reportOf(episodes: ReportEpisode[], breakdowns: Breakdown[]): SeasonReport {
  return {
    show: 'My Heart',
    season: 1,
    seasons: [1],
    only: null,
    day: '2026-11-30',
    currency: 'USD',
    episodes,
    breakdowns,
    rows: [],
    byCommission: [],
    money: { committed: 0, forecast: 0, budget: null, unpriced: 0 } as unknown as SeasonReport['money'],
    risks: [],
    earlier: null,
    withOwn: false,
  }
}

function show(answer: SeasonReport): void {
  mockIPC((command) => (command === 'season_report' ? answer : null), { shouldMockEvents: true })
  render(ReportSection, { show: { readOnly: false } as ShowView })
}

beforeEach(() => {
  mockWindows('main')
})

afterEach(() => {
  clearMocks()
  document.body.replaceChildren()
})

test('a season without an episode offers to add one', async () => {
  show(reportOf([], [era]))
  expect(await screen.findByTestId('add-first-episode')).toBeDefined()
})

test('a season without music says so, with no empty cards', async () => {
  show(reportOf([episode], [era]))
  expect((await screen.findByTestId('report-empty')).textContent).toContain('No music yet')
  expect(screen.queryByRole('region', { name: 'Era' })).toBeNull()
})

test('of what is counted only breakdowns with rows are cards', async () => {
  show(reportOf([episode], [era, usage]))
  expect(await screen.findByRole('region', { name: 'Usage' })).toBeDefined()
  expect(screen.queryByRole('region', { name: 'Era' })).toBeNull()
})
