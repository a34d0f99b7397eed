// @vitest-environment jsdom
import { emit } from '@tauri-apps/api/event'
import { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { afterEach, expect, test } from 'vitest'
import type { CutId, Position, TransportView } from '../../generated'
import { followTransport, stop, transport } from './transport.svelte'

afterEach(() => {
  clearMocks()
})

const standing = (number: number, position: number): TransportView => ({
  ...transport.view,
  number,
  source: { type: 'cut', cut: 1 as CutId },
  position: position as Position,
})

test('an answer that is overtaken by what was told later does not put the playhead back', async () => {
  let answers = standing(1, 0)
  mockWindows('main')
  mockIPC((command) => (command === 'transport' ? answers : null), { shouldMockEvents: true })
  const leave = await followTransport()
  await emit('told', { event: 'transport', told: standing(2, 700) })
  expect(transport.position).toBe(700)
  // Stop and Home, one right after the other: the place of the stop is read before the move, and comes after it.
  answers = standing(3, 800)
  await emit('told', { event: 'transport', told: standing(4, 0) })
  await stop()
  expect(transport.position).toBe(0)
  leave()
})
