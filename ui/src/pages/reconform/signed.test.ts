import { expect, test } from 'vitest'
import { seconds } from '../../time/time'
import { amountWords, signed } from './signed'

const frames = (count: number) => seconds(count / 24)

test('an amount says its units: six seconds are no six minutes', () => {
  expect(signed(seconds(6), '24')).toBe('+6 s')
  expect(signed(frames(-10), '24')).toBe('−10 fr')
  expect(signed(seconds(6) + frames(12), '24')).toBe('+6 s 12 fr')
  expect(signed(0 - seconds(90), '25')).toBe('−1 min 30 s')
  expect(signed(seconds(3600), '25')).toBe('+1 h')
  expect(amountWords(0 - seconds(6), '24')).toBe('6 s')
})

test('nothing has no sign, nor has less than half a frame', () => {
  expect([signed(0, '24'), signed(-1, '24')]).toEqual(['0', '0'])
})

test('lengths count as timecode does: 144 frames of film at 23.976 are six seconds', () => {
  expect(signed(144 * 29_429_400, '23.976')).toBe('+6 s')
  expect(signed(1800 * 23_543_520, '29.97df')).toBe('+1 min 2 fr')
})
