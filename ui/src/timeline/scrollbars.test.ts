import { expect, test } from 'vitest'
import { thumbOf } from './scrollbars'

test('a thumb is as long as what is in view of all, and goes from end to end', () => {
  expect(thumbOf(200, 0, 500, 1000)).toEqual({ at: 0, length: 100, perPixel: 5 })
  expect(thumbOf(200, 500, 500, 1000)).toMatchObject({ at: 100, length: 100 })
})

test('a thumb can always be grasped', () => {
  expect(thumbOf(200, 0, 1, 100_000)?.length).toBe(28)
})

test('where all is in view there is no thumb', () => {
  expect(thumbOf(200, 0, 1000, 1000)).toBeUndefined()
  expect(thumbOf(0, 0, 10, 1000)).toBeUndefined()
})
