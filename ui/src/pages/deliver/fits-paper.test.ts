import { expect, test } from 'vitest'
import { shareOf } from './fits-paper.svelte'

test.each([
  [500, 506, 1],
  [618, 542, 0.87],
  [900, 500, 0.8],
  [0, 0, 1],
])('a table that needs %d px is drawn on %d px at %d of its size', (wide, room, share) => {
  expect(shareOf(wide, room)).toBe(share)
})
