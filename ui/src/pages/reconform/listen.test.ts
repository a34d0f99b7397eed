import { expect, it } from 'vitest'
import type { PictureSpec, ReconformView } from '../../generated'
import { oldPicture } from './listen.svelte'

const second = 705_600_000
const piece = (old: readonly [number, number], fresh: readonly [number, number]): PictureSpec =>
  ({
    old: { start: old[0] * second, end: old[1] * second },
    new: { start: fresh[0] * second, end: fresh[1] * second },
  }) as PictureSpec

it('finds in the old cut what the new one shows, and knows what is new', () => {
  const picture = {
    kept: [piece([0, 20], [0, 20]), piece([40, 60], [25, 35])],
    replaced: [piece([5, 8], [5, 8])],
  } as unknown as ReconformView['picture']
  const at = (seconds: number) => {
    const found = oldPicture(picture, seconds * second)
    return found === undefined ? undefined : found / second
  }
  expect(at(2)).toBe(2)
  expect(at(6)).toBeUndefined()
  expect(at(22)).toBeUndefined()
  expect(at(25)).toBe(40)
  // Twice as fast as it was.
  expect(at(30)).toBe(50)
  expect(at(35)).toBeUndefined()
})
