import { expect, test } from 'vitest'
import { keyNow } from './edits.svelte'

test('what is written in a row is one step, and what is written later another', () => {
  const first = keyNow('share 7', 10_000)
  expect(keyNow('share 7', 11_000)).toBe(first)
  expect(keyNow('share 7', 12_400)).toBe(first)
  const later = keyNow('share 7', 20_000)
  expect(later).not.toBe(first)
  expect(keyNow('share 8', 20_100)).not.toBe(later)
  expect(keyNow('share 7', 20_200)).not.toBe(later)
})

test('an edit without a key ends a gesture', () => {
  const first = keyNow('level 1', 1_000)
  expect(keyNow(undefined, 1_100)).toBeNull()
  expect(keyNow('level 1', 1_200)).not.toBe(first)
})
