// @vitest-environment jsdom
import { render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'
import type { EpisodeHealth } from '../../generated'
import { stage } from '../../lib/stage.svelte'
import { health } from './health.svelte'
import HealthSheet from './HealthSheet.svelte'

afterEach(() => {
  stage.health = false
  health.value = undefined
})

test('cues are said in their number', async () => {
  const said = (cues: number) => {
    const missing = { isrc: [], iswc: [], ipi: [] }
    const none = { sounding: [], acts: [], ending: [], risks: [], silence: null }
    const money = { forecast: 0, budget: null }
    health.value = { programme: 100, music: 50, cues, temp: 0, missing, money, ...none } as unknown as EpisodeHealth
  }
  const words = () => screen.getByTestId('health-sheet').textContent.replace(/\s+/g, ' ')
  said(1)
  stage.health = true
  render(HealthSheet, { currency: 'USD' })
  await screen.findByTestId('health-sheet')
  expect(words()).toContain('1 cue that sounds')
  said(2)
  await waitFor(() => {
    expect(words()).toContain('2 cues that sound')
  })
})
