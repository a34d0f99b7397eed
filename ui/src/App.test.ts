// @vitest-environment jsdom
import { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import App from './App.svelte'

const asked: [command: string, value: unknown][] = []

beforeEach(() => {
  mockWindows('main')
  asked.length = 0
  mockIPC(
    (command, args) => {
      asked.push([command, (args as { value?: unknown } | undefined)?.value])
      return command === 'recent' || command === 'jobs' ? [] : null
    },
    { shouldMockEvents: true },
  )
})

afterEach(() => {
  clearMocks()
})

test('with no show open, the window says its name and the ways to begin', async () => {
  render(App)
  expect(await screen.findByRole('heading', { name: 'Needledrop' })).toBeDefined()
  expect(screen.getByTestId('welcome-sample')).toBeDefined()
  expect(screen.getByTestId('welcome-new')).toBeDefined()
  expect(screen.getByTestId('welcome-open')).toBeDefined()
})

test('what the desktop draws, lists of choices among it, is told to be dark from the start', () => {
  render(App)
  expect(asked).toContainEqual(['plugin:window|set_theme', 'dark'])
})
