import { expect, test } from 'vitest'
import { dayWords, withDays } from './day'

test('days are read as days, also within other words', () => {
  expect(dayWords('2026-12-24')).toBe('24 December 2026')
  expect(withDays('2026-12-10, demo by 2026-12-01; 9 months')).toBe(
    '10 December 2026, demo by 1 December 2026; 9 months',
  )
})
