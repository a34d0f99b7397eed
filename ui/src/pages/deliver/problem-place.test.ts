import { expect, test } from 'vitest'
import { nextRow } from './problem-place.svelte'

test('from elsewhere the key goes to where one was, or to the last where there are fewer now', () => {
  expect(nextRow(-1, 0, 5)).toBe(0)
  expect(nextRow(-1, 3, 5)).toBe(3)
  expect(nextRow(-1, 4, 2)).toBe(1)
})

test('among the problems it goes to the next, and from the last to the first', () => {
  expect(nextRow(0, 0, 3)).toBe(1)
  expect(nextRow(2, 2, 3)).toBe(0)
})
