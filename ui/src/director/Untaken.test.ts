// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test, vi } from 'vitest'
import Untaken from './Untaken.svelte'

afterEach(cleanup)

const line = (key: string, reason = 'Round 1 is closed') => ({
  key,
  line: `4M07 The Cove: A ${key}`,
  reason,
  again: vi.fn(),
  dismiss: vi.fn(),
})

const count = (id: string) => screen.queryAllByTestId(id).length

test('one answer that was not taken is told with its words', () => {
  render(Untaken, { lines: [line('approved')], say: () => undefined })
  expect(screen.getByRole('alert').textContent).toBe('Not taken: Round 1 is closed.')
  expect([count('untaken-words'), count('say-again'), count('untaken-count')]).toEqual([1, 1, 0])
})

test('several are one banner that counts, and opens each; all are dismissed by a second press', async () => {
  const lines = [line('approved'), line('rejected'), { ...line('changes'), dismiss: undefined }]
  render(Untaken, { lines, say: () => undefined })
  expect(screen.getAllByRole('alert')).toHaveLength(1)
  expect(screen.getByRole('alert').textContent.trim()).toBe('3 answers not taken: Round 1 is closed.')
  expect([count('untaken-words'), count('dismiss-all')]).toEqual([0, 0])
  await fireEvent.click(screen.getByTestId('untaken-open'))
  expect([count('untaken-words'), count('say-again'), count('copy-untaken'), count('dismiss-untaken')]).toEqual([
    3, 3, 3, 2,
  ])
  await fireEvent.click(screen.getByTestId('dismiss-all'))
  expect(lines.map(({ dismiss }) => dismiss?.mock.calls.length)).toEqual([0, 0, undefined])
  await fireEvent.click(screen.getByTestId('dismiss-all'))
  expect(lines.map(({ dismiss }) => dismiss?.mock.calls.length)).toEqual([1, 1, undefined])
  // What is said again is said below: the list makes room.
  await fireEvent.click(screen.getAllByTestId('say-again')[0] ?? document.body)
  expect([lines[0]?.again.mock.calls.length, count('untaken-words')]).toEqual([1, 0])
})

test('why is told of each where it differs', async () => {
  render(Untaken, { lines: [line('approved'), line('rejected', 'its cue is gone')], say: () => undefined })
  expect(screen.getByRole('alert').textContent.trim()).toBe('2 answers not taken.')
  await fireEvent.click(screen.getByTestId('untaken-open'))
  expect(screen.getAllByTestId('untaken-one')[1]?.textContent).toContain('its cue is gone')
})
