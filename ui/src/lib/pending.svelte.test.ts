// @vitest-environment jsdom
import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followPending } from './pending.svelte'
import { toasts } from './toasts.svelte'

beforeEach(() => {
  vi.useFakeTimers()
  toasts.list = []
})

afterEach(() => {
  vi.useRealTimers()
})

/** Asks about the cut that `wanted` is; 2 has gone. */
function following() {
  let wanted = $state(1)
  const taken: number[] = []
  const stop = $effect.root(() => {
    followPending(
      () => {
        const cut = wanted
        return cut === 2 ? Promise.reject(new Error('There is no cut 2')) : Promise.resolve({ cut, pending: 0 })
      },
      ({ cut }) => taken.push(cut),
    )
  })
  const ask = async (cut: number) => {
    wanted = cut
    flushSync()
    await vi.advanceTimersByTimeAsync(100)
  }
  return { ask, taken, stop }
}

test('what went with an undo is missed by nobody once something else is asked about', async () => {
  const { ask, taken, stop } = following()
  await ask(2)
  await ask(3)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(taken).toEqual([3])
  expect(toasts.list).toEqual([])
  stop()
})

test('what is refused for good is said', async () => {
  const { ask, stop } = following()
  await ask(2)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(toasts.list.map(({ text }) => text)).toEqual(['There is no cut 2'])
  stop()
})
