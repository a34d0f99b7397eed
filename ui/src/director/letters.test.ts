import { expect, test } from 'vitest'
import { isTooLong, lengthWords } from './letters'

test('a text holds 4,000 letters as the core counts them, and says so before it is full', () => {
  expect(lengthWords('later')).toBe('')
  expect(lengthWords('x'.repeat(3_900))).toBe('100 letters left')
  expect([isTooLong('x'.repeat(4_000)), isTooLong(`${'x'.repeat(4_000)}  `)]).toEqual([false, false])
  // Two places, one letter.
  expect(isTooLong('😀'.repeat(4_000))).toBe(false)
  expect(isTooLong('x'.repeat(4_001))).toBe(true)
  expect(lengthWords('x'.repeat(4_001))).toMatch(/^4\u202f001 letters, 4\u202f000 at most/)
})
