import { expect, test } from 'vitest'
import { usualSplit } from '../../lib/preferences.svelte'
import { lowerRow } from './split'

test('the timeline has room for all its lanes as long as nobody has moved its edge', () => {
  expect(lowerRow(usualSplit, 310.4)).toBe('minmax(min(311px, 62%), 462fr)')
  expect(lowerRow(600, 310)).toBe('minmax(0, 400fr)')
})
