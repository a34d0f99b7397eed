import { expect, test } from 'vitest'
import { silentWord } from './temp.svelte'

test('temp music that does not sound says why', () => {
  expect(silentWord({ isPick: true, sounds: true })).toBe('')
  expect(silentWord({ isPick: true, sounds: false })).toBe('muted')
  expect(silentWord({ isPick: false, sounds: false })).toBe('not the pick')
})
