// @vitest-environment jsdom
import { emit } from '@tauri-apps/api/event'
import { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { afterEach, expect, test } from 'vitest'
import type { JobView } from '../generated'
import { followJobs, writesTo } from './jobs.svelte'
import { toasts } from './toasts.svelte'

afterEach(() => {
  clearMocks()
})

const job = (id: number, finished: boolean) =>
  ({
    id,
    kind: 'handover',
    title: 'Hand over',
    finished,
    cancelled: false,
    imported: [],
    known: [],
    failed: [],
    remarks: [],
  }) as unknown as JobView

test('what was written is told once, whether its job or its number came first', async () => {
  mockWindows('main')
  mockIPC((command) => (command === 'jobs' ? [] : null), { shouldMockEvents: true })
  const leave = await followJobs()
  const saved = () => toasts.list.map(({ text }) => text).filter((text) => text.startsWith('Saved'))
  writesTo(1, '/out/late')
  await emit('told', { event: 'job', told: job(1, true) })
  expect(saved()).toEqual(['Saved /out/late'])
  await emit('told', { event: 'job', told: job(2, true) })
  writesTo(2, '/out/quick')
  expect(saved()).toEqual(['Saved /out/quick'])
  leave()
})
